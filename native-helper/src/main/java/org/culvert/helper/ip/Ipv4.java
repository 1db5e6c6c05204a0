package org.culvert.helper.ip;

/**
 * The header of IPv4 (RFC 791, section 3.1).
 *
 * <pre>
 *  0 version 4 bits, header length 4 bits, in units of 4 bytes   1 type of service   2 total length
 *  4 identification   6 flags 3 bits (0, DF, MF), fragment offset 13 bits
 *  8 time to live   9 protocol   10 header checksum
 * 12 source   16 destination   20 options
 * </pre>
 */
final class Ipv4 {
  static final int HEADER = 20;
  static final int SOURCE = 12;
  static final int ADDRESS = 4;
  static final int DONT_FRAGMENT = 0x4000;

  private static final int SERVICE = 1;
  private static final int TOTAL_LENGTH = 2;
  private static final int ID = 4;
  private static final int FRAGMENT = 6;
  private static final int TTL = 8;
  private static final int PROTOCOL = 9;
  private static final int CHECKSUM = 10;

  private Ipv4() {}

  /** In bytes, with options; what a sender wrote, perhaps too little. */
  static int headerLength(byte[] packet, int offset) {
    return (packet[offset] & 0x0f) * 4;
  }

  static int service(byte[] packet, int offset) {
    return packet[offset + SERVICE] & 0xff;
  }

  static int totalLength(byte[] packet, int offset) {
    return BigEndian.getShort(packet, offset + TOTAL_LENGTH);
  }

  static int id(byte[] packet, int offset) {
    return BigEndian.getShort(packet, offset + ID);
  }

  /** Flags and fragment offset. */
  static int fragment(byte[] packet, int offset) {
    return BigEndian.getShort(packet, offset + FRAGMENT);
  }

  static int ttl(byte[] packet, int offset) {
    return packet[offset + TTL] & 0xff;
  }

  static int protocol(byte[] packet, int offset) {
    return packet[offset + PROTOCOL] & 0xff;
  }

  /** Whether the header's checksum is the one that {@link #complete} writes. */
  static boolean isComplete(byte[] packet, int offset) {
    // 0xffff would be valid too where 0 is right, but nobody computes it.
    return BigEndian.getShort(packet, offset + CHECKSUM) != 0xffff
        && Checksum.isValid(Checksum.sum(packet, offset, headerLength(packet, offset)));
  }

  /** Writes what differs between the pieces of one packet, and the checksum. */
  static void complete(byte[] packet, int offset, int totalLength, int id) {
    BigEndian.putShort(packet, offset + TOTAL_LENGTH, totalLength);
    BigEndian.putShort(packet, offset + ID, id);
    BigEndian.putShort(packet, offset + CHECKSUM, 0);
    int sum = Checksum.sum(packet, offset, headerLength(packet, offset));
    BigEndian.putShort(packet, offset + CHECKSUM, Checksum.of(sum));
  }
}
