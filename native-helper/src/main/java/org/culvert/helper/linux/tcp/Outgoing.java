package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.culvert.core.wire.StreamFrame;
import org.culvert.core.wire.StreamFramer;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.StreamMemory;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.path.ConnectionLostException;

/**
 * The stream that goes out, in the order in which packets came. For one thread at a time; nothing
 * here waits. Owns the socket.
 */
final class Outgoing implements AutoCloseable {
  /** Room that batches leave to single packets. */
  private static final int RESERVED = 64 << 10;

  private static final int SIZE = (256 << 10) + RESERVED;

  private final TcpSocket socket;
  private final StreamMemory memory = new StreamMemory(SIZE);
  private final StreamFramer framer = new StreamFramer(memory.buffer());
  private final LongAdder dropped = new LongAdder();
  private int calls;

  /** Whether the kernel puts data packets between ours, so that each is to be written whole. */
  private boolean shared;

  Outgoing(TcpSocket socket) {
    this.socket = socket;
  }

  /** Takes a packet of a batch; returns whether there was room, after writing what can be. */
  boolean offer(byte[] source, int offset, int length) throws IOException {
    int needed = StreamFrame.PREFIX + length + RESERVED;
    if (!framer.fits(needed)) {
      write();
    }
    return framer.fits(needed) && framer.append(source, offset, length);
  }

  /** Takes a packet that must not wait, and writes what can be written; drops it without room. */
  void urgent(byte[] source, int offset, int length) throws IOException {
    if (!framer.append(source, offset, length)) {
      dropped.increment();
    }
    write();
  }

  /** Writes what can be written; returns whether that was all. */
  boolean flush() throws IOException {
    write();
    return framer.waiting() == 0;
  }

  /** System calls so far that took something; the count may begin anew from below. */
  int calls() {
    return calls;
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
        calls++;
        framer.written(taken);
      } else if (taken == -Errno.EAGAIN) {
        return;
      } else if (taken != -Errno.EINTR) {
        throw LinuxTcp.lost(-taken);
      }
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
    write();
    if (framer.waiting() > 0) {
      throw new IOException("the connection to the server is full");
    }
    taking.run();
    shared = true;
  }

  /** Closes the socket as well; only when nobody uses it any more. */
  @Override
  public void close() {
    socket.close();
    memory.close();
  }
}
