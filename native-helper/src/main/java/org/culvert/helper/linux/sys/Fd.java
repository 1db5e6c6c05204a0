package org.culvert.helper.linux.sys;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An open file descriptor. Closing twice is fine; closing while another thread is in a call with it
 * is not, because the number may be somebody else's a moment later: owners see to that with a lock.
 */
public final class Fd implements AutoCloseable {
  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  Fd(int number) {
    this.number = number;
  }

  /** The number in this process. */
  public int number() {
    return number;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      // Linux frees the number whatever close returns, so there is nothing to try again.
      LibC.close(number);
    }
  }
}
