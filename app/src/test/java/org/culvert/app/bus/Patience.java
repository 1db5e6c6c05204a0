package org.culvert.app.bus;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for conditions, never for a time. */
public final class Patience {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long STEP_MILLIS = 20;

  private Patience() {}

  /** Returns as soon as the condition holds; fails after half a minute. */
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for: " + what);
      }
      Thread.sleep(STEP_MILLIS);
    }
  }
}
