package org.culvert.helper.linux.port;

import java.io.IOException;
import java.util.Optional;
import org.culvert.helper.linux.sys.InetSocket;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.Wakeup;
import org.culvert.helper.path.PathClosedException;

/**
 * Where the threads of a port wait for its socket, are woken, and learn of its end. One receiver,
 * and a {@link Readiness} of its own for each sender. Does not own the socket.
 */
public final class Gate implements AutoCloseable {
  private final InetSocket socket;
  private final String what;
  private final Wakeup wakeup;
  private final Wakeup closing;
  private final Readiness readable;
  private volatile boolean closed;

  private Gate(
      InetSocket socket,
      String what,
      Optional<? extends InetSocket> companion,
      Wakeup wakeup,
      Wakeup closing) {
    this.socket = socket;
    this.what = what;
    this.wakeup = wakeup;
    this.closing = closing;
    this.readable =
        companion
            .map(other -> Readiness.toRead(socket.fd(), wakeup, other.fd()))
            .orElseGet(() -> Readiness.toRead(socket.fd(), wakeup));
  }

  /**
   * For one socket.
   *
   * @param what names it for people
   * @param companion another socket, whose readiness wakes the receiver as well
   */
  public static Gate of(InetSocket socket, String what, Optional<? extends InetSocket> companion)
      throws IOException {
    Wakeup wakeup = new Wakeup();
    try {
      return new Gate(socket, what, companion, wakeup, new Wakeup());
    } catch (IOException e) {
      wakeup.close();
      throw e;
    }
  }

  /** What {@link #end} made an end of. */
  public String what() {
    return what;
  }

  /** Throws once it is closed. */
  public void ensureOpen() throws PathClosedException {
    if (closed) {
      throw new PathClosedException(what);
    }
  }

  /** For the receiver: whether it was woken since it last asked. */
  public boolean woken() throws PathClosedException {
    boolean woken = wakeup.signalled();
    if (woken) {
      wakeup.clear();
      ensureOpen();
    }
    return woken;
  }

  /** For the receiver: where it waits. */
  public Readiness readable() {
    return readable;
  }

  /** For a sender: where it waits. */
  public Readiness writable() {
    return Readiness.toWrite(socket.fd(), closing);
  }

  /** Wakes the receiver. */
  public void wake() {
    wakeup.signal();
  }

  /** Wakes everybody, and lets nobody through any more. */
  public void end() {
    closed = true;
    wakeup.signal();
    closing.signal();
  }

  /** Only when nobody waits any more. */
  @Override
  public void close() {
    wakeup.close();
    closing.close();
  }
}
