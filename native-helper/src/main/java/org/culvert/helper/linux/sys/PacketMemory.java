package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;

/**
 * Memory for one packet on its way between an array and the kernel. Owned by one thread; closed
 * when the kernel cannot see it any more.
 */
public final class PacketMemory implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final NativeMemory memory;
  private final int size;

  /** Room for a packet of {@code size} bytes. */
  public PacketMemory(int size) {
    this.memory = NativeMemory.allocate(size, arena);
    this.size = size;
  }

  /** Bytes that fit. */
  public int size() {
    return size;
  }

  long address() {
    return memory.address();
  }

  /** Copies the packet in. */
  public void put(byte[] source, int offset, int length) {
    memory.buffer().put(0, source, offset, length);
  }

  /** Copies the packet out. */
  public void get(byte[] target, int offset, int length) {
    memory.buffer().get(0, target, offset, length);
  }

  /** Frees it. */
  @Override
  public void close() {
    arena.close();
  }
}
