package org.culvert.helper.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The Internet checksum (RFC 1071): the complement of the one's complement sum of 16-bit words.
 *
 * <p>Sums of ranges can be added as plain numbers, up to some thousand of them, and folded at the
 * end; each range counts as if it began with a word's first byte, so only the last one may be of
 * odd length. A sum is 0 only where all bytes are, and otherwise 0xffff where the number is 0.
 */
public final class Checksum {
  /** The sum of whatever includes its own right checksum. */
  private static final int VALID = 0xffff;

  // The sum does not depend on the order of bytes (RFC 1071, section 2 B), but for a swap at the
  // end.
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private Checksum() {}

  /** The sum of a range, 0 to 0xffff. */
  public static int sum(byte[] array, int offset, int length) {
    long sum = 0;
    int at = offset;
    // The compiler makes vector instructions of this plain loop, but not of one unrolled by hand.
    int end = offset + (length & -Long.BYTES);
    for (; at < end; at += Long.BYTES) {
      long eight = (long) LONG.get(array, at);
      sum += (eight & 0xffff_ffffL) + (eight >>> 32);
    }
    if ((length & Integer.BYTES) != 0) {
      sum += (int) INT.get(array, at) & 0xffff_ffffL;
      at += Integer.BYTES;
    }
    if ((length & Short.BYTES) != 0) {
      sum += (short) SHORT.get(array, at) & 0xffff;
      at += Short.BYTES;
    }
    if ((length & 1) != 0) {
      sum += array[at] & 0xff;
    }
    sum = (sum & 0xffff_ffffL) + (sum >>> 32);
    sum = (sum & 0xffff) + (sum >>> 16);
    return Short.reverseBytes((short) fold((int) sum)) & 0xffff;
  }

  /**
   * The sum of the pseudo header that TCP and UDP include (RFC 9293, section 3.1; RFC 768; RFC
   * 8200, section 8.1): the addresses of the IPv4 or IPv6 packet at {@code offset}, the protocol's
   * number, and the length of the protocol's header and payload, at most 65535.
   */
  public static int pseudoHeader(byte[] packet, int offset, int protocol, int length) {
    int addresses =
        IpHeader.version(packet, offset) == IpHeader.V4
            ? sum(packet, offset + Ipv4.SOURCE, 2 * Ipv4.ADDRESS)
            : sum(packet, offset + Ipv6.SOURCE, 2 * Ipv6.ADDRESS);
    return addresses + protocol + length;
  }

  /** Brings added sums back to 16 bits. */
  public static int fold(int sum) {
    int once = (sum & 0xffff) + (sum >>> 16);
    return (once & 0xffff) + (once >>> 16);
  }

  /** The checksum for these added sums. */
  public static int of(int sum) {
    return ~fold(sum) & 0xffff;
  }

  /** Whether added sums that include the checksum say that it is right. */
  public static boolean isValid(int sum) {
    return fold(sum) == VALID;
  }
}
