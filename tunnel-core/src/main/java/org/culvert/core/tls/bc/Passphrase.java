package org.culvert.core.tls.bc;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.culvert.core.api.Secret;

/**
 * A passphrase in the forms that keys are derived from; the caller wipes it.
 *
 * @param utf8 for everything but PKCS#12's own schemes
 * @param wide for these: UTF-16 in big endian order with a zero at the end (RFC 7292, B.1)
 */
// Lives while a key is opened; nothing compares it.
@SuppressWarnings("ArrayRecordComponent")
record Passphrase(byte[] utf8, byte[] wide) implements AutoCloseable {
  /** What a passphrase may mean: an empty one is written with the zero, or without. */
  static List<Passphrase> meanings(Secret passphrase) {
    byte[] utf8 = passphrase.copyBytes();
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    byte[] wide = new byte[2 * (text.remaining() + 1)];
    ByteBuffer.wrap(wide).asCharBuffer().put(text.duplicate());
    Arrays.fill(text.array(), '\0');
    Passphrase usual = new Passphrase(utf8, wide);
    return utf8.length > 0
        ? List.of(usual)
        : List.of(usual, new Passphrase(new byte[0], new byte[0]));
  }

  @Override
  public void close() {
    Arrays.fill(utf8, (byte) 0);
    Arrays.fill(wide, (byte) 0);
  }

  @Override
  public String toString() {
    return "•••";
  }
}
