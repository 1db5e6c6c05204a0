package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Memory for a part of a stream on its way to or from the kernel. Guarded by its owner; closed when
 * the kernel cannot see it any more.
 */
public final class StreamMemory implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final NativeMemory memory;
  private boolean closed;

  /** Room for so many bytes. */
  public StreamMemory(int size) {
    this.memory = NativeMemory.allocate(size, arena);
  }

  /** The bytes; refuses access after {@link #close()}. */
  public ByteBuffer buffer() {
    return memory.buffer();
  }

  long address() {
    return memory.address();
  }

  /** Frees it; twice is fine. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      arena.close();
    }
  }
}
