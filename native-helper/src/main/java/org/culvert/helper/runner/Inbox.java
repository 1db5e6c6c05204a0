package org.culvert.helper.runner;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.api.Reply;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.culvert.helper.path.kernel.KernelEvents;
import org.culvert.helper.path.userspace.ControlSink;
import org.jspecify.annotations.Nullable;

/**
 * What other threads tell a session's thread. Bounded: control packets beyond {@value #ROOM} are
 * dropped, as a network would, while the user's words always find room.
 */
final class Inbox implements ControlSink, KernelEvents {
  /** Something that happened. */
  sealed interface Mail {
    /** A control packet. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Control(byte[] datagram) implements Mail {}

    /** The server left, says a data packet. */
    record PeerExit() implements Mail {}

    /** The kernel heard nothing of the server for too long. */
    record PeerSilent() implements Mail {}

    /** The kernel sends, and nothing comes back. */
    record NothingComesBack() implements Mail {}

    /** The server goes on from another address. */
    record ServerMoved(InetSocketAddress now) implements Mail {}

    /** The network reported an error. */
    record Network(NetworkError error) implements Mail {}

    /** Our own datagrams come out of the tunnel. */
    record RoutedIntoItself() implements Mail {}

    /** The data path broke. */
    record PathFailed(Broken what, String reason) implements Mail {}

    /** The user answered. */
    record Answered(long question, Reply reply) implements Mail {}

    /** The user wants it connected again now. */
    record Reconnect() implements Mail {}

    /** The user disconnects. */
    record Stop() implements Mail {}
  }

  private static final int ROOM = 256;

  private final BlockingQueue<Mail> fromNetwork = new ArrayBlockingQueue<>(ROOM);
  private final BlockingQueue<Mail> fromKernel = new ArrayBlockingQueue<>(4);
  private final BlockingQueue<Mail> fromUser = new ArrayBlockingQueue<>(8);
  private final java.util.concurrent.Semaphore waiting = new java.util.concurrent.Semaphore(0);
  private final AtomicReference<Mail.@Nullable PathFailed> failure = new AtomicReference<>();

  /** Only where the server is now counts, and nobody can fill the queue with it. */
  private final AtomicReference<Mail.@Nullable ServerMoved> moved = new AtomicReference<>();

  /**
   * What the network said since it was last heard, once each: anybody may send a flood of that,
   * which takes neither room nor time from control packets.
   */
  private final Set<NetworkError> networkErrors = ConcurrentHashMap.newKeySet();

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
  public void peerSilent() {
    kernel(new Mail.PeerSilent());
  }

  @Override
  public void nothingComesBack() {
    kernel(new Mail.NothingComesBack());
  }

  @Override
  public void connectionLost(String reason) {
    failed(Broken.SOCKET, reason);
  }

  @Override
  public void deviceLost(String reason) {
    failed(Broken.DEVICE, reason);
  }

  @Override
  public void serverMoved(InetSocketAddress now) {
    if (moved.getAndSet(new Mail.ServerMoved(now)) == null) {
      waiting.release();
    }
  }

  @Override
  public void networkError(NetworkError error) {
    if (networkErrors.add(error)) {
      waiting.release();
    }
  }

  @Override
  public void routedIntoItself() {
    network(new Mail.RoutedIntoItself());
  }

  @Override
  public void failed(Broken what, String reason) {
    // Has a place of its own, so that a full queue cannot hide it; the first reason is the cause.
    if (failure.compareAndSet(null, new Mail.PathFailed(what, reason))) {
      waiting.release();
    }
  }

  void answered(long question, Reply reply) {
    // The last place is for the stop.
    if (fromUser.remainingCapacity() > 1) {
      user(new Mail.Answered(question, reply));
    } else {
      reply.wipe();
    }
  }

  void reconnect() {
    // As with an answer: a stop always finds room.
    if (fromUser.remainingCapacity() > 1) {
      user(new Mail.Reconnect());
    }
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

  /** Each is told once, and must not be lost in a flood of packets. */
  private void kernel(Mail mail) {
    if (fromKernel.offer(mail)) {
      waiting.release();
    }
  }

  private void user(Mail mail) {
    // Eight unread words say the same as nine.
    if (fromUser.offer(mail)) {
      waiting.release();
    }
  }

  /** Packets of this attempt for which there was no room. */
  long dropped() {
    return dropped.get();
  }

  /** Forgets what an attempt that is over has left, its failures too. */
  void forgetAttempt() {
    fromNetwork.clear();
    fromKernel.clear();
    failure.set(null);
    moved.set(null);
    networkErrors.clear();
    dropped.set(0);
  }

  /** The session is over: what its user still said is wiped. */
  void wipe() {
    for (Mail mail = fromUser.poll(); mail != null; mail = fromUser.poll()) {
      if (mail instanceof Mail.Answered unread) {
        unread.reply().wipe();
      }
    }
  }

  /** The next mail, the user's first; null when none came within the time. */
  @Nullable Mail take(long millis) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      Mail mail = next();
      if (mail != null) {
        return mail;
      }
      long left = until - System.nanoTime();
      if (left <= 0 || !waiting.tryAcquire(left, TimeUnit.NANOSECONDS)) {
        return next();
      }
    }
  }

  private @Nullable Mail next() {
    Mail mail = fromUser.poll();
    if (mail != null) {
      return mail;
    }
    mail = fromKernel.poll();
    if (mail != null) {
      return mail;
    }
    // What a server said before it closed the connection counts: it is usually the reason.
    Mail.PathFailed failed = failure.get();
    boolean speech = failed != null && failed.what() == Broken.SOCKET;
    if (failed != null && (!speech || fromNetwork.isEmpty())) {
      return failure.getAndSet(null);
    }
    mail = fromNetwork.poll();
    if (mail == null) {
      mail = moved.getAndSet(null);
    }
    return mail == null ? nextNetworkError() : mail;
  }

  private @Nullable Mail nextNetworkError() {
    for (NetworkError error : NetworkError.values()) {
      if (networkErrors.remove(error)) {
        return new Mail.Network(error);
      }
    }
    return null;
  }
}
