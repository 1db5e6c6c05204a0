package org.culvert.app.ui.fx;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/** The one door to the JavaFX thread. */
public final class FxThread implements Executor {
  /** What came while it was shut; to be held while it is opened, so that all keeps its order. */
  private final Queue<Runnable> early = new ArrayDeque<>();

  private volatile boolean open;

  private FxThread(boolean open) {
    this.open = open;
  }

  /** An open door. */
  public static FxThread open() {
    return new FxThread(true);
  }

  /**
   * A door that is shut until {@link #unlock}: what belongs to the JavaFX thread can be made on
   * another one until then, and JavaFX need not have started.
   */
  public static FxThread shut() {
    return new FxThread(false);
  }

  /** Lets pass what came and what comes. To be called on the JavaFX thread. */
  public void unlock() {
    synchronized (early) {
      open = true;
      early.forEach(Platform::runLater);
      early.clear();
    }
  }

  /** Runs soon on the JavaFX thread, or at once when already there. */
  @Override
  public void execute(Runnable task) {
    if (open && Platform.isFxApplicationThread()) {
      task.run();
    } else {
      later(task);
    }
  }

  private void later(Runnable task) {
    synchronized (early) {
      if (!open) {
        early.add(task);
        return;
      }
    }
    Platform.runLater(task);
  }

  /**
   * A handle that may be run from any thread as often as one likes: calls made before {@code
   * update} has begun are merged into one, so that a burst of events costs one update.
   */
  public Runnable coalesced(Runnable update) {
    AtomicBoolean pending = new AtomicBoolean();
    return () -> {
      if (pending.compareAndSet(false, true)) {
        later(
            () -> {
              pending.set(false);
              update.run();
            });
      }
    };
  }
}
