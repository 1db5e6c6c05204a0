package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.culvert.core.wire.StreamBrokenException;
import org.culvert.core.wire.StreamDeframer;
import org.culvert.core.wire.StreamFrame;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.linux.port.Gate;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.port.Passage;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.StreamMemory;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.DropText;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.PacketBatch;

/**
 * A TCP connection that carries packets. What one system call reads is taken apart where it lies,
 * and each packet copied once, into its slot; a batch is copied once too, with its lengths, and
 * written by one call.
 *
 * <p>One thread receives, and one at a time sends, whatever it is: it is one stream. Close waits
 * for both before the descriptor's number can become somebody else's.
 */
public final class LinuxTcp implements DatagramPort {
  private static final int IP_PROTOCOL = 6;
  private static final int READ_BYTES = 256 << 10;

  private static final long HAND_OVER_NANOS = 2_000_000_000;
  private static final long BETWEEN_LOOKS_NANOS = 1_000_000;
  private static final long PUSH_NANOS = 500_000_000;
  private static final long ASK_AGAIN_NANOS = 200_000;

  /** Some milliseconds of a fast path: enough to keep it busy, too little to be felt. */
  private static final int UNSENT_BYTES = 256 << 10;

  private final InetSocketAddress remote;
  private final TcpSocket socket;
  private final Gate gate;
  private final Readiness writable;
  private final Passage receiving = new Passage();
  private final Moderation moderation;
  private final Passage sending = new Passage();
  private final StreamMemory incoming;
  private final StreamDeframer deframer;
  private final Outgoing outgoing;
  private final LongAdder receivedTooLong = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private volatile Reading reading;
  private boolean closed;

  /** How much one system call reads. */
  private enum Reading {
    /** As much as there is. */
    ALL,
    /** Up to a packet's end, so that the kernel can take over behind it. */
    EXACT,
    /** The kernel gives one control packet a call, with its length (kernel reference 9.3). */
    PACKETS
  }

  private LinuxTcp(Connected connected, Gate gate, TcpRequest wanted, Moderation moderation) {
    this.remote = connected.remote();
    this.socket = connected.socket();
    this.gate = gate;
    this.moderation = moderation;
    this.writable = gate.writable();
    this.incoming = new StreamMemory(READ_BYTES);
    this.deframer = new StreamDeframer(incoming.buffer(), wanted.largestPacket());
    this.reading = wanted.kernel() ? Reading.EXACT : Reading.ALL;
    try {
      incoming.buffer().put(deframer.writeOffset(), connected.rest());
    } catch (RuntimeException e) {
      incoming.close();
      throw e;
    }
    deframer.received(connected.rest().length);
    this.outgoing = new Outgoing(socket);
  }

  /**
   * Connects in the calling thread's network namespace, to whichever address answers first. Empty
   * when told to give up.
   *
   * @throws org.culvert.helper.host.ConnectFailedException when none can be connected to
   * @throws org.culvert.helper.host.ProxyFailedException when a proxy does not let us through
   */
  public static Optional<LinuxTcp> open(TcpRequest wanted, GiveUp giveUp)
      throws IOException, InterruptedException {
    return open(wanted, giveUp, new Moderation());
  }

  /** With pauses that a test holds in its hand. */
  static Optional<LinuxTcp> open(TcpRequest wanted, GiveUp giveUp, Moderation moderation)
      throws IOException, InterruptedException {
    Optional<Connected> connected = Connecting.run(wanted, giveUp);
    return connected.isPresent()
        ? Optional.of(over(connected.get(), wanted, moderation))
        : Optional.empty();
  }

