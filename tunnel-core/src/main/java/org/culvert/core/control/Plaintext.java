package org.culvert.core.control;

import java.util.Arrays;

/** Decrypted bytes that wait to be read. Owns them, and wipes those that it lets go. */
final class Plaintext {
  private byte[] bytes = new byte[0];

  /** For reading only. */
  byte[] peek() {
    return bytes;
  }

  /** Takes ownership. */
  void append(byte[] fresh) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + fresh.length);
    System.arraycopy(fresh, 0, joined, bytes.length, fresh.length);
    Arrays.fill(fresh, (byte) 0);
    replace(joined);
  }

  /** Forgets the first {@code count}. */
  void skip(int count) {
    replace(Arrays.copyOfRange(bytes, count, bytes.length));
  }

  /** All of them; the caller's from now on. */
  byte[] take() {
    byte[] taken = bytes;
    bytes = new byte[0];
    return taken;
  }

  void wipe() {
    replace(new byte[0]);
  }

  private void replace(byte[] next) {
    Arrays.fill(bytes, (byte) 0);
    bytes = next;
  }
}
