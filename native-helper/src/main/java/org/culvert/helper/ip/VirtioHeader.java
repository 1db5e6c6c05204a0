package org.culvert.helper.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@code struct virtio_net_hdr} (linux/virtio_net.h), in front of each packet of a TUN device with
 * {@code IFF_VNET_HDR}: what is left to do for the checksum, and where the packet may be cut.
 *
 * <pre>
 * 0 flags   1 GSO type   2 header length, a hint   4 GSO size, payload of each piece
 * 6 checksum start, from the packet's first byte   8 checksum offset, from checksum start
 * </pre>
 *
 * <p>Numbers are in the machine's own order, as a device has it unless {@code TUNSETVNETLE} or
 * {@code TUNSETVNETBE} is asked of it; its header has {@value #LENGTH} bytes unless {@code
 * TUNSETVNETHDRSZ} says otherwise.
 */
public final class VirtioHeader {
  public static final int LENGTH = 10;

  /** Flag: the field for the checksum holds the folded sum of the pseudo header, so far. */
  public static final int NEEDS_CSUM = 1;

  /** Flag: whoever wrote the packet has verified its checksum. */
  public static final int DATA_VALID = 2;

  public static final int GSO_NONE = 0;
  public static final int GSO_TCPV4 = 1;

  /** Fragments of one UDP datagram. */
  public static final int GSO_UDP = 3;

  public static final int GSO_TCPV6 = 4;

  /** UDP datagrams of equal length. */
  public static final int GSO_UDP_L4 = 5;

  /** A bit beside the type: the first piece has CWR set. */
  public static final int GSO_ECN = 0x80;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

  private static final int FLAGS = 0;
  private static final int GSO_TYPE = 1;
  private static final int HEADER_LENGTH = 2;
  private static final int GSO_SIZE = 4;
  private static final int CSUM_START = 6;
  private static final int CSUM_OFFSET = 8;

  private VirtioHeader() {}

  public static int flags(byte[] array, int offset) {
    return array[offset + FLAGS] & 0xff;
  }

  public static int gsoType(byte[] array, int offset) {
    return array[offset + GSO_TYPE] & 0xff;
  }

  public static int headerLength(byte[] array, int offset) {
    return get(array, offset + HEADER_LENGTH);
  }

  public static int gsoSize(byte[] array, int offset) {
    return get(array, offset + GSO_SIZE);
  }

  public static int csumStart(byte[] array, int offset) {
    return get(array, offset + CSUM_START);
  }

  public static int csumOffset(byte[] array, int offset) {
    return get(array, offset + CSUM_OFFSET);
  }

  /** For a packet that is whole, and whose checksum is in it. */
  public static void writePlain(byte[] array, int offset) {
    write(array, offset, 0, GSO_NONE, 0, 0, 0, 0);
  }

  /** Writes all fields. */
  public static void write(
      byte[] array,
      int offset,
      int flags,
      int gsoType,
      int headerLength,
      int gsoSize,
      int csumStart,
      int csumOffset) {
    array[offset + FLAGS] = (byte) flags;
    array[offset + GSO_TYPE] = (byte) gsoType;
    put(array, offset + HEADER_LENGTH, headerLength);
    put(array, offset + GSO_SIZE, gsoSize);
    put(array, offset + CSUM_START, csumStart);
    put(array, offset + CSUM_OFFSET, csumOffset);
  }

  private static int get(byte[] array, int at) {
    return (short) SHORT.get(array, at) & 0xffff;
  }

  private static void put(byte[] array, int at, int value) {
    SHORT.set(array, at, (short) value);
  }
}
