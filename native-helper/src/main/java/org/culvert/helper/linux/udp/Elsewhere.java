package org.culvert.helper.linux.udp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.Options;
import org.culvert.helper.linux.sys.DatagramSlots;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.PacketBatch;

/**
 * What comes to a connected socket's port from others than its peer. Of two sockets with one port
 * the kernel prefers the connected one for its peer's datagrams and gives the rest to the other: so
 * the usual packets take no longer way. For the receiver.
 */
final class Elsewhere implements AutoCloseable {
  private final UdpSocket socket;
  private final SlotMemory memory = new SlotMemory();
  private final UdpErrors errors;
  private final LongAdder tooLong = new LongAdder();

  private Elsewhere(UdpSocket socket) {
    this.socket = socket;
    this.errors = new UdpErrors(socket::nextError);
  }

  /** Takes the port that the request wants, or any. */
  static Elsewhere open(UdpRequest wanted) throws IOException {
    InetAddress remote = wanted.remote().getAddress();
    UdpSocket socket = UdpSocket.open(remote);
    try {
      Options.set(socket, wanted.settings());
      bindShared(socket, wanted);
      return new Elsewhere(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Takes a socket over that shares its port. */
  static Elsewhere of(UdpSocket unconnected) {
    return new Elsewhere(unconnected);
  }

  /**
   * Binds to what the request wants, so that another socket of ours can have the same port. Among
   * the ports that the kernel chooses by itself may be one that others share already, with whom
   * ours would share what comes: so for that we choose a port that nobody has.
   */
  static void bindShared(UdpSocket socket, UdpRequest wanted) throws IOException {
    InetSocketAddress local = wanted.local().orElseGet(() -> anyLike(wanted.remote().getAddress()));
    InetSocketAddress free = local.getPort() == 0 ? free(local) : local;
    socket.sharePort();
    socket.bind(free);
  }

  /** The address with a port that nobody has at present. */
  static InetSocketAddress free(InetSocketAddress any) throws IOException {
    try (UdpSocket probe = UdpSocket.open(any.getAddress())) {
      probe.bind(any);
      return probe.local();
    }
  }

  /** Any address and port of the same family. */
  static InetSocketAddress anyLike(InetAddress address) {
    return new InetSocketAddress(
        InetAddress.ofLiteral(address instanceof java.net.Inet6Address ? "::" : "0.0.0.0"), 0);
  }

  /** Where the connected socket is to be bound, too. */
  InetSocketAddress local() throws IOException {
    return socket.local();
  }

  UdpSocket socket() {
    return socket;
  }

  /** Takes one datagram into the batch, and says who sent it; empty when there is none to take. */
  Optional<InetSocketAddress> receive(PacketBatch batch) throws IOException {
    DatagramSlots slots = memory.exactly(1, batch.maxPacket());
    Optional<InetSocketAddress> sender = socket.receiveFrom(slots);
    if (sender.isEmpty()) {
      // They are about datagrams to where the server was; while one waits, the socket is ready.
      errors.drain();
      return Optional.empty();
    }
    if (slots.truncated(0)) {
      tooLong.increment();
      return Optional.empty();
    }
    int length = slots.length(0);
    slots.get(0, 0, batch.array(), batch.end(), length);
    batch.add(length);
    batch.countCalls(1);
    return sender;
  }

  /** Datagrams that were longer than a batch is for, and dropped. From any thread. */
  long tooLong() {
    return tooLong.sum();
  }

  @Override
  public void close() {
    socket.close();
    memory.free();
  }
}
