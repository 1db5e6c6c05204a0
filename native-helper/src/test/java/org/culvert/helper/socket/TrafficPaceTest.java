package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;

class TrafficPaceTest {
  private final TrafficPace pace = new TrafficPace();

  @Test
  void withoutAPaceEverythingPasses() {
    assertTrue(pace.passes(traffic("a"), 0));
    assertTrue(pace.passes(traffic("a"), 0));
  }

  @Test
  void countersThatComeTooSoonAreLeftOutForEachSession() {
    pace.every(1_000);
    assertTrue(pace.passes(traffic("a"), 0));
    assertTrue(pace.passes(traffic("b"), 400));
    assertFalse(pace.passes(traffic("a"), 999));
    assertTrue(pace.passes(traffic("a"), 1_000));
    assertFalse(pace.passes(traffic("b"), 1_399));
    assertFalse(pace.passes(traffic("a"), 1_999));
  }

  @Test
  void otherNewsAlwaysPassesAndAChangeIsFollowedByCounters() {
    pace.every(1_000);
    assertTrue(pace.passes(traffic("a"), 0));
    assertTrue(pace.passes(new Event.Logged(new LogLine("a", 1, LogLine.Level.INFO, "x")), 1));
    assertFalse(pace.passes(traffic("a"), 2));
    assertTrue(pace.passes(changed("a"), 3));
    assertTrue(pace.passes(traffic("a"), 4));
    assertFalse(pace.passes(traffic("a"), 5));
  }

  @Test
  void anotherPaceHoldsAtOnce() {
    pace.every(60_000);
    assertTrue(pace.passes(traffic("a"), 0));
    pace.every(0);
    assertTrue(pace.passes(traffic("a"), 1));
    assertTrue(pace.passes(traffic("a"), 1));
  }

  private static Event traffic(String session) {
    return new Event.Traffic(session, 1, 2, 3, 4, 5);
  }

  private static Event changed(String session) {
    return new Event.StatusChanged(SessionStatus.disconnected(session, 0));
  }
}
