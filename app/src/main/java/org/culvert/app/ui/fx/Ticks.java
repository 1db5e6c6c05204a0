package org.culvert.app.ui.fx;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Runs something on the JavaFX thread again and again, as long as it is wanted. An animation would
 * do so, too, and make the toolkit pulse sixty times a second for it, even where nothing is seen.
 * Belongs to the JavaFX thread.
 */
public final class Ticks {
  private final Duration period;
  private final Runnable task;
  private boolean wanted;
  private int turn;

  /** Nothing is wanted at first. */
  public Ticks(Duration period, Runnable task) {
    this.period = period;
    this.task = task;
  }

  /** Begins with one at once, or ends. */
  public void want(boolean now) {
    if (now != wanted) {
      wanted = now;
      turn++;
      tick(turn);
    }
  }

  private void tick(int of) {
    if (wanted && of == turn) {
      task.run();
      CompletableFuture.delayedExecutor(
              period.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater)
          .execute(() -> tick(of));
    }
  }
}
