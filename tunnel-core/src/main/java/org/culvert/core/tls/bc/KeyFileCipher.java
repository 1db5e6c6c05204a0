package org.culvert.core.tls.bc;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.RC2ParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;

/**
 * A cipher that key files are locked with; all but RC4 in CBC mode.
 *
 * @param ivBytes 0 for one that has no IV
 */
record KeyFileCipher(Kind kind, int keyBytes, int ivBytes) {
  /** By the JDK's name. */
  enum Kind {
    DES("DES"),
    TRIPLE_DES("DESede"),
    RC2("RC2"),
    RC4("ARCFOUR"),
    AES("AES");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  private static final int DES_BYTES = 8;

  static KeyFileCipher des() {
    return new KeyFileCipher(Kind.DES, DES_BYTES, DES_BYTES);
  }

  static KeyFileCipher tripleDes() {
    return new KeyFileCipher(Kind.TRIPLE_DES, 3 * DES_BYTES, DES_BYTES);
  }

  /** Whose third key is the first again. */
  static KeyFileCipher twoKeyTripleDes() {
    return new KeyFileCipher(Kind.TRIPLE_DES, 2 * DES_BYTES, DES_BYTES);
  }

  static KeyFileCipher rc2(int keyBytes) {
    return new KeyFileCipher(Kind.RC2, keyBytes, 8);
  }

  static KeyFileCipher rc4(int keyBytes) {
    return new KeyFileCipher(Kind.RC4, keyBytes, 0);
  }

  static KeyFileCipher aes(int keyBytes) {
    return new KeyFileCipher(Kind.AES, keyBytes, 16);
  }

  /** Wipes {@code key}. */
  byte[] decrypt(byte[] key, byte[] iv, byte[] content, KeyFileLimits limits)
      throws WrongPassphraseException, TlsSetupException {
    byte[] whole = kind == Kind.TRIPLE_DES ? Arrays.copyOf(key, 3 * DES_BYTES) : key.clone();
    if (whole.length > key.length) {
      System.arraycopy(key, 0, whole, key.length, DES_BYTES);
    }
    try {
      SecretKeySpec used = new SecretKeySpec(whole, kind.text);
      if (kind == Kind.RC4) {
        Cipher cipher = Cipher.getInstance(kind.text);
        cipher.init(Cipher.DECRYPT_MODE, used);
        return cipher.doFinal(content);
      }
      AlgorithmParameterSpec parameters =
          kind == Kind.RC2 ? new RC2ParameterSpec(keyBytes * 8, iv) : new IvParameterSpec(iv);
      Cipher cipher = Cipher.getInstance(kind.text + "/CBC/PKCS5Padding");
      cipher.init(Cipher.DECRYPT_MODE, used, parameters);
      return cipher.doFinal(content);
    } catch (BadPaddingException e) {
      throw new WrongPassphraseException();
    } catch (IllegalBlockSizeException e) {
      throw limits.unusable("it is cut off");
    } catch (GeneralSecurityException e) {
      throw limits.unusable("its encryption cannot be used");
    } finally {
      Arrays.fill(whole, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }
}
