package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.port.Passage;
import org.culvert.helper.linux.sys.DatagramSlots;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.DropText;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.PacketBatch;

/**
 * An unconnected UDP socket, a datagram a call, which is enough for control packets. One thread
 * receives, and senders take turns; close waits for both before the descriptor's number can become
 * somebody else's.
 */
final class UnconnectedUdp implements DatagramPort {
  private static final int IP_PROTOCOL = 17;
  private static final int LARGEST_CONTROL = 4096;

  /** For one datagram: who floods us with errors of others cannot hold up one after the other. */
  private static final int TRIES = 8;

  private final UdpSocket socket;
  private final Gate gate;
  private final Readiness writable;
  private final Passage receiving = new Passage();
  private final ReentrantLock sending = new ReentrantLock();
  private final UdpErrors errors;
  private final boolean fixed;
  private final SlotMemory incoming = new SlotMemory();
  private final LongAdder tooLong = new LongAdder();
  private final DatagramSlots outgoing = new DatagramSlots(1, LARGEST_CONTROL);
  private volatile InetSocketAddress remote;
  private InetSocketAddress sender;

  /** What this machine's address on the way to the server was last. For the session's thread. */
  private Optional<InetAddress> way;

  private volatile boolean givenAway;
  private boolean closed;

  private UnconnectedUdp(UdpSocket socket, Gate gate, InetSocketAddress remote, boolean fixed) {
    this.socket = socket;
    this.fixed = fixed;
    this.way = way(remote);
    // An unconnected socket hears of every address that its datagrams went to.
    this.errors = new UdpErrors(this::nextError);
    this.gate = gate;
    this.writable = gate.writable();
    this.remote = remote;
    this.sender = remote;
  }

  /** Opens a socket in the calling thread's network namespace, which shares its port with ours. */
  static UnconnectedUdp open(UdpRequest wanted) throws IOException {
    InetSocketAddress remote = wanted.remote();
    UdpSocket socket = UdpSocket.open(remote.getAddress());
    try {
      Options.set(socket, wanted.settings());
      Elsewhere.bindShared(socket, wanted);
      return new UnconnectedUdp(
          socket,
          Gate.of(socket, "the UDP socket to " + remote, Optional.empty()),
          remote,
          wanted.local().filter(local -> !local.getAddress().isAnyLocalAddress()).isPresent());
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private int nextError() {
    try {
      return socket.nextErrorTo(remote);
    } catch (IOException e) {
      return 0; // of no address that there is
    }
  }

  /** Where datagrams to there come from now; empty when there is no way. */
  private static Optional<InetAddress> way(InetSocketAddress there) {
    try (UdpSocket probe = UdpSocket.open(there.getAddress())) {
      probe.connect(there);
      return Optional.of(probe.local().getAddress());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public OptionalInt kernelFrom() throws IOException {
    return OptionalInt.of(socket.local().getPort());
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public InetSocketAddress sender() {
    return sender;
  }

  @Override
  public boolean moveTo(InetSocketAddress server) throws IOException {
    gate.ensureOpen();
    remote = server;
    way = way(server);
    return true;
  }

  /** Each datagram leaves from the address that the machine has on its way, without being told. */
  @Override
  public boolean follow() {
    Optional<InetAddress> now = fixed ? way : way(remote);
    if (now.isEmpty() || now.equals(way)) {
      return false;
    }
    way = now;
    return true;
  }

  @Override
  public int ipProtocol() {
    return IP_PROTOCOL;
  }

  @Override
  public int frontBytes() {
    return 0;
  }

  /** Only of a connected socket the kernel tells it. */
  @Override
  public OptionalInt pathMtu() {
    return OptionalInt.empty();
  }

  @Override
  public void buffers(OptionalInt send, OptionalInt receive) {
    Options.buffers(socket, send, receive);
  }

  @Override
  public boolean passesTos() {
    return false;
  }

  @Override
  public void handOver(Taker taker) throws IOException {
    gate.ensureOpen();
    taker.take(new KernelSocket(socket.fd().number(), false, remote, socket.isIpv6()));
  }

  /** For who goes on with its port. */
  UdpSocket socket() {
    return socket;
  }

  /**
   * The socket is somebody else's from now on. Nothing is received here any more; the receiver, if
   * it waits, has left. For the thread that sends.
   */
  void giveAway() {
    givenAway = true;
    gate.wake();
    receiving.awaitEmpty();
    incoming.free();
  }

  @Override
  public int receive(PacketBatch batch) throws IOException {
    receiving.enter();
    try {
      batch.clear();
      while (true) {
        gate.ensureOpen();
        if (givenAway) {
          return 0;
        }
        boolean woken = gate.woken();
        DatagramSlots slots = incoming.exactly(1, batch.maxPacket());
        Optional<InetSocketAddress> from = socket.receiveFrom(slots);
        if (from.isPresent() && !slots.truncated(0)) {
          sender = from.get();
          slots.get(0, 0, batch.array(), batch.end(), slots.length(0));
          batch.add(slots.length(0));
          batch.countCalls(1);
          return 1;
        }
        if (from.isPresent()) {
          tooLong.increment();
        }
        if (woken) {
          return 0;
        }
        if (from.isEmpty()) {
          gate.readable().await();
          if (gate.readable().error() && errors.drain()) {
            return 0;
          }
        }
      }
    } finally {
      receiving.leave();
    }
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    int sent = 0;
    for (int slot = 0; slot < batch.count(); slot++) {
      send(batch.array(), batch.offset(slot), batch.length(slot));
      batch.countCalls(1);
      sent++;
    }
    return sent;
  }

  @Override
  public void send(byte[] source, int offset, int length) throws IOException {
    sending.lock();
    try {
      gate.ensureOpen();
      if (length > LARGEST_CONTROL) {
        throw new IOException("a control packet of " + length + " bytes");
      }
      outgoing.put(0, source, offset, length);
      int taken = socket.sendTo(outgoing, remote);
      int tries = 0;
      while (taken < 0 && (taken == -Errno.EAGAIN || taken == -Errno.EINTR || tries < TRIES)) {
        if (taken == -Errno.EAGAIN) {
          writable.await();
        } else if (taken != -Errno.EINTR) {
          // It may belong to an earlier datagram, to whomever: then this one was not tried at all.
          errors.drain();
          gate.wake(); // the receiver tells it
          tries++;
        }
        gate.ensureOpen();
        taken = socket.sendTo(outgoing, remote);
      }
      if (taken < 0) {
        throw new IOException("send to " + remote + ": " + Errno.text(-taken));
      }
    } finally {
      sending.unlock();
    }
  }

  @Override
  public Optional<NetworkError> takeError() {
    return errors.take();
  }

  @Override
  public Optional<String> dropped() {
    return new DropText()
        .add(tooLong.sum(), "from any address that were longer than agreed")
        .text();
  }

  @Override
  public void wakeup() {
    gate.wake();
  }

  @Override
  public void close() {
    gate.end();
    sending.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      receiving.awaitEmpty();
      if (!givenAway) {
        socket.close();
      }
      gate.close();
      incoming.free();
      outgoing.close();
    } finally {
      sending.unlock();
    }
  }
}
