package org.culvert.core.data;

/**
 * Lowers the maximum segment size that a TCP SYN announces, so that what comes back fits the
 * tunnel's path; wire reference 8.11. Works in place on plain IP packets, believes no length in
 * them, and allocates nothing. Stateless: any thread.
 *
 * <p>The checksum is corrected by the difference (RFC 1624), so it must be complete already: a
 * packet whose checksum the kernel left to us is clamped after that is done.
 *
 * <pre>
 * TCP:  0 ports  4 sequence  8 ack  12 data offset (high 4 bits, in words)  13 flags  14 window
 *       16 checksum  18 urgent  20 options: 0 end, 1 nothing, else kind, length, data; MSS is 2, 4, u16
 * </pre>
 */
public final class MssClamp {
  private static final int TCP = 6;
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int TCP_HEADER = 20;
  private static final int CHECKSUM = 16;
  private static final int SYN = 0x02;

  private static final int OPTION_END = 0;
  private static final int OPTION_NOTHING = 1;
  private static final int OPTION_MSS = 2;

  private MssClamp() {}

  /**
   * Clamps one packet, whichever way it goes.
   *
   * @param packet an IP packet at {@code offset}
   * @param maxMss for TCP over IPv4; over IPv6 it is 20 less
   * @return whether the packet was changed
   */
  public static boolean clamp(byte[] packet, int offset, int length, int maxMss) {
    if (length < IPV4_HEADER) {
      return false;
    }
    return switch ((packet[offset] & 0xf0) >> 4) {
      case 4 -> ipv4(packet, offset, length, maxMss);
      case 6 -> ipv6(packet, offset, length, maxMss - (IPV6_HEADER - IPV4_HEADER));
      default -> false;
    };
  }

  private static boolean ipv4(byte[] packet, int offset, int length, int maxMss) {
    int header = (packet[offset] & 0x0f) * 4;
    int total = u16(packet, offset + 2);
    int moreFragmentsAndOffset = u16(packet, offset + 6) & 0x3fff;
    if (header < IPV4_HEADER
        || total > length
        || total < header + TCP_HEADER
        || moreFragmentsAndOffset != 0
        || packet[offset + 9] != TCP) {
      return false;
    }
    return tcp(packet, offset + header, offset + total, maxMss);
  }

  private static boolean ipv6(byte[] packet, int offset, int length, int maxMss) {
    if (length < IPV6_HEADER) {
      return false;
    }
    int end = offset + IPV6_HEADER + u16(packet, offset + 4);
    if (end > offset + length) {
      return false;
    }
    int next = packet[offset + 6] & 0xff;
    int at = offset + IPV6_HEADER;
    // Each extension header is at least 8 bytes, so this ends at the packet's end at the latest.
    while (next == HOP_BY_HOP || next == ROUTING || next == DESTINATION_OPTIONS) {
      if (end - at < 8) {
        return false;
      }
      next = packet[at] & 0xff;
      at += 8 + (packet[at + 1] & 0xff) * 8;
    }
    return next == TCP && end - at >= TCP_HEADER && tcp(packet, at, end, maxMss);
  }

  private static boolean tcp(byte[] packet, int at, int end, int maxMss) {
    int optionsEnd = at + ((packet[at + 12] & 0xf0) >> 4) * 4;
    if ((packet[at + 13] & SYN) == 0 || optionsEnd > end) {
      return false;
    }
    for (int option = at + TCP_HEADER; option < optionsEnd; ) {
      int kind = packet[option];
      if (kind == OPTION_END) {
        return false;
      }
      if (kind == OPTION_NOTHING) {
        option++;
        continue;
      }
      int optionLength = option + 1 < optionsEnd ? packet[option + 1] & 0xff : 0;
      if (optionLength < 2 || optionLength > optionsEnd - option) {
        return false;
      }
      if (kind == OPTION_MSS) {
        return optionLength == 4 && lower(packet, at, option + 2, maxMss);
      }
      option += optionLength;
    }
    return false;
  }

  private static boolean lower(byte[] packet, int tcp, int value, int maxMss) {
    int before = u16(packet, value);
    if (maxMss <= 0 || before <= maxMss) {
      return false;
    }
    putU16(packet, value, maxMss);
    // At an odd place the two bytes belong to different words of the sum, which turns them round.
    boolean odd = ((value - tcp) & 1) != 0;
    int checksum = u16(packet, tcp + CHECKSUM);
    putU16(
        packet,
        tcp + CHECKSUM,
        corrected(checksum, odd ? swapped(before) : before, odd ? swapped(maxMss) : maxMss));
    return true;
  }

  /** RFC 1624, equation 3: HC' = ~(~HC + ~m + m'). */
  private static int corrected(int checksum, int before, int after) {
    int sum = (~checksum & 0xffff) + (~before & 0xffff) + after;
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    return ~sum & 0xffff;
  }

  private static int swapped(int u16) {
    return (u16 & 0xff) << 8 | u16 >>> 8;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static void putU16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }
}
