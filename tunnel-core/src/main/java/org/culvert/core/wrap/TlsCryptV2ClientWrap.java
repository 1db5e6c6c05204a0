package org.culvert.core.wrap;

import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;

/**
 * tls-crypt with a key of our own, which the server learns from its wrapped form behind our reset,
 * and behind our second message when it asks for that (wire reference 3.5). The form is neither
 * encrypted nor authenticated by us: it is already.
 */
final class TlsCryptV2ClientWrap implements ControlWrap {
  /** Says that we can repeat the wrapped key: the top byte of our packet ids is 0x0F. */
  static final long FIRST_ID = 0x0f00_0001L;

  private final TlsCryptWrap inner;
  private final byte[] wrappedKey;

  /** Owns {@code wrappedKey}. */
  TlsCryptV2ClientWrap(byte[] key, byte[] wrappedKey, long epochSeconds) {
    this.inner = new TlsCryptWrap(key, Role.CLIENT, FIRST_ID, epochSeconds);
    this.wrappedKey = wrappedKey;
  }

  @Override
  public byte[] wrap(ControlPacket packet) {
    byte[] datagram = inner.wrap(packet);
    if (packet.opcode() != Opcode.CONTROL_HARD_RESET_CLIENT_V3
        && packet.opcode() != Opcode.CONTROL_WKC_V1) {
      return datagram;
    }
    byte[] longer = Arrays.copyOf(datagram, datagram.length + wrappedKey.length);
    System.arraycopy(wrappedKey, 0, longer, datagram.length, wrappedKey.length);
    return longer;
  }

  @Override
  public Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length) {
    return inner.unwrap(datagram, offset, length);
  }

  @Override
  public int overhead() {
    return inner.overhead();
  }

  @Override
  public Opcode clientReset() {
    return Opcode.CONTROL_HARD_RESET_CLIENT_V3;
  }

  @Override
  public int introduction() {
    return wrappedKey.length;
  }
}
