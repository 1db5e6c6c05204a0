package org.culvert.core.keys;

import java.util.Arrays;

/**
 * The keys of both directions for one key id. Handed to one owner, which closes it as soon as the
 * cipher or the kernel has taken the keys over.
 */
public final class DataKeys implements AutoCloseable {
  private final int keyId;
  private final DataFormat format;
  private final byte[] sendKey;
  private final byte[] sendHmacPart;
  private final byte[] receiveKey;
  private final byte[] receiveHmacPart;
  private boolean closed;

  /** Takes ownership of the arrays. */
  public DataKeys(
      int keyId,
      DataFormat format,
      byte[] sendKey,
      byte[] sendHmacPart,
      byte[] receiveKey,
      byte[] receiveHmacPart) {
    if (keyId < 0 || keyId > 7) {
      throw new IllegalArgumentException("key id " + keyId + " is not within 0 to 7");
    }
    if (sendKey.length != format.cipherPart() || receiveKey.length != format.cipherPart()) {
      throw new IllegalArgumentException(
          "a key of " + format.shown() + " has " + format.cipherPart() + " bytes");
    }
    if (sendHmacPart.length != format.hmacPart() || receiveHmacPart.length != format.hmacPart()) {
      throw new IllegalArgumentException(
          "the hmac part of " + format.shown() + " has " + format.hmacPart() + " bytes");
    }
    this.keyId = keyId;
    this.format = format;
    this.sendKey = sendKey;
    this.sendHmacPart = sendHmacPart;
    this.receiveKey = receiveKey;
    this.receiveHmacPart = receiveHmacPart;
  }

  /** 0 to 7. */
  public int keyId() {
    return keyId;
  }

  /** What the keys are for. */
  public DataFormat format() {
    return format;
  }

  /** A copy that the caller wipes. */
  public byte[] sendKey() {
    return copy(sendKey);
  }

  /** The key of the HMAC or the fixed end of the nonces; a copy that the caller wipes. */
  public byte[] sendHmacPart() {
    return copy(sendHmacPart);
  }

  /** A copy that the caller wipes. */
  public byte[] receiveKey() {
    return copy(receiveKey);
  }

  /** The key of the HMAC or the fixed end of the nonces; a copy that the caller wipes. */
  public byte[] receiveHmacPart() {
    return copy(receiveHmacPart);
  }

  private byte[] copy(byte[] bytes) {
    if (closed) {
      throw new IllegalStateException("data keys were already wiped");
    }
    return bytes.clone();
  }

  /** Wipes them; twice is fine. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(sendKey, (byte) 0);
    Arrays.fill(sendHmacPart, (byte) 0);
    Arrays.fill(receiveKey, (byte) 0);
    Arrays.fill(receiveHmacPart, (byte) 0);
  }
}
