package org.culvert.app.instance;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes whoever rings, until the door is closed.
 *
 * @param <T> who comes in
 */
final class Welcoming<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Welcoming.class);

  /** Where people ring. */
  @FunctionalInterface
  interface Bell<T> {
    /**
     * Waits for the next one.
     *
     * @throws ClosedChannelException when nobody can ring any more
     */
    T next() throws IOException;
  }

  private final Bell<T> bell;
  private final Consumer<T> welcome;
  private final Duration pause;

  /**
   * @param pause after one who could not be let in: what is missing then, such as a free handle, is
   *     missing for a while
   */
  Welcoming(Bell<T> bell, Consumer<T> welcome, Duration pause) {
    this.bell = bell;
    this.welcome = welcome;
    this.pause = pause;
  }

  /** Ends with the bell, or with its thread; one who could not be let in keeps nobody else out. */
  void run() {
    boolean told = false;
    try {
      while (true) {
        try {
          welcome.accept(bell.next());
          told = false;
        } catch (ClosedChannelException e) {
          LOG.debug("this window's door is closed: later starts do not find it any more", e);
          return;
        } catch (IOException e) {
          if (!told) {
            LOG.warn(
                "a later start of Culvert could not be let in; this window goes on listening", e);
          }
          told = true;
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
