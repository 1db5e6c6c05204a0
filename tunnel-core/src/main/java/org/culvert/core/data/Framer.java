package org.culvert.core.data;

import org.culvert.core.wire.CompressionFraming;

/**
 * Marks packets as not compressed; the layout is in {@link Unframer}. Used by one thread at a time.
 */
final class Framer {
  private static final byte PLAIN = (byte) 0xfa;
  private static final byte PLAIN_SWAPPED = (byte) 0xfb;
  private static final byte ESCAPE = 0x50;

  private final CompressionFraming framing;
  private byte[] framed = {};

  Framer(CompressionFraming framing) {
    this.framing = framing;
  }

  /** Whether a packet goes out as it is. */
  boolean leaves(byte[] packet, int offset, int length) {
    return length == 0
        || framing == CompressionFraming.NONE
        || (!framing.addsByte() && packet[offset] != ESCAPE);
  }

  /** Copies a packet with its mark to {@link #framed()} and returns its length. */
  int frame(byte[] packet, int offset, int length) {
    if (framed.length < length + 2) {
      framed = new byte[length + 2];
    }
    return switch (framing) {
      case LZO -> {
        framed[0] = PLAIN;
        System.arraycopy(packet, offset, framed, 1, length);
        yield length + 1;
      }
      case STUB, LZ4 -> {
        System.arraycopy(packet, offset, framed, 0, length);
        framed[length] = framed[0];
        framed[0] = PLAIN_SWAPPED;
        yield length + 1;
      }
      case NONE, STUB_V2, LZ4_V2 -> {
        framed[0] = ESCAPE;
        framed[1] = 0;
        System.arraycopy(packet, offset, framed, 2, length);
        yield length + 2;
      }
    };
  }

  /** From the last {@link #frame}; overwritten by the next. */
  byte[] framed() {
    return framed;
  }
}
