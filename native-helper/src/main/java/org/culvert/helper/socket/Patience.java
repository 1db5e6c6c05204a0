package org.culvert.helper.socket;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A deadline for the one client that a reading thread waits for. Used by that thread only. */
final class Patience {
  private final ScheduledExecutorService timer;
  private final Runnable whenLost;
  private @Nullable ScheduledFuture<?> running;

  /** {@code whenLost} runs on the timer's thread and must not block. */
  Patience(ScheduledExecutorService timer, Runnable whenLost) {
    this.timer = timer;
    this.whenLost = whenLost;
  }

  /** Starts the clock unless it runs. */
  void start(Duration limit) {
    if (running == null) {
      running = timer.schedule(whenLost, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }
}
