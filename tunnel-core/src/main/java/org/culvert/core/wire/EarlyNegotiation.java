package org.culvert.core.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a server says in the payload of its reset, before TLS (wire reference 3.5): a list of {@code
 * type u16 | length u16 | value}, of which only the flags are known.
 *
 * @param resendKey the server has forgotten our wrapped key and wants it again
 */
public record EarlyNegotiation(boolean resendKey) {
  /** A server that wants the key again. */
  public static final EarlyNegotiation RESEND_KEY = new EarlyNegotiation(true);

  private static final int FLAGS = 1;
  private static final int RESEND = 1;

  /** Empty when the list is malformed; a type that is not known says nothing. */
  public static Optional<EarlyNegotiation> decode(byte[] payload) {
    ByteBuffer list = ByteBuffer.wrap(payload);
    boolean resend = false;
    while (list.hasRemaining()) {
      if (list.remaining() < 2 * Short.BYTES) {
        return Optional.empty();
      }
      int type = list.getShort() & 0xffff;
      int length = list.getShort() & 0xffff;
      if (length > list.remaining() || (type == FLAGS && length != Short.BYTES)) {
        return Optional.empty();
      }
      if (type == FLAGS) {
        resend |= (list.getShort(list.position()) & RESEND) != 0;
      }
      list.position(list.position() + length);
    }
    return Optional.of(new EarlyNegotiation(resend));
  }

  /** The payload of a reset. */
  public byte[] encode() {
    return resendKey
        ? ByteBuffer.allocate(6)
            .putShort((short) FLAGS)
            .putShort((short) 2)
            .putShort((short) RESEND)
            .array()
        : new byte[0];
  }
}
