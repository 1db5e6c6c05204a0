package org.culvert.core.proxy;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Addresses with their ports, as in RFC 1928, section 5. */
final class SocksAddress {
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;
  private static final int LONGEST_NAME = 255;

  /** Type, length, the longest name, port. */
  static final int LONGEST = 1 + 1 + LONGEST_NAME + 2;

  private SocksAddress() {}

  static byte[] write(Destination server) {
    Optional<InetAddress> literal = server.literal();
    return literal.isPresent()
        ? write(literal.get(), server.port())
        : name(server.host().getBytes(StandardCharsets.UTF_8), server.port());
  }

  static byte[] write(InetAddress address, int port) {
    byte[] bytes = address.getAddress();
    return ByteBuffer.allocate(1 + bytes.length + 2)
        .put((byte) (bytes.length == 4 ? IPV4 : IPV6))
        .put(bytes)
        .putShort((short) port)
        .array();
  }

  private static byte[] name(byte[] name, int port) {
    // A name that is too long exists nowhere; its beginning does not either.
    int length = Math.min(name.length, LONGEST_NAME);
    return ByteBuffer.allocate(2 + length + 2)
        .put((byte) NAME)
        .put((byte) length)
        .put(name, 0, length)
        .putShort((short) port)
        .array();
  }

  /** How long an address with its port is, from its first two bytes; −1 when there is none such. */
  static int length(byte type, byte second) {
    return switch (type) {
      case IPV4 -> 1 + 4 + 2;
      case IPV6 -> 1 + 16 + 2;
      case NAME -> 1 + 1 + (second & 0xff) + 2;
      default -> -1;
    };
  }
}
