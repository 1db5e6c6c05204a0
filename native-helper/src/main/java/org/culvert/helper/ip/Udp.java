package org.culvert.helper.ip;

/**
 * The header of UDP (RFC 768).
 *
 * <pre>
 * 0 source port   2 destination port   4 length, of header and payload   6 checksum, 0 for none
 * </pre>
 */
final class Udp {
  static final int HEADER = 8;
  static final int CHECKSUM = 6;

  private static final int LENGTH = 4;

  private Udp() {}

  static int length(byte[] packet, int header) {
    return BigEndian.getShort(packet, header + LENGTH);
  }

  static void setLength(byte[] packet, int header, int length) {
    BigEndian.putShort(packet, header + LENGTH, length);
  }

  /** The checksum to write: one that is computed as 0 is sent as its other form. */
  static int nonZero(int checksum) {
    return checksum == 0 ? 0xffff : checksum;
  }
}
