package org.culvert.core.data;

/**
 * The header of OpenVPN's own fragments, in front of every packet inside the encryption (wire
 * reference 8.10), in network order:
 *
 * <pre>
 * bits 0-1    type: 0 whole packet, 1 not the last piece, 2 the last one, 3 a probe
 * bits 2-9    sequence number, the same for all pieces of a packet
 * bits 10-14  number of the piece
 * bits 15-28  in the last piece: length of each other piece, in units of 4 bytes
 * </pre>
 */
final class Fragments {
  /** Bytes of the header. */
  static final int HEADER = Integer.BYTES;

  /** Most pieces of a packet. */
  static final int MOST = 32;

  /** Pieces but the last have a length in these units. */
  static final int UNIT = 4;

  static final int WHOLE = 0;
  static final int NOT_LAST = 1;
  static final int LAST = 2;

  private static final int SEQUENCE_AT = 2;
  private static final int NUMBER_AT = 10;
  private static final int SIZE_AT = 15;

  private Fragments() {}

  /** {@code size} in bytes. */
  static int header(int type, int sequence, int number, int size) {
    return type | (sequence << SEQUENCE_AT) | (number << NUMBER_AT) | ((size / UNIT) << SIZE_AT);
  }

  static int type(int header) {
    return header & 3;
  }

  static int sequence(int header) {
    return header >>> SEQUENCE_AT & 0xff;
  }

  static int number(int header) {
    return header >>> NUMBER_AT & 0x1f;
  }

  static int size(int header) {
    return (header >>> SIZE_AT & 0x3fff) * UNIT;
  }
}
