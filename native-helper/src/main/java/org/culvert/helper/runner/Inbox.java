package org.culvert.helper.runner;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.api.Credentials;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.userspace.ControlSink;
import org.jspecify.annotations.Nullable;

/**
 * What other threads tell a session's thread. Bounded: control packets beyond {@value #ROOM} are
 * dropped, as a network would, while the user's words always find room.
 */
final class Inbox implements ControlSink {
  /** Something that happened. */
  sealed interface Mail {
    /** A control packet. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Control(byte[] datagram) implements Mail {}

    /** The server left, says a data packet. */
    record PeerExit() implements Mail {}

    /** The network reported an error. */
    record Network(DatagramPort.NetworkError error) implements Mail {}

    /** The data path broke. */
    record PathFailed(String reason) implements Mail {}

    /** The user answered. */
    record Answered(long question, Credentials credentials) implements Mail {}

    /** The user disconnects. */
    record Stop() implements Mail {}
  }

  private static final int ROOM = 256;

  private final BlockingQueue<Mail> fromNetwork = new ArrayBlockingQueue<>(ROOM);
  private final BlockingQueue<Mail> fromUser = new ArrayBlockingQueue<>(8);
  private final java.util.concurrent.Semaphore waiting = new java.util.concurrent.Semaphore(0);
  private final AtomicLong dropped = new AtomicLong();

  @Override
  public void control(byte[] datagram) {
    network(new Mail.Control(datagram));
  }

  @Override
  public void peerExit() {
    network(new Mail.PeerExit());
  }

  @Override
  public void networkError(DatagramPort.NetworkError error) {
    network(new Mail.Network(error));
  }

  @Override
  public void failed(String reason) {
    user(new Mail.PathFailed(reason));
  }

  void answered(long question, Credentials credentials) {
    user(new Mail.Answered(question, credentials));
  }

  void stop() {
    user(new Mail.Stop());
  }

  private void network(Mail mail) {
    if (fromNetwork.offer(mail)) {
      waiting.release();
    } else {
      dropped.incrementAndGet();
    }
  }

  private void user(Mail mail) {
    // Eight unread words say the same as nine.
    if (fromUser.offer(mail)) {
      waiting.release();
    }
  }

  /** Control packets for which there was no room. */
  long dropped() {
    return dropped.get();
  }

  /** Forgets packets of an attempt that is over. */
  void forgetNetwork() {
    fromNetwork.clear();
  }

  /** The next mail, the user's first; null when none came within the time. */
  @Nullable Mail take(long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      Mail mail = fromUser.poll();
      if (mail == null) {
        mail = fromNetwork.poll();
      }
      if (mail != null) {
        return mail;
      }
      long left = until - System.nanoTime();
      if (left <= 0 || !waiting.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        return fromUser.peek() != null ? fromUser.poll() : fromNetwork.poll();
      }
    }
  }
}
