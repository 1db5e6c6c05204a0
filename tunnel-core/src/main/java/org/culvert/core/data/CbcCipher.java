package org.culvert.core.data;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataFormat;

/**
 * A CBC cipher with its HMAC for one direction. Used by one thread at a time, except for {@link
 * #destroy()}.
 *
 * <p>The cipher is made ready once, with an IV of zeros, and never again: a block in front of the
 * data takes the place of the IV. Encrypted, it is the IV that travels; on the other side it is
 * decrypted with the rest and thrown away.
 */
final class CbcCipher {
  private final Cipher cipher;
  private final Mac mac;
  private final int block;
  private final int macLength;
  private final ErasableKey key;
  private final ErasableKey macKey;
  private final byte[] code;

  /**
   * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
   * @param key owned from now on, as is {@code macKey}
   */
  CbcCipher(int mode, DataFormat format, byte[] key, byte[] macKey) {
    DataDigest digest = format.digest().orElseThrow();
    boolean blowfish = format.cipher() == DataCipher.BF_CBC;
    String algorithm = blowfish ? "Blowfish" : "AES";
    this.block = format.cipher().blockLength();
    this.macLength = digest.length();
    this.code = new byte[macLength];
    this.key = new ErasableKey(algorithm, key);
    this.macKey = new ErasableKey(digest.algorithm(), macKey);
    try {
      this.cipher = Cipher.getInstance(algorithm + "/CBC/NoPadding");
      cipher.init(mode, this.key, new IvParameterSpec(new byte[block]));
      this.mac = Mac.getInstance(digest.algorithm());
      mac.init(this.macKey);
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("not a key of " + format.shown(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime does not offer " + format.shown(), e);
    }
  }

  /** Length of a block in bytes. */
  int block() {
    return block;
  }

  /** Length of the authentication code in bytes. */
  int macLength() {
    return macLength;
  }

  /** Whole blocks from one array to another. */
  void process(byte[] source, int offset, int length, byte[] target, int targetOffset)
      throws GeneralSecurityException {
    cipher.doFinal(source, offset, length, target, targetOffset);
  }

  /** Writes the code of some bytes. */
  void authenticate(byte[] bytes, int offset, int length, byte[] target, int targetOffset)
      throws GeneralSecurityException {
    mac.update(bytes, offset, length);
    mac.doFinal(target, targetOffset);
  }

  /** Whether the code that lies at {@code codeAt} is that of some bytes; in constant time. */
  boolean isAuthentic(byte[] bytes, int offset, int length, int codeAt)
      throws GeneralSecurityException {
    authenticate(bytes, offset, length, code, 0);
    int difference = 0;
    for (int i = 0; i < macLength; i++) {
      difference |= code[i] ^ bytes[codeAt + i];
    }
    return difference == 0;
  }

  /** Whether the keys were wiped. */
  boolean isDestroyed() {
    return key.isDestroyed();
  }

  void destroy() {
    key.destroy();
    macKey.destroy();
  }
}
