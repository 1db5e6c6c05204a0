package org.culvert.core.tls.bc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipherImpl;
import org.jspecify.annotations.Nullable;

/** The record cipher ChaCha20-Poly1305 (RFC 7905) by the JDK. */
final class JdkChaCha20Poly1305 implements TlsAEADCipherImpl {
  static final int KEY_LENGTH = 32;
  static final int TAG_LENGTH = 16;

  private final Cipher cipher;
  private final int mode;
  private @Nullable SecretKeySpec key;

  JdkChaCha20Poly1305(boolean encrypting) throws IOException {
    try {
      this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
    this.mode = encrypting ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
  }

  @Override
  public void setKey(byte[] source, int offset, int length) {
    this.key = new SecretKeySpec(source, offset, length, "ChaCha20");
  }

  @Override
  public void init(byte[] nonce, int macSize) throws IOException {
    try {
      cipher.init(mode, key, new IvParameterSpec(nonce));
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  @Override
  public int getOutputSize(int inputLength) {
    return mode == Cipher.ENCRYPT_MODE ? inputLength + TAG_LENGTH : inputLength - TAG_LENGTH;
  }

  @Override
  public int doFinal(
      byte[] additional, byte[] input, int inputOffset, int length, byte[] output, int outputOffset)
      throws IOException {
    try {
      cipher.updateAAD(additional);
      return cipher.doFinal(input, inputOffset, length, output, outputOffset);
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.bad_record_mac, e);
    }
  }
}
