package org.culvert.core.wire;

import java.nio.ByteBuffer;

/**
 * Packets on their way into a TCP stream, one behind another as {@link StreamFrame}s, in the
 * writer's memory: whatever part of them the kernel takes at a time, the rest stays in order. Not
 * thread-safe.
 */
public final class StreamFramer {
  private final ByteBuffer memory;
  private int from;
  private int end;

  /** Uses this memory from its first byte to its last, whatever its position. */
  public StreamFramer(ByteBuffer memory) {
    this.memory = memory;
  }

  /** Bytes that wait to be written. */
  public int waiting() {
    return end - from;
  }

  /** Where they begin. */
  public int readOffset() {
    return from;
  }

  /** How many of them are the first packet and its length, as far as nothing of it was written. */
  public int first() {
    int length = (memory.get(from) & 0xff) << 8 | (memory.get(from + 1) & 0xff);
    return StreamFrame.PREFIX + length;
  }

  /** The first so many of them were written. */
  public void written(int count) {
    if (count < 0 || count > waiting()) {
      throw new IllegalArgumentException(count + " of " + waiting() + " bytes");
    }
    from += count;
    if (from == end) {
      from = 0;
      end = 0;
    }
  }

  /** Whether so many bytes, lengths included, find room behind those that wait. */
  public boolean fits(int bytes) {
    return bytes <= memory.capacity() - waiting();
  }

  /**
   * Copies a packet behind those that wait.
   *
   * @return whether there was room; a packet without bytes, or with too many for a length, never
   *     has any
   */
  public boolean append(byte[] source, int offset, int length) {
    if (length < 1 || length > StreamFrame.LARGEST_PACKET || !fits(StreamFrame.PREFIX + length)) {
      return false;
    }
    if (memory.capacity() - end < StreamFrame.PREFIX + length) {
      int waiting = waiting();
      memory.put(0, memory, from, waiting);
      from = 0;
      end = waiting;
    }
    memory.put(end, (byte) (length >>> 8)).put(end + 1, (byte) length);
    memory.put(end + StreamFrame.PREFIX, source, offset, length);
    end += StreamFrame.PREFIX + length;
    return true;
  }
}
