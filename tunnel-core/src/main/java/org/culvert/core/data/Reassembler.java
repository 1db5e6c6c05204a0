package org.culvert.core.data;

import org.jspecify.annotations.Nullable;

/**
 * Puts pieces of packets together; the layout is in {@link Fragments}. Holds pieces of at most
 * {@value #PACKETS} packets, for at most ten seconds; one whose place is wanted for a newer packet
 * is forgotten. Used by one thread, after a piece has proved authentic.
 */
final class Reassembler {
  /**
   * Packets of which pieces are held. Divides the sequence numbers, so that neighbours never meet.
   */
  static final int PACKETS = 32;

  /** So long the pieces of one packet may take, in milliseconds. */
  static final long PATIENCE = 10_000;

  private final @Nullable Packet[] packets = new Packet[PACKETS];

  private long now;

  /** The time in milliseconds, of a clock that never goes back. */
  void at(long millis) {
    now = millis;
  }

  /**
   * Takes a piece out of the way or completes a packet, in the place of its last piece.
   *
   * @param target holds the piece with its header, and has room for the packet
   * @return length of the packet, 0 while pieces are missing, or {@link
   *     DataChannel#DROPPED_FRAMING}
   */
  int take(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    int count = length - Fragments.HEADER;
    if (count < 0) {
      return DataChannel.DROPPED_FRAMING;
    }
    int header = BigEndian.getInt(target, offset);
    int data = offset + Fragments.HEADER;
    return switch (Fragments.type(header)) {
      case Fragments.WHOLE -> {
        System.arraycopy(target, data, target, offset, count);
        yield count;
      }
      case Fragments.NOT_LAST -> piece(header, count, false, target, offset, count);
      case Fragments.LAST -> piece(header, Fragments.size(header), true, target, offset, count);
      default -> 0; // a probe for the path's MTU
    };
  }

  private int piece(int header, int size, boolean last, byte[] target, int offset, int count) {
    int number = Fragments.number(header);
    int room = target.length - offset;
    if (count == 0
        || size == 0
        || size % Fragments.UNIT != 0
        || count > size
        || number * size + count > room) {
      return DataChannel.DROPPED_FRAMING;
    }
    int sequence = Fragments.sequence(header);
    Packet packet = packets[sequence % PACKETS];
    if (packet == null) {
      packet = new Packet();
      packets[sequence % PACKETS] = packet;
    }
    if (packet.sequence != sequence || packet.size != size || now - packet.since >= PATIENCE) {
      packet.begin(sequence, size, now);
    }
    packet.put(number, last, target, offset + Fragments.HEADER, count, room);
    return packet.isComplete() ? packet.finish(target, offset) : 0;
  }

  /** One packet, some of whose pieces came. */
  private static final class Packet {
    private int sequence = -1;
    private int size;
    private long since;

    /** A bit for each piece that came. */
    private int came;

    /** All bits that must be there; 0 before the last piece came. */
    private int all;

    private int length;
    private byte[] bytes = {};

    void begin(int newSequence, int newSize, long now) {
      sequence = newSequence;
      size = newSize;
      since = now;
      came = 0;
      all = 0;
    }

    void put(int number, boolean last, byte[] from, int offset, int count, int room) {
      int end = number * size + count;
      if (bytes.length < end) {
        bytes = java.util.Arrays.copyOf(bytes, room);
      }
      System.arraycopy(from, offset, bytes, number * size, count);
      came |= 1 << number;
      if (last) {
        all = -1 >>> (Fragments.MOST - 1 - number);
        length = end;
      }
    }

    boolean isComplete() {
      return all != 0 && (came & all) == all;
    }

    int finish(byte[] target, int offset) {
      sequence = -1;
      if (length > target.length - offset) {
        return DataChannel.DROPPED_FRAMING;
      }
      System.arraycopy(bytes, 0, target, offset, length);
      return length;
    }
  }
}