  /** Owns the connection's socket, also when it throws. */
  static LinuxTcp over(Connected connected, TcpRequest wanted, Moderation moderation)
      throws IOException {
    TcpSocket socket = connected.socket();
    try {
      socket.limitUnsent(UNSENT_BYTES);
      Gate gate = Gate.of(socket, "the TCP connection to " + connected.remote(), Optional.empty());
      try {
        return new LinuxTcp(connected, gate, wanted, moderation);
      } catch (RuntimeException e) {
        gate.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public InetSocketAddress remote() {
    return remote;
  }

  @Override
  public int frontBytes() {
    return 0;
  }

  /** A connection cannot: it lasts as long as the address. */
  @Override
  public boolean follow() {
    return false;
  }

  /** TCP itself sees to it. */
  @Override
  public OptionalInt pathMtu() {
    return OptionalInt.empty();
  }

  @Override
  public void buffers(OptionalInt send, OptionalInt receive) {
    Options.buffers(socket, send, receive);
  }

  @Override
  public boolean isOneStream() {
    return true;
  }

  /** In a stream no packet can overtake another. */
  @Override
  public boolean passesTos() {
    return false;
  }

  @Override
  public int ipProtocol() {
    return IP_PROTOCOL;
  }

  /** The address and port of this end. */
  public InetSocketAddress local() throws IOException {
    return socket.local();
  }

  @Override
  public int receive(PacketBatch batch) throws IOException {
    receiving.enter();
    try {
      batch.clear();
      while (true) {
        gate.ensureOpen();
        int kept = takeApart(batch);
        if (kept > 0) {
          moderation.came(kept);
          return kept;
        }
        boolean woken = gate.woken();
        int received = socket.receive(incoming, deframer.writeOffset(), wanted());
        if (received > 0) {
          batch.countCalls(1);
          deframer.received(received);
        } else if (received == 0) {
          throw new ConnectionLostException("the server closed the connection");
        } else if (received != -Errno.EAGAIN && received != -Errno.EINTR) {
          throw lost(-received);
        }
        if (woken) {
          return takeApart(batch);
        }
        if (received <= 0 && !moderation.pause()) {
          gate.readable().await();
        }
      }
    } finally {
      receiving.leave();
    }
  }

  private int wanted() {
    return switch (reading) {
      case ALL, PACKETS -> deframer.room();
      case EXACT -> Math.min(deframer.missing(), deframer.room());
    };
  }

  @Override
  public void handOver(Taker taker) throws IOException {
    long until = System.nanoTime() + HAND_OVER_NANOS;
    while (true) {
      try {
        receiving.bar(gate::wake);
        gate.ensureOpen();
        if (reading != Reading.EXACT) {
          throw new IOException("the connection was not made for the kernel");
        }
        if (deframer.isBetweenPackets()) {
          outgoing.handOver(
              () ->
                  taker.take(
                      new KernelSocket(socket.fd().number(), true, remote, socket.isIpv6())));
          reading = Reading.PACKETS;
          return;
        }
      } finally {
        receiving.open();
      }
      if (System.nanoTime() - until > 0) {
        throw new IOException("the server stopped in the middle of a packet");
      }
      // The receiver gets its turn to read on.
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  @Override
  public boolean keep() {
    if (reading == Reading.EXACT) {
      reading = Reading.ALL;
    }
    return reading == Reading.ALL;
  }

  /** Fills the batch with what was read before. */
  private int takeApart(PacketBatch batch) throws IOException {
    while (batch.room() >= batch.maxPacket()) {
      int length;
      try {
        length = deframer.next();
      } catch (StreamBrokenException e) {
        if (batch.count() > 0) {
          break; // what came before it counts; the next call finds it again
        }
        throw new ConnectionLostException(e.reason());
      }
      if (length == 0) {
        break;
      }
      if (length > batch.maxPacket()) {
        deframer.skip(length);
        receivedTooLong.increment();
      } else {
        deframer.take(batch.array(), batch.end(), length);
        batch.add(length);
      }
    }
    return batch.count();
  }

  @Override
  public int send(PacketBatch batch) throws IOException {
    sending.enter();
    try {
      gate.ensureOpen();
      int taken = 0;
      int calls = outgoing.calls();
      for (int slot = 0; slot < batch.count(); slot++) {
        int length = batch.length(slot);
        if (length == 0 || length > StreamFrame.LARGEST_PACKET) {
          batch.refuse(slot);
          refused.increment();
          continue;
        }
        while (!outgoing.offer(batch.array(), batch.offset(slot), length)) {
          awaitRoom();
        }
        taken++;
      }
      while (!outgoing.flush()) {
        awaitRoom();
      }
      batch.countCalls(outgoing.calls() - calls);
      return taken;
    } finally {
      sending.leave();
    }
  }

  private void awaitRoom() throws IOException {
    gate.ensureOpen();
    writable.await();
    gate.ensureOpen();
  }

  /**
   * Sends one packet, almost without waiting. While the connection is full it waits in our memory,
   * to go with what is sent next; beyond that it is dropped, as a network would, and sent again by
   * whoever misses its acknowledgement.
   */
  @Override
  public void send(byte[] source, int offset, int length) throws IOException {
    sending.enter();
    try {
      gate.ensureOpen();
      outgoing.urgent(source, offset, length);
      if (reading == Reading.PACKETS) {
        push();
      }
    } finally {
      sending.leave();
    }
  }

  /**
   * Here no batch comes along that would take with it what waits, and the kernel has one place for
   * its own packets and for ours: who asks again and again gets it when it is free.
   */
  private void push() throws IOException {
    long until = System.nanoTime() + PUSH_NANOS;
    while (!outgoing.flush() && System.nanoTime() - until < 0) {
      gate.ensureOpen();
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  /** Nothing is reported of single packets: a connection stands, or breaks as a whole. */
  @Override
  public Optional<NetworkError> takeError() {
    return Optional.empty();
  }

  @Override
  public Optional<String> dropped() {
    return new DropText()
        .add(refused.sum(), "that no stream takes")
        .add(outgoing.dropped(), "for which the connection to the server had no room")
        .add(receivedTooLong.sum(), "from the server that were longer than agreed")
        .text();
  }

  static ConnectionLostException lost(int errno) {
    return new ConnectionLostException(
        switch (errno) {
          case Errno.ECONNRESET, Errno.EPIPE -> "the server reset the connection";
          case Errno.ETIMEDOUT -> "the server acknowledged nothing for too long";
          default -> Errno.text(errno);
        });
  }

  @Override
  public void wakeup() {
    gate.wake();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    gate.end();
    receiving.awaitEmpty();
    sending.awaitEmpty();
    outgoing.close();
    gate.close();
    incoming.close();
  }
}
