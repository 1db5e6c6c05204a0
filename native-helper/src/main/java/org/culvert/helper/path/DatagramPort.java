package org.culvert.helper.path;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A UDP socket that talks to one server. One thread receives, any thread sends (single packets and
 * batches may interleave); any thread may {@link #wakeup()} or close.
 */
public interface DatagramPort extends AutoCloseable {
  /** The server's address. */
  InetSocketAddress remote();

  /**
   * Waits until at least one datagram from the server can be received, then takes what is there, up
   * to the batch's capacity. Datagrams longer than a slot are dropped. Returns the count, 0 after a
   * wake-up or when an ICMP error came in instead (see {@link #takeError()}).
   *
   * @throws PathClosedException after {@link #close()}
   */
  int receive(PacketBatch batch) throws IOException;

  /**
   * Sends all datagrams of the batch, waiting for room in the socket's buffer when it is full.
   * Returns how many were handed to the kernel; one that the kernel refuses (network unreachable,
   * message too long) is dropped and becomes {@link PacketBatch#refuse refused}.
   *
   * @throws PathClosedException after {@link #close()}
   */
  int send(PacketBatch batch) throws IOException;

  /** Sends one datagram, from any thread. */
  void send(byte[] source, int offset, int length) throws IOException;

  /** The last error that the network reported (port unreachable, host unreachable), once. */
  java.util.Optional<NetworkError> takeError();

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
