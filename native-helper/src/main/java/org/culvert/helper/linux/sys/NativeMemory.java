package org.culvert.helper.linux.sys;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Zeroed memory outside the heap in the machine's byte order, freed when the last reference to it
 * is gone: its owner keeps it in a field for as long as the kernel may see the address.
 */
record NativeMemory(ByteBuffer buffer, long address) {
  static NativeMemory allocate(int bytes) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    return new NativeMemory(buffer, Pointer.nativeValue(Native.getDirectBufferPointer(buffer)));
  }

  static NativeMemory ofInt(int value) {
    NativeMemory memory = allocate(Integer.BYTES);
    memory.buffer.putInt(0, value);
    return memory;
  }
}
