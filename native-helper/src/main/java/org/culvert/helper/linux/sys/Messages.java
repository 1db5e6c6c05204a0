package org.culvert.helper.linux.sys;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;

/**
 * Headers for {@code recvmmsg} and {@code sendmmsg} over one block of bytes, laid out once; each
 * begins with the one for {@code recvmsg} and {@code sendmsg}. Owned by one thread; closed when the
 * kernel cannot see it any more.
 *
 * <pre>
 * struct mmsghdr (64 bytes)                    struct iovec (16 bytes)
 *   0 msg_name       void *                      0 iov_base   void *
 *   8 msg_namelen    u32, 4 bytes of padding     8 iov_len    size_t
 *  16 msg_iov        struct iovec *
 *  24 msg_iovlen     size_t                    struct cmsghdr (16 bytes, and 8 for a number)
 *  32 msg_control    void *                      0 cmsg_len   size_t
 *  40 msg_controllen size_t                      8 cmsg_level int
 *  48 msg_flags      int, 4 bytes of padding    12 cmsg_type  int
 *  56 msg_len        u32, 4 bytes of padding    16 data
 * </pre>
 *
 * Behind one another in one block: the headers, the vectors, room for {@value #NUMBERS} numbers
 * that go with each message, the bytes.
 */
final class Messages implements AutoCloseable {
  private static final int HEADER_SIZE = 64;
  private static final int MSG_IOV = 16;
  private static final int MSG_IOVLEN = 24;
  private static final int MSG_CONTROL = 32;
  private static final int MSG_CONTROLLEN = 40;
  private static final int MSG_LEN = 56;
  private static final int VECTOR_SIZE = 16;
  private static final int IOV_LEN = 8;
  private static final int CMSG_LEVEL = 8;
  private static final int CMSG_TYPE = 12;
  private static final int CMSG_DATA = 16;
  private static final int CMSG_SPACE = 24;
  private static final int NUMBERS = 2;

  private final int messages;
  private final int vectors;
  private final int controls;
  private final int data;
  private final Arena arena = Arena.ofShared();
  private final NativeMemory memory;
  private final ByteBuffer buffer;

  /** So many messages over so many bytes. */
  Messages(int messages, int bytes) {
    this.messages = messages;
    this.vectors = messages * HEADER_SIZE;
    this.controls = vectors + messages * VECTOR_SIZE;
    this.data = controls + messages * NUMBERS * CMSG_SPACE;
    this.memory = NativeMemory.allocate(data + bytes, arena);
    this.buffer = memory.buffer();
    for (int i = 0; i < messages; i++) {
      buffer.putLong(
          i * HEADER_SIZE + MSG_IOV, memory.address() + vectors + (long) i * VECTOR_SIZE);
      buffer.putLong(i * HEADER_SIZE + MSG_IOVLEN, 1);
      buffer.putLong(i * HEADER_SIZE + MSG_CONTROL, memory.address() + control(i, 0));
    }
  }

  private int control(int message, int number) {
    return controls + (message * NUMBERS + number) * CMSG_SPACE;
  }

  /** Messages in all. */
  int size() {
    return messages;
  }

  /** For the kernel. */
  long address() {
    return memory.address();
  }

  /** Says where a message lies among the bytes. */
  void place(int message, int at, int length) {
    int vector = vectors + message * VECTOR_SIZE;
    buffer.putLong(vector, memory.address() + data + at);
    buffer.putLong(vector + IOV_LEN, length);
    buffer.putLong(message * HEADER_SIZE + MSG_CONTROLLEN, 0);
  }

  /** Lets a number of two or four bytes go out with a message, behind those there are. */
  void attach(int message, int level, int type, int value, int bytes) {
    int header = message * HEADER_SIZE + MSG_CONTROLLEN;
    int before = (int) buffer.getLong(header);
    int at = control(message, 0) + before;
    buffer.putLong(at, CMSG_DATA + bytes);
    buffer.putInt(at + CMSG_LEVEL, level);
    buffer.putInt(at + CMSG_TYPE, type);
    buffer.putInt(at + CMSG_DATA, value); // little endian: the first two bytes are the short
    buffer.putLong(header, before + CMSG_SPACE);
  }

  /** Makes room for a number that comes in with a message. */
  void expectNumber(int message) {
    buffer.putLong(message * HEADER_SIZE + MSG_CONTROLLEN, CMSG_SPACE);
  }

  /** The number that came in with a message, 0 when there is none. */
  int number(int message, int level, int type) {
    int at = control(message, 0);
    boolean there =
        buffer.getLong(message * HEADER_SIZE + MSG_CONTROLLEN) >= CMSG_DATA + Integer.BYTES
            && buffer.getInt(at + CMSG_LEVEL) == level
            && buffer.getInt(at + CMSG_TYPE) == type;
    return there ? buffer.getInt(at + CMSG_DATA) : 0;
  }

  /** How many bytes of a message came. */
  int received(int message) {
    return buffer.getInt(message * HEADER_SIZE + MSG_LEN);
  }

  /** Says how many bytes of a message came, where the kernel was asked for it alone. */
  void setReceived(int message, int length) {
    buffer.putInt(message * HEADER_SIZE + MSG_LEN, length);
  }

  void put(int at, byte[] source, int offset, int length) {
    buffer.put(data + at, source, offset, length);
  }

  void get(int at, byte[] target, int offset, int length) {
    buffer.get(data + at, target, offset, length);
  }

  @Override
  public void close() {
    arena.close();
  }
}
