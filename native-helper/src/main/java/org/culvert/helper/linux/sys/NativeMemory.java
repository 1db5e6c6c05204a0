package org.culvert.helper.linux.sys;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Zeroed memory outside the heap in the machine's byte order. Its owner keeps it in a field for as
 * long as the kernel may see the address.
 */
record NativeMemory(ByteBuffer buffer, long address) {
  /** A few bytes, freed some time after the last reference to them is gone. */
  static NativeMemory allocate(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    return new NativeMemory(buffer, Pointer.nativeValue(Native.getDirectBufferPointer(buffer)));
  }

  /**
   * Memory for packets, freed when the arena is closed: the collector, which hardly ever runs here,
   * would let it pile up over reconnects. The buffer refuses access afterwards.
   */
  static NativeMemory allocate(int bytes, Arena owner) {
    MemorySegment segment = owner.allocate(bytes, Long.BYTES);
    return new NativeMemory(
        segment.asByteBuffer().order(ByteOrder.nativeOrder()), segment.address());
  }

  static NativeMemory ofInt(int value) {
    NativeMemory memory = allocate(Integer.BYTES);
    memory.buffer.putInt(0, value);
    return memory;
  }
}
