package org.culvert.helper.socket;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A deadline for one client. The thread that reads from it starts and stops the clock; whoever ends
 * the connection ends it for good.
 */
final class Patience {
  private final ScheduledExecutorService timer;
  private final Runnable whenLost;
  private @Nullable ScheduledFuture<?> running;
  private boolean over;

  /** {@code whenLost} runs on the timer's thread and must not block. */
  Patience(ScheduledExecutorService timer, Runnable whenLost) {
    this.timer = timer;
    this.whenLost = whenLost;
  }

  /** Starts the clock unless it runs. */
  synchronized void start(Duration limit) {
    if (running == null && !over) {
      running = timer.schedule(whenLost, limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  synchronized void stop() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }

  /** The connection is over: stops the clock, and nobody starts it again. */
  synchronized void end() {
    over = true;
    stop();
  }
}
