package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class InactivityTest {
  private static Traffic bytes(long in, long out) {
    return new Traffic(0, 0, in, out, -1, false);
  }

  @Test
  void anyPayloadKeepsTheTunnelForAnotherSpan() {
    Inactivity inactivity = new Inactivity(OptionalInt.of(10), 0, 0);
    assertFalse(inactivity.look(9_000, bytes(1, 0)));
    assertFalse(inactivity.look(18_999, bytes(1, 0)));
    assertTrue(inactivity.look(19_000, bytes(1, 0)));
  }

  @Test
  void payloadBelowTheThresholdAddsUpInBothDirections() {
    Inactivity inactivity = new Inactivity(OptionalInt.of(10), 100, 0);
    assertFalse(inactivity.look(5_000, bytes(30, 30)));
    assertFalse(inactivity.look(8_000, bytes(60, 40)));
    assertFalse(inactivity.look(17_000, bytes(60, 40)));
    assertTrue(inactivity.look(18_000, bytes(60, 139)));
  }

  @Test
  void zeroSwitchesItOff() {
    assertFalse(new Inactivity(OptionalInt.of(0), 0, 0).look(10_000_000, bytes(0, 0)));
  }
}
