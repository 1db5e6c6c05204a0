package org.culvert.app.bus;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Does what talks over a bus on one virtual thread, one thing after the other: every call may
 * block. What fails is told, and the next thing is done; an answer that nobody could expect fails
 * like any other.
 */
public final class BusWorker {
  private final ExecutorService thread;
  private final Consumer<Exception> failed;

  /**
   * @param name of the thread
   * @param failed told, on that thread, of each thing that did not work
   */
  public BusWorker(String name, Consumer<Exception> failed) {
    thread = Executors.newSingleThreadExecutor(Thread.ofVirtual().name(name).factory());
    this.failed = failed;
  }

  /** Something to do over a bus. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** Does it after what was asked for before; does nothing once this was closed. */
  public void later(Work work) {
    try {
      thread.execute(
          () -> {
            try {
              work.run();
            } catch (Exception e) {
              failed.accept(e);
            }
          });
    } catch (RejectedExecutionException e) {
      // Nobody wants it any more.
    }
  }

  /** Does what was asked for until now, and nothing more. */
  public void close() {
    thread.shutdown();
  }
}
