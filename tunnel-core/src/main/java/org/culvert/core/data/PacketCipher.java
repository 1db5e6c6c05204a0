package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import org.culvert.core.keys.DataCipher;

/**
 * A cipher with its key for one direction, made ready for each packet by the packet id, which is
 * the first third of the nonce. Used by one thread at a time, except for {@link #destroy()}.
 */
final class PacketCipher {
  /** Bytes of the authentication tag, for all ciphers. */
  static final int TAG = 16;

  private static final int TAG_BITS = 8 * TAG;
  private static final int NONCE = 12;

  private final int mode;
  private final boolean gcm;
  private final Cipher cipher;
  private final ErasableKey key;
  private final byte[] nonce = new byte[NONCE];

  /**
   * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   * @param key owned from now on
   * @param nonceTail copied and wiped
   */
  PacketCipher(int mode, DataCipher cipher, byte[] key, byte[] nonceTail) {
    this.mode = mode;
    this.gcm = cipher.isGcm();
    this.key = new ErasableKey(gcm ? "AES" : "ChaCha20", key);
    System.arraycopy(nonceTail, 0, nonce, NONCE - nonceTail.length, nonceTail.length);
    Arrays.fill(nonceTail, (byte) 0);
    String transformation = gcm ? "AES/GCM/NoPadding" : "ChaCha20-Poly1305";
    try {
      this.cipher = Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime offers no " + transformation, e);
    }
  }

  /**
   * Seals or opens one packet. As everywhere in Java, the tag follows the ciphertext.
   *
   * @param aad holds the additional data, {@code aadLength} bytes from {@code aadOffset}
   * @return bytes written to the target
   * @throws GeneralSecurityException above all when a packet to be opened is not authentic
   * @throws IllegalStateException when the key was destroyed
   */
  int process(
      int packetId,
      byte[] aad,
      int aadOffset,
      int aadLength,
      byte[] source,
      int offset,
      int length,
      byte[] target,
      int targetOffset)
      throws GeneralSecurityException {
    BigEndian.putInt(nonce, 0, packetId);
    cipher.init(mode, key, parameters());
    cipher.updateAAD(aad, aadOffset, aadLength);
    return cipher.doFinal(source, offset, length, target, targetOffset);
  }

  /** The one object per packet that the interface of the JDK asks for; it copies the nonce. */
  private AlgorithmParameterSpec parameters() {
    return gcm ? new GCMParameterSpec(TAG_BITS, nonce) : new IvParameterSpec(nonce);
  }

  /** Wipes the key, from any thread; a packet in work may still be finished. */
  void destroy() {
    key.destroy();
  }
}
