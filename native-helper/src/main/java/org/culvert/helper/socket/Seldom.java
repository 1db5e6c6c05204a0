package org.culvert.helper.socket;

import java.time.Duration;

/** Lets a warning through now and then, so that nobody fills the log by what they do. */
final class Seldom {
  private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();

  private long last;
  private long held;

  /** So many times since the last one that was let through, this one included; 0 to be silent. */
  synchronized long times(long nanoTime) {
    held++;
    if (last != 0 && nanoTime - last < EVERY_NANOS) {
      return 0;
    }
    last = nanoTime == 0 ? 1 : nanoTime;
    long told = held;
    held = 0;
    return told;
  }
}
