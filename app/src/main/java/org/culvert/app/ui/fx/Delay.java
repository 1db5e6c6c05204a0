package org.culvert.app.ui.fx;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/**
 * Runs something on the JavaFX thread once some time has passed, also while no window shows: an
 * animation stands still then. Belongs to the JavaFX thread.
 */
public final class Delay {
  private final Duration time;
  private final Runnable task;
  private int turn;

  /** Nothing is waited for at first. */
  public Delay(Duration time, Runnable task) {
    this.time = time;
    this.task = task;
  }

  /** The time begins, or begins anew. */
  public void begin() {
    int of = ++turn;
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, Platform::runLater)
        .execute(
            () -> {
              if (of == turn) {
                task.run();
              }
            });
  }

  /** Nothing is waited for any more. */
  public void cancel() {
    turn++;
  }
}
