package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.Announced;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushedOptions;
import org.junit.jupiter.api.Test;

final class KeepaliveTest {
  private static Traffic traffic(long in, long out) {
    return new Traffic(in, out, 0, 0, -1, false);
  }

  @Test
  void aPingIsDueOnlyAfterSilenceOfOurOwn() {
    Keepalive keepalive =
        new Keepalive(OptionalInt.of(10), OptionalInt.empty(), OptionalInt.empty(), 0);
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(9_000, traffic(0, 1)));
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(18_999, traffic(0, 1)));
    assertEquals(Keepalive.Verdict.PING, keepalive.look(19_000, traffic(0, 1)));
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(20_000, traffic(0, 2)));
  }

  @Test
  void silenceOfTheServerRestartsAfterTheGivenTime() {
    Keepalive keepalive =
        new Keepalive(OptionalInt.empty(), OptionalInt.of(60), OptionalInt.empty(), 0);
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(30_000, traffic(5, 0)));
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(89_999, traffic(5, 0)));
    assertEquals(Keepalive.Verdict.RESTART, keepalive.look(90_000, traffic(5, 0)));
    assertEquals(60, keepalive.silentSeconds(90_000));
  }

  @Test
  void aControlPacketCountsAsALifeSign() {
    Keepalive keepalive =
        new Keepalive(OptionalInt.empty(), OptionalInt.of(60), OptionalInt.empty(), 0);
    keepalive.heard(50_000);
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(100_000, traffic(0, 0)));
    assertEquals(Keepalive.Verdict.RESTART, keepalive.look(110_000, traffic(0, 0)));
  }

  @Test
  void pingExitEndsInsteadOfRestarting() {
    Keepalive keepalive =
        new Keepalive(OptionalInt.empty(), OptionalInt.of(60), OptionalInt.of(60), 0);
    assertEquals(Keepalive.Verdict.EXIT, keepalive.look(60_000, traffic(0, 0)));
  }

  @Test
  void aPathThatWatchesByItselfIsToFindTheSilenceFirst() {
    Keepalive keepalive =
        new Keepalive(OptionalInt.empty(), OptionalInt.of(60), OptionalInt.empty(), 0);
    keepalive.tell(
        (Outputs)
            Proxy.newProxyInstance(
                Outputs.class.getClassLoader(),
                new Class<?>[] {Outputs.class},
                (_, method, _) -> method.getName().equals("keepalive")));
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(64_999, traffic(0, 0)));
    assertEquals(Keepalive.Verdict.RESTART, keepalive.look(65_000, traffic(0, 0)));
  }

  private static Keepalive.Verdict after(long millis, OptionalInt ownExit, String... pushed)
      throws PushException {
    Timers d = Timers.DEFAULT;
    Timers own =
        new Timers(
            d.ping(),
            d.pingRestart(),
            ownExit,
            d.handWindow(),
            d.tranWindow(),
            d.renegotiate(),
            d.tlsTimeout(),
            d.inactive(),
            d.inactiveBytes(),
            d.renegotiateBytes(),
            d.renegotiatePackets(),
            0);
    PushedOptions options =
        PushedOptions.parse(
            List.of(pushed),
            new PullSettings(false, List.of()),
            new Announced(Set.of(), List.of(), false));
    return Keepalive.of(options, own, Remote.Transport.UDP, 0).look(millis, traffic(0, 0));
  }

  @Test
  void whereNobodySetsAnythingTwoMinutesOfSilenceRestart() throws PushException {
    assertEquals(Keepalive.Verdict.FINE, after(119_999, OptionalInt.empty()));
    assertEquals(Keepalive.Verdict.RESTART, after(120_000, OptionalInt.empty()));
  }

  @Test
  void aPushedValueReplacesTheDefault() throws PushException {
    assertEquals(Keepalive.Verdict.FINE, after(1_000_000, OptionalInt.empty(), "ping-restart 0"));
  }

  @Test
  void aProfileWithPingExitHasNoRestartByDefault() throws PushException {
    assertEquals(Keepalive.Verdict.FINE, after(299_999, OptionalInt.of(300)));
    assertEquals(Keepalive.Verdict.EXIT, after(300_000, OptionalInt.of(300)));
  }

  @Test
  void aPushedRestartReplacesTheProfilesExit() throws PushException {
    assertEquals(
        Keepalive.Verdict.RESTART, after(300_000, OptionalInt.of(100), "ping-restart 200"));
  }

  @Test
  void zeroSwitchesATimerOff() {
    Keepalive keepalive = new Keepalive(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.of(0), 0);
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(10_000_000, traffic(0, 0)));
  }

  @Test
  void aSilenceWithoutALimitIsNoReasonToEnd() {
    OptionalInt never = OptionalInt.empty();
    assertEquals(
        Keepalive.Verdict.RESTART, new Keepalive(OptionalInt.of(10), never, never, 0).silent());
    assertEquals(
        Keepalive.Verdict.EXIT,
        new Keepalive(OptionalInt.of(10), never, OptionalInt.of(60), 0).silent());
    assertEquals(
        Keepalive.Verdict.RESTART,
        new Keepalive(OptionalInt.of(10), OptionalInt.of(30), OptionalInt.of(60), 0).silent());
  }
}
