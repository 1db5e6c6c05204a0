package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Checksums and header fields once more, byte by byte, to compare with. */
final class Naive {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private Naive() {}

  static int u8(byte[] packet, int at) {
    return packet[at] & 0xff;
  }

  static int u16(byte[] packet, int at) {
    return u8(packet, at) << 8 | u8(packet, at + 1);
  }

  static int u32(byte[] packet, int at) {
    return u16(packet, at) << 16 | u16(packet, at + 2);
  }

  static void put16(byte[] packet, int at, int value) {
    packet[at] = (byte) (value >> 8);
    packet[at + 1] = (byte) value;
  }

  static void put32(byte[] packet, int at, int value) {
    put16(packet, at, value >>> 16);
    put16(packet, at + 2, value);
  }

  /** The folded sum; an odd byte at the end is a word's first. */
  static int sum(byte[] bytes) {
    int sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += i % 2 == 0 ? u8(bytes, i) << 8 : u8(bytes, i);
      if (sum > 0xffff) {
        sum -= 0xffff;
      }
    }
    return sum;
  }

  static int checksum(byte[] bytes) {
    return ~sum(bytes) & 0xffff;
  }

  static byte[] slice(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static boolean isIpv4(byte[] packet) {
    return u8(packet, 0) >> 4 == 4;
  }

  /** Where the transport header is; of extension headers only those with a length of their own. */
  static int transport(byte[] packet) {
    if (isIpv4(packet)) {
      return (u8(packet, 0) & 0xf) * 4;
    }
    int next = u8(packet, 6);
    int at = 40;
    while (next != TCP && next != UDP) {
      next = u8(packet, at);
      at += 8 + 8 * u8(packet, at + 1);
    }
    return at;
  }

  static int protocol(byte[] packet) {
    if (isIpv4(packet)) {
      return u8(packet, 9);
    }
    int next = u8(packet, 6);
    int at = 40;
    while (next != TCP && next != UDP) {
      next = u8(packet, at);
      at += 8 + 8 * u8(packet, at + 1);
    }
    return next;
  }

  static int payload(byte[] packet) {
    int at = transport(packet);
    return at + (protocol(packet) == TCP ? (u8(packet, at + 12) >> 4) * 4 : 8);
  }

  static byte[] pseudoHeader(byte[] packet) {
    byte[] addresses =
        isIpv4(packet) ? Arrays.copyOfRange(packet, 12, 20) : Arrays.copyOfRange(packet, 8, 40);
    byte[] end = new byte[8];
    put32(end, 0, packet.length - transport(packet));
    end[7] = (byte) protocol(packet);
    return join(addresses, end);
  }

  static int transportSum(byte[] packet) {
    return sum(join(pseudoHeader(packet), slice(packet, transport(packet))));
  }

  /** Makes checksums right whose bytes were changed; {@code transport} is where it was built. */
  static byte[] mended(byte[] packet, int transport) {
    if (isIpv4(packet)) {
      put16(packet, 10, 0);
      put16(packet, 10, checksum(Arrays.copyOf(packet, (u8(packet, 0) & 0xf) * 4)));
    }
    byte[] addresses =
        isIpv4(packet) ? Arrays.copyOfRange(packet, 12, 20) : Arrays.copyOfRange(packet, 8, 40);
    int protocol = isIpv4(packet) ? u8(packet, 9) : u8(packet, 6);
    byte[] end = new byte[4];
    put16(end, 0, protocol);
    put16(end, 2, packet.length - transport);
    int field = transport + (protocol == TCP ? 16 : 6);
    put16(packet, field, 0);
    put16(packet, field, checksum(join(addresses, end, slice(packet, transport))));
    return packet;
  }

  /** All lengths are those of the packet, and all checksums right. */
  static void assertValid(byte[] packet) {
    int at = transport(packet);
    if (isIpv4(packet)) {
      assertEquals(packet.length, u16(packet, 2), "total length");
      assertEquals(0xffff, sum(Arrays.copyOf(packet, at)), "sum of the IPv4 header");
    } else {
      assertEquals(packet.length - 40, u16(packet, 4), "payload length");
    }
    if (protocol(packet) == UDP) {
      assertEquals(packet.length - at, u16(packet, at + 4), "UDP length");
      assertNotEquals(0, u16(packet, at + 6), "UDP checksum");
    }
    assertEquals(0xffff, transportSum(packet), "sum with the pseudo header");
  }
}
