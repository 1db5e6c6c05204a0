package org.culvert.helper.linux.netlink;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * One request to the kernel, in the machine's byte order: a header, the fixed fields of its type,
 * then attributes, each padded to four bytes.
 *
 * <pre>
 * nlmsghdr  0 length u32   4 type u16   6 flags u16   8 sequence u32   12 port id u32     16 bytes
 * attribute 0 length u16 (with these four bytes, without padding)   2 type u16   4 value
 * </pre>
 */
public final class NetlinkRequest {
  public static final int HEADER = 16;

  /** The flags of nlmsghdr. */
  public static final int REQUEST = 0x1;

  public static final int ACK = 0x4;
  public static final int DUMP = 0x300;
  public static final int EXCLUSIVE = 0x200;
  public static final int CREATE = 0x400;

  private static final int CAPACITY = 1024;
  private static final int SEQUENCE_AT = 8;
  private static final int NESTED = 0x8000;

  private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());
  private final Deque<Integer> nests = new ArrayDeque<>();

  /** Begins a request; REQUEST is always among its flags. */
  public NetlinkRequest(int type, int flags) {
    buffer.putInt(0).putShort((short) type).putShort((short) (flags | REQUEST));
    buffer.putInt(0).putInt(0);
  }

  /** Appends a field of one byte. */
  public NetlinkRequest u8(int value) {
    buffer.put((byte) value);
    return this;
  }

  /** Appends a field of two bytes. */
  public NetlinkRequest u16(int value) {
    buffer.putShort((short) value);
    return this;
  }

  /** Appends a field of four bytes. */
  public NetlinkRequest u32(int value) {
    buffer.putInt(value);
    return this;
  }

  /** Appends an attribute. */
  public NetlinkRequest attribute(int type, byte[] value) {
    buffer.putShort((short) (4 + value.length)).putShort((short) type).put(value);
    return pad();
  }

  /** Appends an attribute of four bytes. */
  public NetlinkRequest attribute(int type, int value) {
    buffer.putShort((short) 8).putShort((short) type).putInt(value);
    return this;
  }

  /** Appends an attribute that is an address, in network order. */
  public NetlinkRequest attribute(int type, InetAddress value) {
    return attribute(type, value.getAddress());
  }

  /** Appends an attribute that is a text with a zero behind it. */
  public NetlinkRequest attribute(int type, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    return attribute(type, Arrays.copyOf(text, text.length + 1));
  }

  /** Begins an attribute that holds attributes. */
  public NetlinkRequest beginNest(int type) {
    nests.push(buffer.position());
    buffer.putShort((short) 0).putShort((short) (type | NESTED));
    return this;
  }

  /** Ends the attribute that was begun last. */
  public NetlinkRequest endNest() {
    int start = nests.pop();
    buffer.putShort(start, (short) (buffer.position() - start));
    return this;
  }

  private NetlinkRequest pad() {
    while (buffer.position() % 4 != 0) {
      buffer.put((byte) 0);
    }
    return this;
  }

  /** Appends a field of two bytes in network order, as an attribute. */
  public NetlinkRequest port(int type, int value) {
    return attribute(type, new byte[] {(byte) (value >>> 8), (byte) value});
  }

  /** Forgets what was put into it, which may be a secret. */
  public void wipe() {
    Arrays.fill(buffer.array(), (byte) 0);
  }

  /** The finished request with its sequence number. */
  public byte[] bytes(int sequence) {
    buffer.putInt(0, buffer.position());
    buffer.putInt(SEQUENCE_AT, sequence);
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
