package org.culvert.core.profile;

import java.util.OptionalInt;

/** Times and numbers of attempts. */
final class TimerSection implements Section {
  private static final int DAY = 86_400;

  /** No time is longer, so that milliseconds never overflow. */
  private static final int YEAR = 365 * DAY;

  private final Arguments arguments;
  private OptionalInt ping = OptionalInt.empty();
  private OptionalInt pingRestart = OptionalInt.empty();
  private OptionalInt pingExit = OptionalInt.empty();
  private int handWindow = Timers.DEFAULT.handWindow();
  private int tranWindow = Timers.DEFAULT.tranWindow();
  private int renegotiate = Timers.DEFAULT.renegotiate();
  private int tlsTimeout = Timers.DEFAULT.tlsTimeout();
  private OptionalInt inactive = OptionalInt.empty();
  private int inactiveBytes;
  private long renegotiateBytes;
  private long renegotiatePackets;
  private int sessionTimeout;

  TimerSection(Findings findings) {
    this.arguments = new Arguments(findings);
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "keepalive" -> {
        ping = arguments.number(s, 0, 1, DAY);
        pingRestart = arguments.number(s, 1, 1, DAY);
      }
      case "ping" -> ping = arguments.number(s, 0, 0, DAY);
      case "ping-restart" -> pingRestart = arguments.number(s, 0, 0, DAY);
      case "ping-exit" -> pingExit = arguments.number(s, 0, 0, DAY);
      case "hand-window" -> handWindow = arguments.number(s, 0, 1, DAY).orElse(handWindow);
      case "tran-window" -> tranWindow = arguments.number(s, 0, 1, DAY).orElse(tranWindow);
      case "reneg-sec" -> renegotiate = arguments.number(s, 0, 0, YEAR).orElse(renegotiate);
      case "reneg-bytes" -> renegotiateBytes = amount(s);
      case "reneg-pkts" -> renegotiatePackets = amount(s);
      case "tls-timeout" -> tlsTimeout = arguments.number(s, 0, 1, DAY).orElse(tlsTimeout);
      case "inactive" -> {
        inactive = arguments.number(s, 0, 0, Integer.MAX_VALUE);
        inactiveBytes =
            s.has(1) ? arguments.number(s, 1, 0, Integer.MAX_VALUE).orElse(0) : inactiveBytes;
      }
      case "session-timeout" ->
          sessionTimeout = arguments.number(s, 0, 0, YEAR).orElse(sessionTimeout);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** OpenVPN's −1 and 0 both stand for no limit. */
  private long amount(Statement s) {
    if (!s.arg(0).matches("-?[0-9]{1,18}")) {
      arguments.invalid(s, LineCode.NOT_A_NUMBER, s.arg(0));
      return 0;
    }
    return Math.max(0, Long.parseLong(s.arg(0)));
  }

  Timers build() {
    return new Timers(
        ping,
        pingRestart,
        pingExit,
        handWindow,
        tranWindow,
        renegotiate,
        tlsTimeout,
        inactive,
        inactiveBytes,
        renegotiateBytes,
        renegotiatePackets,
        sessionTimeout);
  }
}
