package org.culvert.app.ui.fx;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** The one door to the JavaFX thread. */
public final class FxThread implements Executor {
  /** Runs soon on the JavaFX thread, or at once when already there. */
  @Override
  public void execute(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
  }

  /**
   * A handle that may be run from any thread as often as one likes: calls made before {@code
   * update} has begun are merged into one, so that a burst of events costs one update.
   */
  public Runnable coalesced(Runnable update) {
    AtomicBoolean pending = new AtomicBoolean();
    return () -> {
      if (pending.compareAndSet(false, true)) {
        Platform.runLater(
            () -> {
              pending.set(false);
              update.run();
            });
      }
    };
  }
}
