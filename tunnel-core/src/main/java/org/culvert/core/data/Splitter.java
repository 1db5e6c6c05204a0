package org.culvert.core.data;

/**
 * Cuts packets that are too long for the path into pieces; the layout is in {@link Fragments}. Used
 * by one thread at a time.
 */
final class Splitter {
  private static final int SEQUENCES = 256;

  private final int most;
  private byte[] whole = {};
  private byte[] piece = {};
  private int length;
  private int size;
  private int pieces;
  private int sequence;

  /**
   * @param most bytes of a piece, a multiple of {@link Fragments#UNIT}
   */
  Splitter(int most) {
    this.most = most;
  }

  /** Takes a packet over and returns in how many pieces it goes; 0 when they would be too many. */
  int split(byte[] packet, int offset, int packetLength) {
    pieces = packetLength <= most ? 1 : (packetLength + most - 1) / most;
    if (pieces > Fragments.MOST) {
      pieces = 0;
      return 0;
    }
    if (whole.length < packetLength) {
      whole = new byte[packetLength];
    }
    System.arraycopy(packet, offset, whole, 0, packetLength);
    length = packetLength;
    // Pieces of one length: the last is not much shorter than the others.
    int even = (packetLength + pieces - 1) / pieces;
    size = (even + Fragments.UNIT - 1) / Fragments.UNIT * Fragments.UNIT;
    if (pieces > 1) {
      sequence = (sequence + 1) % SEQUENCES;
    }
    return pieces;
  }

  /** Composes a piece of the last packet in {@link #piece()} and returns its length. */
  int compose(int number) {
    if (pieces == 1) {
      return compose(Fragments.header(Fragments.WHOLE, 0, 0, 0), whole, 0, length);
    }
    boolean last = number == pieces - 1;
    int header =
        last
            ? Fragments.header(Fragments.LAST, sequence, number, size)
            : Fragments.header(Fragments.NOT_LAST, sequence, number, 0);
    return compose(header, whole, number * size, last ? length - number * size : size);
  }

  /** Composes a packet that is short enough in {@link #piece()} and returns its length. */
  int composeWhole(byte[] packet, int offset, int packetLength) {
    return compose(Fragments.header(Fragments.WHOLE, 0, 0, 0), packet, offset, packetLength);
  }

  private int compose(int header, byte[] from, int offset, int count) {
    int end = Fragments.HEADER + count;
    if (piece.length < end) {
      piece = new byte[end];
    }
    BigEndian.putInt(piece, 0, header);
    System.arraycopy(from, offset, piece, Fragments.HEADER, count);
    return end;
  }

  /** From the last composing; overwritten by the next. */
  byte[] piece() {
    return piece;
  }
}
