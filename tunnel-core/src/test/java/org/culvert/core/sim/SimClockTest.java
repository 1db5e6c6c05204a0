package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimClockTest {
  private final SimClock clock = new SimClock(0);
  private final List<String> seen = new ArrayList<>();

  @Test
  void thingsHappenInTheOrderOfTheirTimeThenOfTheirScheduling() {
    clock
        .at(20, note("c"))
        .at(10, note("a"))
        .at(10, note("b"))
        .after(Duration.ofMillis(30), note("d"));
    clock.run(Duration.ofMillis(25));
    assertEquals(List.of("a@10", "b@10", "c@20"), seen);
    assertEquals(25, clock.now());
    assertFalse(clock.idle());
    clock.run(Duration.ofMillis(5));
    assertEquals("d@30", seen.getLast());
    assertTrue(clock.idle());
  }

  @Test
  void whatIsScheduledForThePastHappensNow() {
    clock.at(10, () -> clock.at(3, note("late")));
    clock.run(Duration.ofMillis(100));
    assertEquals(List.of("late@10"), seen);
  }

  @Test
  void aPartyIsWokenAtItsDeadlineWhereverItMoves() {
    AtomicLong deadline = new AtomicLong(10);
    clock.party(
        "party",
        deadline::get,
        () -> {
          note("tick").run();
          deadline.set(clock.now() == 10 ? 40 : Long.MAX_VALUE);
        });
    clock.at(20, () -> deadline.set(30));
    clock.run(Duration.ofMillis(100));
    assertEquals(List.of("tick@10", "tick@30"), seen);
    assertTrue(clock.idle());
  }

  @Test
  void aDeadlineThatDoesNotMoveFailsTheTest() {
    clock.party("stubborn", () -> 5, () -> {});
    AssertionError e = assertThrows(AssertionError.class, () -> clock.run(Duration.ofSeconds(1)));
    assertTrue(e.toString().contains("stubborn"));
  }

  @Test
  void runningStopsAtTheInstantOfTheGoal() {
    clock.at(10, note("goal")).at(10, note("beyond"));
    clock.runUntil("goal", () -> seen.contains("goal@10"), Duration.ofSeconds(1));
    assertEquals(List.of("goal@10"), seen);
    assertEquals(10, clock.now());
  }

  @Test
  void aGoalOutOfReachFailsTheTestAndSaysWhich() {
    clock.at(2_000, note("too late"));
    AssertionError e =
        assertThrows(
            AssertionError.class,
            () -> clock.runUntil("the moon", () -> false, Duration.ofSeconds(1)));
    assertTrue(e.toString().contains("the moon"));
    assertEquals(List.of(), seen);
  }

  private Runnable note(String what) {
    return () -> seen.add(what + "@" + clock.now());
  }
}
