package org.culvert.core.wire;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The eight bytes that name one side of a session; never all zero (wire reference 1.2). */
public record SessionId(long value) {
  /** Bytes on the wire. */
  public static final int LENGTH = 8;

  public SessionId {
    if (value == 0) {
      throw new IllegalArgumentException("a session id is never zero");
    }
  }

  /** A fresh id. */
  public static SessionId random(SecureRandom random) {
    long value;
    do {
      value = random.nextLong();
    } while (value == 0);
    return new SessionId(value);
  }

  /** As on the wire, a fresh array. */
  public byte[] bytes() {
    return ByteBuffer.allocate(LENGTH).putLong(value).array();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(value);
  }
}
