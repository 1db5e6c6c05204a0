package org.culvert.helper.linux.sys;

/** Memory for one packet on its way between an array and the kernel. Owned by one thread. */
public final class PacketMemory {
  private final NativeMemory memory;
  private final int size;

  /** Room for a packet of {@code size} bytes. */
  public PacketMemory(int size) {
    this.memory = NativeMemory.allocate(size);
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
}
