package org.culvert.helper.linux.sys;

import java.io.IOException;

/** An eventfd with which any thread interrupts one that waits in {@link Readiness}. */
public final class Wakeup implements AutoCloseable {
  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EFD_NONBLOCK = 0x800;

  private final Fd fd;
  private final NativeMemory counter = NativeMemory.allocate(Long.BYTES);
  private volatile boolean signalled;
  private boolean closed;

  public Wakeup() throws IOException {
    fd = new Fd(SysException.check(LibC.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd"));
    counter.buffer().putLong(0, 1);
  }

  Fd fd() {
    return fd;
  }

  /** Interrupts the present or the next wait. Does nothing after close. */
  public synchronized void signal() {
    if (!closed && !signalled) {
      signalled = true;
      LibC.write(fd.number(), counter.address(), Long.BYTES);
    }
  }

  /** Whether somebody has called {@link #signal} since the last {@link #clear}. Costs no call. */
  public boolean signalled() {
    return signalled;
  }

  /** Takes the signal back. */
  public synchronized void clear() {
    if (!closed && signalled) {
      signalled = false;
      LibC.read(fd.number(), counter.address(), Long.BYTES);
      counter.buffer().putLong(0, 1);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    fd.close();
  }
}
