package org.culvert.app.lab;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for conditions, never for a time. */
final class Await {
  private static final long STEP_MILLIS = 20;

  private Await() {}

  /** Returns as soon as the condition holds; fails with {@code what} when the limit is over. */
  static void until(String what, Duration limit, BooleanSupplier condition) {
    if (!holdsWithin(limit, condition)) {
      throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
    }
  }

  /** Whether the condition came to hold within the limit. */
  static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
