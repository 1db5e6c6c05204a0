package org.culvert.core.wire;

import java.nio.ByteBuffer;

/**
 * Finds the packets in a TCP stream, however it was cut into pieces. Works in the reader's memory,
 * so that a packet is copied once, to where it is wanted. Owned by one thread.
 *
 * <p>Bytes are read to {@link #writeOffset()}, then reported with {@link #received}; while {@link
 * #next()} finds a packet, it is {@link #take taken} or {@link #skip skipped}.
 *
 * <pre>
 * taken | length, packet | length, packet | length, half a packet | room
 *       ^ from                                                    ^ end
 * </pre>
 */
public final class StreamDeframer {
  private final ByteBuffer memory;
  private final int largest;
  private int from;
  private int end;

  /**
   * Reads into this memory, from its first byte to its last whatever its position.
   *
   * @param largest the longest packet that a peer may send
   * @throws IllegalArgumentException when such a packet does not fit
   */
  public StreamDeframer(ByteBuffer memory, int largest) {
    if (largest < 1
        || largest > StreamFrame.LARGEST_PACKET
        || memory.capacity() < StreamFrame.PREFIX + largest) {
      throw new IllegalArgumentException(largest + " bytes in " + memory.capacity());
    }
    this.memory = memory;
    this.largest = largest;
  }

  /** Where the next bytes of the stream belong. */
  public int writeOffset() {
    return end;
  }

  /** How many bytes may be written there; never 0 once {@link #next()} has found nothing. */
  public int room() {
    return memory.capacity() - end;
  }

  /** Whether all of the stream that was written there has been taken. */
  public boolean isBetweenPackets() {
    return from == end;
  }

  /**
   * How many bytes of the stream are known to belong to the packet that has begun, or to its
   * length: whoever reads no more stops between two packets. For when {@link #next()} has found
   * nothing.
   */
  public int missing() {
    int present = end - from;
    if (present < StreamFrame.PREFIX) {
      return StreamFrame.PREFIX - present;
    }
    int length = (memory.get(from) & 0xff) << 8 | (memory.get(from + 1) & 0xff);
    return StreamFrame.PREFIX + length - present;
  }

  /** So many bytes were written at {@link #writeOffset()}. */
  public void received(int count) {
    if (count < 0 || count > room()) {
      throw new IllegalArgumentException(count + " bytes into a room of " + room());
    }
    end += count;
  }

  /**
   * The length of the next packet, 0 when it is not there as a whole. In that case the piece of it
   * was moved to the front.
   *
   * @throws StreamBrokenException when no packet is as short or as long as the stream says
   */
  public int next() throws StreamBrokenException {
    int present = end - from;
    if (present >= StreamFrame.PREFIX) {
      int length = (memory.get(from) & 0xff) << 8 | (memory.get(from + 1) & 0xff);
      if (length == 0 || length > largest) {
        throw new StreamBrokenException(length);
      }
      if (present - StreamFrame.PREFIX >= length) {
        return length;
      }
    }
    if (from > 0) {
      memory.put(0, memory, from, present);
      from = 0;
      end = present;
    }
    return 0;
  }

  /** Copies the packet that {@link #next()} has found and goes on behind it. */
  public void take(byte[] target, int offset, int length) {
    memory.get(from + StreamFrame.PREFIX, target, offset, length);
    skip(length);
  }

  /** Leaves out the packet that {@link #next()} has found. */
  public void skip(int length) {
    from += StreamFrame.PREFIX + length;
  }
}
