package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Datagrams with an address each for {@code recvmsg} and {@code sendmsg}, laid out once. Owned by
 * one thread; closed when the kernel cannot see them any more.
 *
 * <pre>
 * struct mmsghdr (64 bytes)                    struct iovec (16 bytes)
 *   0 msg_name       void *                      0 iov_base   void *
 *   8 msg_namelen    u32, 4 bytes of padding     8 iov_len    size_t
 *  16 msg_iov        struct iovec *
 *  24 msg_iovlen     size_t
 *  32 msg_control    void *
 *  40 msg_controllen size_t
 *  48 msg_flags      int, 4 bytes of padding
 *  56 msg_len        u32, 4 bytes of padding
 * </pre>
 *
 * Behind one another in one block: the headers, the vectors, the datagrams.
 */
public final class DatagramSlots implements AutoCloseable {
  static final int HEADER_SIZE = 64;
  private static final int MSG_NAME = 0;
  private static final int MSG_NAMELEN = 8;
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_FLAGS = 48;
  private static final int MSG_LEN = 56;
  private static final int VECTOR_SIZE = 16;
  private static final int IOV_LEN = 8;
  private static final int MSG_TRUNC = 0x20;

  private final int slots;
  private final int slotSize;
  private final int vectors;
  private final int data;
  private final Arena arena = Arena.ofShared();
  private final NativeMemory memory;

  /** Slots for {@code slots} datagrams of at most {@code slotSize} bytes. */
  public DatagramSlots(int slots, int slotSize) {
    this.slots = slots;
    this.slotSize = slotSize;
    this.vectors = slots * HEADER_SIZE;
    this.data = vectors + slots * VECTOR_SIZE;
    this.memory = NativeMemory.allocate(data + slots * slotSize, arena);
    ByteBuffer buffer = memory.buffer();
    for (int slot = 0; slot < slots; slot++) {
      int vector = vectors + slot * VECTOR_SIZE;
      buffer.putLong(slot * HEADER_SIZE + MSG_IOV, memory.address() + vector);
      buffer.putLong(slot * HEADER_SIZE + MSG_IOVLEN, 1);
      buffer.putLong(vector, memory.address() + data + (long) slot * slotSize);
      buffer.putLong(vector + IOV_LEN, slotSize);
    }
  }

  /** How many datagrams fit. */
  public int slots() {
    return slots;
  }

  /** How long a datagram may be. */
  public int slotSize() {
    return slotSize;
  }

  /** Has the address of the sender of the first slot's datagram written there. */
  void tellSender(NativeMemory address) {
    memory.buffer().putLong(MSG_NAME, address.address());
    memory.buffer().putInt(MSG_NAMELEN, SocketAddress.MAX_SIZE);
  }

  /** Says where the first slot's datagram goes. */
  void address(NativeMemory address, int length) {
    memory.buffer().putLong(MSG_NAME, address.address());
    memory.buffer().putInt(MSG_NAMELEN, length);
  }

  long headers(int firstSlot) {
    return memory.address() + (long) firstSlot * HEADER_SIZE;
  }

  /** Copies a datagram into the slot, to be sent. */
  public void put(int slot, byte[] source, int offset, int length) {
    memory.buffer().put(data + slot * slotSize, source, offset, length);
    memory.buffer().putLong(vectors + slot * VECTOR_SIZE + IOV_LEN, length);
  }

  /** Says how long the datagram is that was received into the slot. */
  void setLength(int slot, int length) {
    memory.buffer().putInt(slot * HEADER_SIZE + MSG_LEN, length);
  }

  /** The length of the datagram that was received into the slot. */
  public int length(int slot) {
    return memory.buffer().getInt(slot * HEADER_SIZE + MSG_LEN);
  }

  /** Whether the datagram that was received into the slot was longer than the slot. */
  public boolean truncated(int slot) {
    return (memory.buffer().getInt(slot * HEADER_SIZE + MSG_FLAGS) & MSG_TRUNC) != 0;
  }

  /** Copies out a part of the datagram that was received into the slot. */
  public void get(int slot, int from, byte[] target, int offset, int length) {
    memory.buffer().get(data + slot * slotSize + from, target, offset, length);
  }

  /** Frees them. */
  @Override
  public void close() {
    arena.close();
  }
}
