package org.culvert.helper.linux.echo;

import java.nio.ByteBuffer;
import java.util.OptionalInt;
import org.culvert.helper.ip.Checksum;

/**
 * Echo requests and their answers (RFC 792, RFC 4443 section 4), with eight bytes inside by which
 * ours are known.
 *
 * <pre>
 * | type 1 | code 1 | checksum 2 | identifier 2 | number 2 | mark 8 |
 * </pre>
 */
final class EchoMessage {
  static final int LENGTH = 16;

  private static final int REQUEST_4 = 8;
  private static final int ANSWER_4 = 0;
  private static final int REQUEST_6 = 128;
  private static final int ANSWER_6 = 129;
  private static final int CHECKSUM = 2;
  private static final int IDENTIFIER = 4;
  private static final int NUMBER = 6;
  private static final int MARK = 8;

  private EchoMessage() {}

  /** A request. The kernel makes the checksum of ICMPv6, which includes addresses, by itself. */
  static byte[] request(boolean ipv6, int number, long mark) {
    byte[] message = new byte[LENGTH];
    ByteBuffer.wrap(message)
        .put(0, (byte) (ipv6 ? REQUEST_6 : REQUEST_4))
        .putShort(IDENTIFIER, (short) mark)
        .putShort(NUMBER, (short) number)
        .putLong(MARK, mark);
    if (!ipv6) {
      int sum = Checksum.of(Checksum.sum(message, 0, LENGTH));
      ByteBuffer.wrap(message).putShort(CHECKSUM, (short) sum);
    }
    return message;
  }

  /**
   * The number in an answer to one of ours; empty for anything else.
   *
   * @param behindHeader whether the header of IPv4 may lead it
   */
  static OptionalInt answered(
      byte[] received, int length, boolean ipv6, boolean behindHeader, long mark) {
    int start = behindHeader && length > 0 ? (received[0] & 0xf) * Integer.BYTES : 0;
    if (length - start < LENGTH) {
      return OptionalInt.empty();
    }
    ByteBuffer message = ByteBuffer.wrap(received, start, LENGTH).slice();
    boolean ours =
        message.get(0) == (byte) (ipv6 ? ANSWER_6 : ANSWER_4) && message.getLong(MARK) == mark;
    return ours
        ? OptionalInt.of(Short.toUnsignedInt(message.getShort(NUMBER)))
        : OptionalInt.empty();
  }
}
