package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
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
  void zeroSwitchesATimerOff() {
    Keepalive keepalive = new Keepalive(OptionalInt.of(0), OptionalInt.of(0), OptionalInt.of(0), 0);
    assertEquals(Keepalive.Verdict.FINE, keepalive.look(10_000_000, traffic(0, 0)));
  }
}
