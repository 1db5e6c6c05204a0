package org.culvert.helper.ip;

/**
 * The header of TCP (RFC 9293, section 3.1).
 *
 * <pre>
 *  0 source port   2 destination port   4 sequence number   8 acknowledgement number
 * 12 data offset 4 bits, in units of 4 bytes; reserved 4 bits   13 flags   14 window
 * 16 checksum   18 urgent pointer   20 options
 * </pre>
 */
final class Tcp {
  static final int HEADER = 20;

  /** With all the options for which its data offset has room. */
  static final int MAX_HEADER = 60;

  static final int ACKNOWLEDGEMENT = 8;
  static final int CHECKSUM = 16;
  static final int URGENT_POINTER = 18;

  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int URG = 0x20;
  static final int CWR = 0x80;

  private static final int SEQUENCE = 4;
  private static final int OFFSET_TO_WINDOW = 12;
  private static final int DATA_OFFSET = 12;
  private static final int FLAGS = 13;
  private static final int FLAGS_IN_WORD = 16;

  private Tcp() {}

  static int sequence(byte[] packet, int header) {
    return BigEndian.getInt(packet, header + SEQUENCE);
  }

  static void setSequence(byte[] packet, int header, int sequence) {
    BigEndian.putInt(packet, header + SEQUENCE, sequence);
  }

  /** In bytes, with options; what a sender wrote, perhaps too little. */
  static int headerLength(byte[] packet, int header) {
    return (packet[header + DATA_OFFSET] & 0xf0) >> 2;
  }

  static int flags(byte[] packet, int header) {
    return packet[header + FLAGS] & 0xff;
  }

  static void setFlags(byte[] packet, int header, int flags) {
    packet[header + FLAGS] = (byte) flags;
  }

  /** Data offset, reserved bits, flags but those that may differ at the end of data, window. */
  static int wordWithoutEnd(byte[] packet, int header) {
    return BigEndian.getInt(packet, header + OFFSET_TO_WINDOW) & ~((FIN | PSH) << FLAGS_IN_WORD);
  }
}
