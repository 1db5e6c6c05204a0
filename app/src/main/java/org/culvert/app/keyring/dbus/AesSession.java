package org.culvert.app.keyring.dbus;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.freedesktop.dbus.DBusPath;

/** AES-128 in CBC mode; the parameter is the IV, another one for each secret. */
final class AesSession implements SecretSession {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BLOCK = 16;

  private final DBusPath path;
  private final SecretKey key;

  AesSession(DBusPath path, SecretKey key) {
    this.path = path;
    this.key = key;
  }

  @Override
  public DBusPath path() {
    return path;
  }

  @Override
  public SealedSecret seal(byte[] secret) {
    byte[] iv = new byte[BLOCK];
    RANDOM.nextBytes(iv);
    try {
      byte[] value = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(secret);
      return new SealedSecret(path, iv, value, TYPE);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  @Override
  public byte[] open(SealedSecret sealed) throws UnreadableSecretException {
    try {
      return cipher(Cipher.DECRYPT_MODE, sealed.parameters).doFinal(sealed.value);
    } catch (GeneralSecurityException e) {
      throw new UnreadableSecretException(e);
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    // What Java calls PKCS5 is PKCS7 for blocks of this size.
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(mode, key, new IvParameterSpec(iv));
    return cipher;
  }
}
