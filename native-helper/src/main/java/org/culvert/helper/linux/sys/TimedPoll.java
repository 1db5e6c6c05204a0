package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.util.List;

/** Waits for some time only; for rare use, as it makes its memory anew each time. */
public final class TimedPoll {
  private static final int EVENTS = 4;
  private static final int REVENTS = 6;
  private static final int SIZE = 8;
  private static final short POLLIN = 1;
  private static final short POLLOUT = 4;

  private TimedPoll() {}

  /**
   * Waits until one of them can be written or is in error, or the time is over.
   *
   * @return for each of them, in order, whether it is ready
   */
  public static boolean[] toWrite(List<Fd> descriptors, long millis) throws IOException {
    return await(descriptors, POLLOUT, millis);
  }

  /** Waits until it can be read, has ended or is in error, or the time is over. */
  public static boolean toRead(Fd descriptor, long millis) throws IOException {
    return await(List.of(descriptor), POLLIN, millis)[0];
  }

  private static boolean[] await(List<Fd> descriptors, short events, long millis)
      throws IOException {
    NativeMemory polls = NativeMemory.allocate(Math.max(1, descriptors.size()) * SIZE);
    for (int i = 0; i < descriptors.size(); i++) {
      polls.buffer().putInt(i * SIZE, descriptors.get(i).number());
      polls.buffer().putShort(i * SIZE + EVENTS, events);
    }
    int timeout = Math.clamp(millis, 0, Integer.MAX_VALUE);
    if (LibC.poll(polls.address(), descriptors.size(), timeout) < 0) {
      int errno = LibC.errno();
      if (errno != Errno.EINTR) {
        throw new SysException("poll", errno);
      }
    }
    boolean[] ready = new boolean[descriptors.size()];
    for (int i = 0; i < ready.length; i++) {
      ready[i] = polls.buffer().getShort(i * SIZE + REVENTS) != 0;
    }
    return ready;
  }
}
