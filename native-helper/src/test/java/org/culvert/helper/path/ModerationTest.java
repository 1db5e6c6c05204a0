package org.culvert.helper.path;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ModerationTest {
  private static final long MICROS = 1_000;

  private long now = Duration.ofDays(-3).toNanos(); // a clock may begin anywhere

  private final Moderation moderation = new Moderation(() -> now, _ -> {});

  /** So many datagrams came within so many microseconds, and no more are there. */
  private boolean pausesAfter(int datagrams, long micros) {
    moderation.came(datagrams);
    now += micros * MICROS;
    return moderation.pause();
  }

  @Test
  void oneDatagramNowAndThenIsNotWaitedFor() {
    for (int i = 0; i < 10; i++) {
      assertFalse(pausesAfter(1, 10_000));
    }
  }

  /** Such as the answer to a request: what a server sends once goes on its way at once. */
  @Test
  void aFewAfterSilenceAreNotWaitedFor() {
    assertFalse(pausesAfter(20, 50_000));
  }

  @Test
  void aStreamIsWaitedFor() {
    assertTrue(pausesAfter(8, 150));
    assertTrue(pausesAfter(6, 150));
  }

  /** A receiver that is faster than the sender finds them one by one. */
  @Test
  void aStreamOfSingleDatagramsIsWaitedFor() {
    for (int i = 0; i < 7; i++) {
      assertFalse(pausesAfter(1, 20));
    }
    assertTrue(pausesAfter(1, 20));
    assertTrue(pausesAfter(1, 20));
  }

  @Test
  void whatPausedInVainWaitsToBeWoken() {
    assertTrue(pausesAfter(8, 150));
    now += 150 * MICROS;
    assertFalse(moderation.pause());
  }

  /** Its caller looks after errors and other sockets only where it waits. */
  @Test
  void noStreamKeepsTheCallerFromWaitingNowAndThen() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 16; i++) {
        assertTrue(pausesAfter(8, 150));
      }
      assertFalse(pausesAfter(8, 150));
    }
  }

  @Test
  void anInterruptedThreadPausesOnceAndThenWaits() {
    Moderation busy = new Moderation();
    Thread.currentThread().interrupt();
    try {
      busy.came(1_000_000);
      assertTrue(busy.pause());
      assertFalse(busy.pause());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void aStreamThatThinsOutIsNotWaitedForAnyMore() {
    assertTrue(pausesAfter(8, 150));
    assertFalse(pausesAfter(8, 900));
  }

  @Test
  void whatComesLongAfterAStreamIsNotWaitedFor() {
    assertTrue(pausesAfter(8, 150));
    assertFalse(pausesAfter(1, 2_000_000));
  }
}
