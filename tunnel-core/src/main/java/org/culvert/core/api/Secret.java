package org.culvert.core.api;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that must not leak: a password, a token, a private key. Prints as dots, compares by
 * identity, and is wiped by whoever uses it last; after {@link #wipe()} every read fails.
 */
public final class Secret implements AutoCloseable {
  private final byte[] bytes;
  private volatile boolean wiped;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes ownership of {@code bytes}: the caller must not keep or change them. */
  public static Secret owning(byte[] bytes) {
    return new Secret(bytes);
  }

  /** Encodes as UTF-8 and wipes {@code chars}. */
  public static Secret ofChars(char[] chars) {
    ByteBuffer encoded = ByteBuffer.allocate(chars.length * 3);
    var encoder = StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    encoder.encode(CharBuffer.wrap(chars), encoded, true);
    encoder.flush(encoded);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    Arrays.fill(chars, '\0');
    return new Secret(bytes);
  }

  /** For text that already was a string somewhere, such as an inline block of a profile. */
  public static Secret ofText(CharSequence text) {
    char[] chars = new char[text.length()];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = text.charAt(i);
    }
    return ofChars(chars);
  }

  /** A fresh copy; the caller wipes it. */
  public byte[] copyBytes() {
    if (wiped) {
      throw new IllegalStateException("secret was already wiped");
    }
    return bytes.clone();
  }

  /** A second secret with its own life. */
  public Secret copy() {
    return new Secret(copyBytes());
  }

  /** Length in bytes. */
  public int length() {
    return bytes.length;
  }

  /** Overwrites the bytes; doing it twice is fine. */
  public void wipe() {
    wiped = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public void close() {
    wipe();
  }

  @Override
  public String toString() {
    return "•••";
  }
}
