package org.culvert.helper.ip;

/**
 * The header of IPv6 (RFC 8200, section 3).
 *
 * <pre>
 *  0 version 4 bits, traffic class 8 bits, flow label 20 bits
 *  4 payload length, with extension headers   6 next header   7 hop limit
 *  8 source   24 destination   40 extension headers
 * </pre>
 */
final class Ipv6 {
  static final int HEADER = 40;
  static final int SOURCE = 8;
  static final int ADDRESS = 16;

  private static final int PAYLOAD_LENGTH = 4;
  private static final int NEXT_HEADER = 6;
  private static final int HOP_LIMIT = 7;

  private static final int HOP_BY_HOP = 0;
  private static final int DESTINATION_OPTIONS = 60;
  private static final int OPTIONS_UNIT = 8;

  private Ipv6() {}

  /** Version, traffic class and flow label. */
  static int label(byte[] packet, int offset) {
    return BigEndian.getInt(packet, offset);
  }

  static int payloadLength(byte[] packet, int offset) {
    return BigEndian.getShort(packet, offset + PAYLOAD_LENGTH);
  }

  static void setPayloadLength(byte[] packet, int offset, int length) {
    BigEndian.putShort(packet, offset + PAYLOAD_LENGTH, length);
  }

  static int nextHeader(byte[] packet, int offset) {
    return packet[offset + NEXT_HEADER] & 0xff;
  }

  /**
   * As {@link IpHeader#transport}. Only options may be in between: behind a routing header the
   * checksum has other addresses, and a fragment has no transport header of its own.
   */
  static int transport(byte[] packet, int offset, int length, int wanted) {
    if (length < HEADER) {
      return 0;
    }
    int next = nextHeader(packet, offset);
    int at = HEADER;
    while (next == HOP_BY_HOP || next == DESTINATION_OPTIONS) {
      if (at + OPTIONS_UNIT > length) {
        return 0;
      }
      next = packet[offset + at] & 0xff;
      at += OPTIONS_UNIT * (1 + (packet[offset + at + 1] & 0xff));
    }
    return next == wanted ? at : 0;
  }

  static int hopLimit(byte[] packet, int offset) {
    return packet[offset + HOP_LIMIT] & 0xff;
  }
}
