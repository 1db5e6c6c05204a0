package org.culvert.helper.path.userspace;

import java.net.InetSocketAddress;

/**
 * Recognizes the tunnel's own packets, UDP or TCP, among those of the TUN device. They come there
 * when the host route to the server has gone; sealed and sent once more they would go round for
 * ever.
 *
 * <pre>
 * IPv4   0 version, header length   6 flags, fragment offset   9 protocol   16 destination
 * IPv6   0 version   6 next header   24 destination   40 UDP or TCP, or 40 fragment header and 48 UDP or TCP
 * UDP, TCP   2 destination port
 * fragment header   0 next header   2 offset
 * </pre>
 *
 * Of a fragmented datagram only the first fragment shows its port. The others pass, once: sealed,
 * they are whole datagrams of ours and are recognized.
 */
final class OwnDatagrams {
  private static final int FRAGMENT = 44;
  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int FRAGMENT_HEADER = 8;
  private static final int PORTS = 4;
  private static final int IPV4_ADDRESS = 4;

  private final byte[] server;
  private final int port;
  private final int protocol;

  /** {@code protocol} is the number of the one that reaches the server: UDP's or TCP's. */
  OwnDatagrams(InetSocketAddress server, int protocol) {
    this.protocol = protocol;
    this.server = server.getAddress().getAddress();
    this.port = server.getPort();
  }

  /** Whether the packet goes by our protocol to the server's outer address and port. */
  boolean contains(byte[] packet, int offset, int length) {
    return server.length == IPV4_ADDRESS
        ? inIpv4(packet, offset, length)
        : inIpv6(packet, offset, length);
  }

  private boolean inIpv4(byte[] packet, int offset, int length) {
    if (length < IPV4_HEADER + PORTS
        || (packet[offset] & 0xf0) != 0x40
        || packet[offset + 9] != protocol
        || !isServer(packet, offset + 16)
        || (u16(packet, offset + 6) & 0x1fff) != 0) {
      return false;
    }
    int header = (packet[offset] & 0x0f) * 4;
    return header + PORTS <= length && isPort(packet, offset + header);
  }

  private boolean inIpv6(byte[] packet, int offset, int length) {
    if (length < IPV6_HEADER + PORTS
        || (packet[offset] & 0xf0) != 0x60
        || !isServer(packet, offset + 24)) {
      return false;
    }
    int next = packet[offset + 6];
    int header = IPV6_HEADER;
    if (next == FRAGMENT && length >= IPV6_HEADER + FRAGMENT_HEADER + PORTS) {
      if ((u16(packet, offset + IPV6_HEADER + 2) & 0xfff8) != 0) {
        return false;
      }
      next = packet[offset + IPV6_HEADER];
      header += FRAGMENT_HEADER;
    }
    return next == protocol && isPort(packet, offset + header);
  }

  private boolean isServer(byte[] packet, int at) {
    // The last bytes differ most often.
    for (int i = server.length - 1; i >= 0; i--) {
      if (packet[at + i] != server[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean isPort(byte[] packet, int ports) {
    return u16(packet, ports + 2) == port;
  }

  private static int u16(byte[] packet, int at) {
    return (packet[at] & 0xff) << 8 | (packet[at + 1] & 0xff);
  }
}
