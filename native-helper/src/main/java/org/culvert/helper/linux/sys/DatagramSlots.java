package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Datagrams for {@code recvmmsg} and {@code sendmmsg}, laid out once. Owned by one thread; closed
 * when the kernel cannot see them any more.
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
 *
 * struct cmsghdr (16 bytes)
 *   0 cmsg_len   size_t
 *   8 cmsg_level int
 *  12 cmsg_type  int, followed by an int of data and 4 bytes of padding
 * </pre>
 *
 * Behind one another in one block: the headers, the vectors, what is said beside each datagram if
 * anything is, the datagrams.
 */
public final class DatagramSlots implements AutoCloseable {
  static final int HEADER_SIZE = 64;
  private static final int MSG_NAME = 0;
  private static final int MSG_NAMELEN = 8;
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_FLAGS = 48;
  private static final int MSG_LEN = 56;
  private static final int VECTOR_SIZE = 16;
  private static final int IOV_LEN = 8;
  private static final int MSG_TRUNC = 0x20;
  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_DATA = 16;
  private static final int CMSG_SPACE = 24;

  /** What the kernel is told of each datagram beside its bytes. */
  public enum Extra {
    NOTHING(0, 0),
    /** IP_TOS. */
    IPV4_TOS(0, 1),
    /** IPV6_TCLASS. */
    IPV6_CLASS(41, 67);

    private final int level;
    private final int type;

    Extra(int level, int type) {
      this.level = level;
      this.type = type;
    }
  }

  private final int slots;
  private final int slotSize;
  private final int prefix;
  private final int stride;
  private final int vectors;
  private final int controls;
  private final int data;
  private final Arena arena = Arena.ofShared();
  private final NativeMemory memory;

  /** Slots for {@code slots} datagrams of at most {@code slotSize} bytes. */
  public DatagramSlots(int slots, int slotSize) {
    this(slots, slotSize, new byte[0], Extra.NOTHING);
  }

  /**
   * Slots to send from: what is put into one follows {@code prefix}, which was written once and
   * goes out in front of every datagram.
   */
  public DatagramSlots(int slots, int slotSize, byte[] prefix, Extra extra) {
    this.slots = slots;
    this.slotSize = slotSize;
    this.prefix = prefix.length;
    this.stride = prefix.length + slotSize;
    this.vectors = slots * HEADER_SIZE;
    this.controls = vectors + slots * VECTOR_SIZE;
    int control = extra == Extra.NOTHING ? 0 : CMSG_SPACE;
    this.data = controls + slots * control;
    this.memory = NativeMemory.allocate(data + slots * stride, arena);
    ByteBuffer buffer = memory.buffer();
    for (int slot = 0; slot < slots; slot++) {
      int vector = vectors + slot * VECTOR_SIZE;
      buffer.putLong(slot * HEADER_SIZE + MSG_IOV, memory.address() + vector);
      buffer.putLong(slot * HEADER_SIZE + MSG_IOVLEN, 1);
      buffer.putLong(vector, memory.address() + data + (long) slot * stride);
      buffer.putLong(vector + IOV_LEN, stride);
      buffer.put(data + slot * stride, prefix);
      if (control > 0) {
        int at = controls + slot * control;
        buffer.putLong(slot * HEADER_SIZE + MSG_CONTROL, memory.address() + at);
        buffer.putLong(slot * HEADER_SIZE + MSG_CONTROLLEN, control);
        buffer.putLong(at, CMSG_DATA + Integer.BYTES);
        buffer.putInt(at + CMSG_LEVEL, extra.level);
        buffer.putInt(at + CMSG_TYPE, extra.type);
      }
    }
  }

  /** How many datagrams fit. */
  public int slots() {
    return slots;
  }

  /** How long a datagram may be, without the prefix. */
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
    memory.buffer().put(data + slot * stride + prefix, source, offset, length);
    memory.buffer().putLong(vectors + slot * VECTOR_SIZE + IOV_LEN, prefix + length);
  }

  /** Says how urgent the slot's datagram is. Only with {@link Extra} for it. */
  public void trafficClass(int slot, int trafficClass) {
    memory.buffer().putInt(controls + slot * CMSG_SPACE + CMSG_DATA, trafficClass);
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
    memory.buffer().get(data + slot * stride + from, target, offset, length);
  }

  /** Frees them. */
  @Override
  public void close() {
    arena.close();
  }
}
