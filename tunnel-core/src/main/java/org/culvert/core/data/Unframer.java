package org.culvert.core.data;

import org.culvert.core.wire.CompressionFraming;

/**
 * Takes the mark off a packet and decompresses it where that is allowed (wire reference 8.8). Used
 * by one thread. Whatever the configured mark, each of its version is understood.
 *
 * <pre>
 * version 1:  fa packet | 66 LZO | fb packet, first byte last | 69 LZ4, first byte last
 * version 2:  packet | 50 00 packet | 50 0a packet | 50 01 LZ4 | 50 02 LZO
 * </pre>
 */
final class Unframer {
  private static final int LZO = 0x66;
  private static final int LZ4 = 0x69;
  private static final int PLAIN = 0xfa;
  private static final int PLAIN_SWAPPED = 0xfb;
  private static final int ESCAPE = 0x50;

  private final CompressionFraming framing;
  private final boolean decompress;
  private final LzoBlock lzo = new LzoBlock();

  Unframer(CompressionFraming framing, boolean decompress) {
    this.framing = framing;
    this.decompress = decompress;
  }

  /**
   * Unframes a packet where it lies.
   *
   * @param scratch has room for any packet
   * @return its length, or a code of {@link DataChannel}
   */
  int unframe(byte[] packet, int offset, int length, byte[] scratch) {
    if (framing == CompressionFraming.NONE || length == 0) {
      return length;
    }
    int first = packet[offset] & 0xff;
    if (framing.addsByte()) {
      return switch (first) {
        case PLAIN -> shift(packet, offset, length, 1);
        case PLAIN_SWAPPED -> swap(packet, offset, length);
        case LZO -> compressed(false, packet, offset, 1, length, scratch);
        case LZ4 -> {
          int swapped = swap(packet, offset, length);
          yield swapped < 0 ? swapped : compressed(true, packet, offset, 0, swapped, scratch);
        }
        default -> DataChannel.DROPPED_FRAMING;
      };
    }
    if (first != ESCAPE) {
      return length;
    }
    if (length < 2) {
      return DataChannel.DROPPED_FRAMING;
    }
    return switch (packet[offset + 1]) {
      case 0, 0x0a -> shift(packet, offset, length, 2);
      case 1 -> compressed(true, packet, offset, 2, length, scratch);
      case 2 -> compressed(false, packet, offset, 2, length, scratch);
      default -> DataChannel.DROPPED_FRAMING;
    };
  }

  private static int shift(byte[] packet, int offset, int length, int by) {
    System.arraycopy(packet, offset + by, packet, offset, length - by);
    return length - by;
  }

  private static int swap(byte[] packet, int offset, int length) {
    if (length < 2) {
      return DataChannel.DROPPED_FRAMING;
    }
    packet[offset] = packet[offset + length - 1];
    return length - 1;
  }

  private int compressed(
      boolean lz4, byte[] packet, int offset, int skip, int length, byte[] scratch) {
    if (!decompress) {
      return DataChannel.DROPPED_COMPRESSED;
    }
    int size = length - skip;
    System.arraycopy(packet, offset + skip, scratch, 0, size);
    int room = packet.length - offset;
    int result =
        lz4
            ? Lz4Block.decompress(scratch, 0, size, packet, offset, room)
            : lzo.decompress(scratch, 0, size, packet, offset, room);
    return result < 0 ? DataChannel.DROPPED_FRAMING : result;
  }
}
