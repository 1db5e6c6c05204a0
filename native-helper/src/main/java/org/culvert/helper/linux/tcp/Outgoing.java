package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.core.wire.StreamFrame;
import org.culvert.core.wire.StreamFramer;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.StreamMemory;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.PathClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The stream that goes out, in the order in which packets came. For any thread; nothing here waits.
 * Owns the socket, so that no call can meet a closed one.
 */
final class Outgoing implements AutoCloseable {
  /** Room that batches leave to single packets. */
  private static final int RESERVED = 64 << 10;

  private static final int SIZE = (256 << 10) + RESERVED;

  private final TcpSocket socket;
  private final ReentrantLock lock = new ReentrantLock();
  private final StreamMemory memory = new StreamMemory(SIZE);
  private final StreamFramer framer = new StreamFramer(memory.buffer());
  private final LongAdder dropped = new LongAdder();
  private @Nullable String ended;

  /** Whether the kernel puts data packets between ours, so that each is to be written whole. */
  private boolean shared;

  Outgoing(TcpSocket socket) {
    this.socket = socket;
  }

  /** Takes a packet of a batch; returns whether there was room, after writing what can be. */
  boolean offer(byte[] source, int offset, int length) throws IOException {
    lock.lock();
    try {
      ensureOpen();
      int needed = StreamFrame.PREFIX + length + RESERVED;
      if (!framer.fits(needed)) {
        write();
      }
      return framer.fits(needed) && framer.append(source, offset, length);
    } finally {
      lock.unlock();
    }
  }

  /** Takes a packet that must not wait, and writes what can be written; drops it without room. */
  void urgent(byte[] source, int offset, int length) throws IOException {
    lock.lock();
    try {
      ensureOpen();
      if (!framer.append(source, offset, length)) {
        dropped.increment();
      }
      write();
    } finally {
      lock.unlock();
    }
  }

  /** Writes what can be written; returns whether that was all. */
  boolean flush() throws IOException {
    lock.lock();
    try {
      ensureOpen();
      write();
      return framer.waiting() == 0;
    } finally {
      lock.unlock();
    }
  }

  /** Single packets for which there was no room. */
  long dropped() {
    return dropped.sum();
  }

  private void write() throws IOException {
    while (framer.waiting() > 0) {
      int wanted = shared ? framer.first() : framer.waiting();
      int taken = socket.send(memory, framer.readOffset(), wanted);
      if (shared && taken > 0 && taken < wanted) {
        throw new ConnectionLostException("the kernel took half a control packet");
      }
      if (taken > 0) {
        framer.written(taken);
      } else if (taken == -Errno.EAGAIN) {
        return;
      } else if (taken != -Errno.EINTR) {
        throw LinuxTcp.lost(-taken);
      }
    }
  }

  private void ensureOpen() throws PathClosedException {
    if (ended != null) {
      throw new PathClosedException(ended);
    }
  }

  /** What is done between two packets. */
  interface Between {
    void run() throws IOException;
  }

  /**
   * Lets the kernel put its own packets between ours from now on. Nothing of ours waits then.
   *
   * @throws IOException of {@code taking}, or when the connection is full; all is as before then
   */
  void handOver(Between taking) throws IOException {
    lock.lock();
    try {
      ensureOpen();
      write();
      if (framer.waiting() > 0) {
        throw new IOException("the connection to the server is full");
      }
      taking.run();
      shared = true;
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing is taken; {@code what} says of what this was the end. */
  void end(String what) {
    lock.lock();
    try {
      ended = what;
    } finally {
      lock.unlock();
    }
  }

  /** Closes the socket as well; only when nobody receives from it any more. */
  @Override
  public void close() {
    lock.lock();
    try {
      socket.close();
      memory.close();
    } finally {
      lock.unlock();
    }
  }
}
