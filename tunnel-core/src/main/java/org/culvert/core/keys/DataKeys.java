package org.culvert.core.keys;

import java.util.Arrays;

/**
 * The keys of both directions for one key id. Handed to one owner, which closes it as soon as the
 * cipher or the kernel has taken the keys over.
 */
public final class DataKeys implements AutoCloseable {
  /** Bytes of the fixed end of each nonce; the packet id in front makes it twelve. */
  public static final int NONCE_TAIL = 8;

  private final int keyId;
  private final DataCipher cipher;
  private final byte[] sendKey;
  private final byte[] sendNonceTail;
  private final byte[] receiveKey;
  private final byte[] receiveNonceTail;
  private boolean closed;

  /** Takes ownership of the arrays. */
  public DataKeys(
      int keyId,
      DataCipher cipher,
      byte[] sendKey,
      byte[] sendNonceTail,
      byte[] receiveKey,
      byte[] receiveNonceTail) {
    if (keyId < 0 || keyId > 7) {
      throw new IllegalArgumentException("key id " + keyId + " is not within 0 to 7");
    }
    if (sendKey.length != cipher.keyLength() || receiveKey.length != cipher.keyLength()) {
      throw new IllegalArgumentException(
          "a key of " + cipher.openVpnName() + " has " + cipher.keyLength() + " bytes");
    }
    if (sendNonceTail.length != NONCE_TAIL || receiveNonceTail.length != NONCE_TAIL) {
      throw new IllegalArgumentException("the end of a nonce has " + NONCE_TAIL + " bytes");
    }
    this.keyId = keyId;
    this.cipher = cipher;
    this.sendKey = sendKey;
    this.sendNonceTail = sendNonceTail;
    this.receiveKey = receiveKey;
    this.receiveNonceTail = receiveNonceTail;
  }

  /** 0 to 7. */
  public int keyId() {
    return keyId;
  }

  /** What the keys are for. */
  public DataCipher cipher() {
    return cipher;
  }

  /** A copy that the caller wipes. */
  public byte[] sendKey() {
    return copy(sendKey);
  }

  /** Eight bytes; a copy that the caller wipes. */
  public byte[] sendNonceTail() {
    return copy(sendNonceTail);
  }

  /** A copy that the caller wipes. */
  public byte[] receiveKey() {
    return copy(receiveKey);
  }

  /** Eight bytes; a copy that the caller wipes. */
  public byte[] receiveNonceTail() {
    return copy(receiveNonceTail);
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
    Arrays.fill(sendNonceTail, (byte) 0);
    Arrays.fill(receiveKey, (byte) 0);
    Arrays.fill(receiveNonceTail, (byte) 0);
  }
}
