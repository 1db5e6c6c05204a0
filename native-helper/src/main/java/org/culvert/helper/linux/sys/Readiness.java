package org.culvert.helper.linux.sys;

import java.io.IOException;

/**
 * Waits until a descriptor is ready or a {@link Wakeup} is signalled. Used by one thread at a time.
 *
 * <pre>
 * struct pollfd { int fd; short events; short revents; }    the descriptor, the wake-up, a companion
 * </pre>
 */
public final class Readiness {
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int SIZE = 8;
  private static final int COMPANION = 2 * SIZE;
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;
  private static final short POLLERR = 8;

  private final NativeMemory polls = NativeMemory.allocate(3 * SIZE);
  private final LoopCalls calls = new LoopCalls();

  private Readiness(Fd fd, Wakeup wakeup, short events) {
    // The kernel passes over a negative number.
    polls.buffer().putInt(COMPANION, -1).putShort(COMPANION + EVENTS, POLLIN);
    polls.buffer().putInt(0, fd.number()).putShort(EVENTS, events);
    polls.buffer().putInt(SIZE, wakeup.fd().number()).putShort(SIZE + EVENTS, POLLIN);
  }

  /** Waits until something can be read. */
  public static Readiness toRead(Fd fd, Wakeup wakeup) {
    return new Readiness(fd, wakeup, POLLIN);
  }

  /** Waits until something can be read, or from the companion. */
  public static Readiness toRead(Fd fd, Wakeup wakeup, Fd companion) {
    Readiness both = new Readiness(fd, wakeup, POLLIN);
    both.polls.buffer().putInt(COMPANION, companion.number());
    return both;
  }

  /** Waits until there is room to write. */
  public static Readiness toWrite(Fd fd, Wakeup wakeup) {
    return new Readiness(fd, wakeup, POLLOUT);
  }

  /** Returns when the descriptor is ready or in error, or the wake-up is signalled. */
  public void await() throws IOException {
    int ready;
    do {
      ready = calls.poll(polls.address(), 3);
    } while (ready == -Errno.EINTR);
    if (ready < 0) {
      throw new SysException("poll", -ready);
    }
  }

  /** Whether the last {@link #await} found the companion ready, ended or in error. */
  public boolean companion() {
    return polls.buffer().getShort(COMPANION + REVENTS) != 0;
  }

  /** Whether the last {@link #await} found an error waiting on the descriptor. */
  public boolean error() {
    return (polls.buffer().getShort(REVENTS) & POLLERR) != 0;
  }
}
