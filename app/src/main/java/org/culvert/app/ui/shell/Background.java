package org.culvert.app.ui.shell;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what blocks, each in a thread of its own. What comes after the end is not begun: the window
 * that it was for is gone, and what is on its way to the JavaFX thread cannot know that.
 */
final class Background implements Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.trace("too late for the window", e);
    }
  }

  /** Begins nothing any more; what was begun goes on. */
  void end() {
    threads.shutdown();
  }
}
