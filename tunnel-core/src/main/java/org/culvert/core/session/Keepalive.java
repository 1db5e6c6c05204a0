package org.culvert.core.session;

import java.util.OptionalInt;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.PushedOptions;

/** When to ping, and when silence has lasted too long (wire reference 7.7). */
final class Keepalive {
  /** What silence asks for. */
  enum Verdict {
    FINE,
    PING,
    RESTART,
    EXIT
  }

  /** Over UDP nothing else tells that a server died, so silence never lasts for ever. */
  private static final OptionalInt UDP_RESTART = OptionalInt.of(120);

  /** A data path that watches for silence itself is to find it first. */
  private static final long SECOND_NET = 5_000;

  private final OptionalInt ping;
  private final boolean asked;
  private final OptionalInt silence;
  private final long pingAfter;
  private final long restartAfter;
  private final long exitAfter;
  private long sent;
  private long received;
  private long sentAt;
  private long heardAt;
  private long slack;

  /** Pings that the server has not asked for. Seconds; 0 or empty is off. */
  Keepalive(OptionalInt ping, OptionalInt restart, OptionalInt exit, long now) {
    this(ping, false, restart, exit, now);
  }

  private Keepalive(
      OptionalInt ping, boolean asked, OptionalInt restart, OptionalInt exit, long now) {
    this.ping = on(ping);
    this.asked = asked;
    this.silence =
        on(restart).isPresent() && on(exit).isPresent()
            ? OptionalInt.of(Math.min(restart.getAsInt(), exit.getAsInt()))
            : on(restart).isPresent() ? restart : on(exit);
    this.pingAfter = millis(ping);
    this.restartAfter = millis(restart);
    this.exitAfter = millis(exit);
    this.sentAt = now;
    this.heardAt = now;
  }

  /**
   * What the server pushed, else what the profile says, else OpenVPN's default. Restart and exit
   * are two answers to one silence: whoever sets one of them has decided about both.
   */
  static Keepalive of(PushedOptions pushed, Timers own, Remote.Transport transport, long now) {
    boolean asked = pushed.ping().isPresent();
    OptionalInt ping = asked ? pushed.ping() : own.ping();
    if (pushed.pingRestart().isPresent() || pushed.pingExit().isPresent()) {
      return new Keepalive(ping, asked, pushed.pingRestart(), pushed.pingExit(), now);
    }
    if (own.pingRestart().isPresent() || own.pingExit().isPresent()) {
      return new Keepalive(ping, asked, own.pingRestart(), own.pingExit(), now);
    }
    OptionalInt restart = transport == Remote.Transport.UDP ? UDP_RESTART : OptionalInt.empty();
    return new Keepalive(ping, asked, restart, OptionalInt.empty(), now);
  }

  private static long millis(OptionalInt seconds) {
    return seconds.orElse(0) == 0 ? Long.MAX_VALUE : seconds.getAsInt() * 1000L;
  }

  private static OptionalInt on(OptionalInt seconds) {
    return seconds.orElse(0) == 0 ? OptionalInt.empty() : seconds;
  }

  /** Tells a data path that pings by itself. */
  void tell(Outputs out) {
    slack = out.keepalive(ping, silence, asked) ? SECOND_NET : 0;
  }

  /** What is to be done about a silence that the data path has found to be too long. */
  Verdict silent() {
    return exitAfter != Long.MAX_VALUE && exitAfter <= restartAfter
        ? Verdict.EXIT
        : Verdict.RESTART;
  }

  /** What that silence is; 0 when nobody has set a limit. */
  long limitSeconds() {
    return silence.orElse(0);
  }

  /** A valid control packet came. */
  void heard(long now) {
    heardAt = now;
  }

  long silentSeconds(long now) {
    return (now - heardAt) / 1000;
  }

  Verdict look(long now, Traffic traffic) {
    if (traffic.packetsIn() != received) {
      received = traffic.packetsIn();
      heardAt = now;
    }
    if (traffic.packetsOut() != sent) {
      sent = traffic.packetsOut();
      sentAt = now;
    }
    long silent = now - heardAt - slack;
    if (silent >= exitAfter) {
      return Verdict.EXIT;
    }
    if (silent >= restartAfter) {
      return Verdict.RESTART;
    }
    if (now - sentAt >= pingAfter) {
      sentAt = now;
      return Verdict.PING;
    }
    return Verdict.FINE;
  }
}
