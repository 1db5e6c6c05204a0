package org.culvert.app.ui.fx;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/**
 * The start of JavaFX: some tenths of a second that need nobody. Begun early, it is over when the
 * window's parts are there.
 */
public final class FxStart implements AutoCloseable {
  private static final Executor THREAD =
      task -> Thread.ofPlatform().daemon().name("javafx-start").start(task);

  private final CompletableFuture<Void> up = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Begins, if it was not yet; returns at once. Only one of these may be begun in a process. */
  public void begin() {
    if (begun.compareAndSet(false, true)) {
      GraphicsDevice.look();
      var _ =
          CompletableFuture.runAsync(() -> Platform.startup(this::started), THREAD)
              .whenComplete(
                  (_, failure) -> {
                    if (failure != null) {
                      up.completeExceptionally(failure);
                    }
                  });
    }
  }

  private void started() {
    Platform.setImplicitExit(false);
    up.complete(null);
  }

  /**
   * Runs something on the JavaFX thread; waits for that to be there.
   *
   * @throws FxStartException when it cannot be started
   */
  public void run(Runnable task) throws FxStartException {
    begin();
    try {
      up.join();
    } catch (CompletionException e) {
      throw new FxStartException(e.getCause() == null ? e : e.getCause());
    }
    Platform.runLater(task);
  }

  /**
   * Waits for what was begun: a process that ends in the middle of it takes the toolkit's memory
   * away under it.
   */
  @Override
  public void close() {
    if (begun.get()) {
      up.handle((_, _) -> true).join();
    }
  }
}
