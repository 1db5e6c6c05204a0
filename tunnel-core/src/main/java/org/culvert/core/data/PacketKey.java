package org.culvert.core.data;

import java.util.Arrays;
import org.culvert.core.keys.DataCipher;

/**
 * A key of an AEAD cipher and what its nonces are made of: each is these twelve bytes, the first
 * eight of them combined with the packet's number. Wiped by any thread.
 */
final class PacketKey {
  private static final int NONCE = 12;

  private final ErasableKey key;
  private final long nonceHead;
  private final int nonceTail;

  /**
   * @param key owned from now on
   * @param nonceEnd the end of each nonce, behind zeros where it is shorter; wiped
   */
  PacketKey(DataCipher cipher, byte[] key, byte[] nonceEnd) {
    this.key = new ErasableKey(ErasableKey.algorithm(cipher), key);
    byte[] nonce = new byte[NONCE];
    System.arraycopy(nonceEnd, 0, nonce, NONCE - nonceEnd.length, nonceEnd.length);
    this.nonceHead = BigEndian.getLong(nonce, 0);
    this.nonceTail = BigEndian.getInt(nonce, Long.BYTES);
    Arrays.fill(nonce, (byte) 0);
    Arrays.fill(nonceEnd, (byte) 0);
  }

  ErasableKey key() {
    return key;
  }

  /** Bytes of every nonce. */
  static int nonceLength() {
    return NONCE;
  }

  void putNonce(long number, byte[] target) {
    BigEndian.putLong(target, 0, nonceHead ^ number);
    BigEndian.putInt(target, Long.BYTES, nonceTail);
  }

  void destroy() {
    key.destroy();
  }
}
