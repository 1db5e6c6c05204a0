package org.culvert.helper.path;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Packets to and from one server, by UDP or in a TCP stream. One thread receives, one sends
 * batches, another single packets unless all {@link #isOneStream}; any thread may {@link
 * #wakeup()}, one closes.
 */
public interface DatagramPort extends AutoCloseable {
  /** Where its packets go, all of them: the server, or the proxy in front of it. */
  InetSocketAddress remote();

  /**
   * Where the packets came from that were received last: {@link #remote} but for a server that may
   * go on from another address. Then nothing is known of them yet. For the receiver.
   */
  default InetSocketAddress sender() {
    return remote();
  }

  /**
   * Goes on with a server that has another address now, as packets have proved; returns whether it
   * does: only UDP without a proxy can. For the thread that closes it.
   */
  default boolean moveTo(InetSocketAddress server) throws IOException {
    return false;
  }

  /**
   * Goes on from another of this machine's addresses when the one that it sends from is gone. To be
   * called now and then, by the thread that closes it; returns whether the address is a new one.
   */
  boolean follow();

  /**
   * The port of this machine that its datagrams leave from, where the kernel may send some that
   * nothing else tells from those of others. Empty where it does not.
   */
  default OptionalInt kernelFrom() throws IOException {
    return OptionalInt.empty();
  }

  /** The protocol number that its packets have on the wire: 17 for UDP, 6 for TCP. */
  int ipProtocol();

  /** Bytes of its own that it puts in front of each packet, beside what UDP or TCP need. */
  int frontBytes();

  /**
   * The longest IP packet that the path to {@link #remote} lets through, as far as the machine
   * knows; empty where that is nothing to care about. For the thread that closes it.
   */
  OptionalInt pathMtu();

  /** Asks for buffers of so many bytes. For the thread that closes it. */
  void buffers(OptionalInt send, OptionalInt receive);

  /** Whether batches and single packets are one stream, which one thread has to send. */
  default boolean isOneStream() {
    return false;
  }

  /** Whether each packet of a batch goes out with the {@link PacketBatch#trafficClass} it has. */
  boolean passesTos();

  /**
   * Waits until at least one datagram from the server can be received, then takes what is there, up
   * to the batch's capacity. Datagrams longer than a slot are dropped. Returns the count, 0 after a
   * wake-up or when an ICMP error came in instead (see {@link #takeError()}).
   *
   * @throws PathClosedException after {@link #close()}
   * @throws ConnectionLostException when the server ended the connection, or it broke
   */
  int receive(PacketBatch batch) throws IOException;

  /**
   * Sends all datagrams of the batch, waiting for room in the socket's buffer when it is full.
   * Returns how many were handed to the kernel; one that the kernel refuses (network unreachable,
   * message too long) is dropped and becomes {@link PacketBatch#refuse refused}.
   *
   * @throws PathClosedException after {@link #close()}
   * @throws ConnectionLostException when the server ended the connection, or it broke
   */
  int send(PacketBatch batch) throws IOException;

  /** Sends one datagram. */
  void send(byte[] source, int offset, int length) throws IOException;

  /** The last error that the network reported (port unreachable, host unreachable), once. */
  Optional<NetworkError> takeError();

  /**
   * Lets the kernel take the data packets: runs the taker while no packet is half read or written.
   * When that returns normally, this port goes on with the control packets, as the kernel's driver
   * wants them. For the thread that closes it.
   *
   * @throws IOException the taker's, or when there is no socket to take; the port is as before then
   */
  default void handOver(Taker taker) throws IOException {
    throw new IOException("there is no socket that the kernel could take");
  }

  /** Takes a socket's data packets. */
  interface Taker {
    void take(KernelSocket socket) throws IOException;
  }

  /**
   * Says that the kernel will not take the data packets, after all. Returns whether this port is
   * good for them; one that was made for the kernel may not be.
   */
  default boolean keep() {
    return true;
  }

  /** What this machine has dropped on the way in or out so far, for the log; empty for nothing. */
  default Optional<String> dropped() {
    return Optional.empty();
  }

  /** Makes a waiting or the next {@link #receive} return. */
  void wakeup();

  @Override
  void close();

  /** What the network told us about earlier datagrams. */
  enum NetworkError {
    PORT_UNREACHABLE,
    HOST_UNREACHABLE,
    NETWORK_UNREACHABLE,
    MESSAGE_TOO_LONG,
    OTHER
  }
}
