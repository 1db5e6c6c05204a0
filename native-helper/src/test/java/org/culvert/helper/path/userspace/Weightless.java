package org.culvert.helper.path.userspace;

import java.security.AlgorithmParameters;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

/**
 * Ciphers that hide nothing and allocate nothing: what is allocated with them is ours. As the JDK's
 * they keep the array of the nonce, and refuse to seal with the same nonce twice; other than those
 * they ask for no copy of the key.
 */
final class Weightless extends Provider {
  private static final long serialVersionUID = 1;
  private static final String NAME = "weightless";

  private Weightless() {
    super(NAME, "1", "for tests");
    for (String transformation : List.of("AES/GCM/NoPadding", "ChaCha20-Poly1305")) {
      putService(
          new Service(this, "Cipher", transformation, Copying.class.getName(), null, null) {
            @Override
            public Object newInstance(Object parameter) {
              return new Copying();
            }
          });
    }
  }

  /** What is made meanwhile uses these ciphers. */
  static void during(Runnable making) {
    Security.insertProviderAt(new Weightless(), 1);
    try {
      making.run();
    } finally {
      Security.removeProvider(NAME);
    }
  }

  private static final class Copying extends CipherSpi {
    private static final int TAG = 16;

    private boolean sealing;
    private byte[] nonce = {};

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
        throws InvalidKeyException {
      sealing = mode == Cipher.ENCRYPT_MODE;
      byte[] next =
          parameters instanceof GCMParameterSpec gcm
              ? gcm.getIV()
              : ((IvParameterSpec) parameters).getIV();
      if (sealing && Arrays.equals(next, nonce)) {
        throw new InvalidKeyException("the nonce of the packet before");
      }
      nonce = next;
    }

    @Override
    protected void engineUpdateAAD(byte[] source, int offset, int length) {}

    @Override
    protected int engineDoFinal(
        byte[] input, int inputOffset, int inputLen, byte[] output, int outputOffset) {
      if (!sealing) {
        System.arraycopy(input, inputOffset, output, outputOffset, inputLen - TAG);
        return inputLen - TAG;
      }
      System.arraycopy(input, inputOffset, output, outputOffset, inputLen);
      Arrays.fill(output, outputOffset + inputLen, outputOffset + inputLen + TAG, (byte) 0);
      return inputLen + TAG;
    }

    @Override
    protected int engineGetBlockSize() {
      return TAG;
    }

    @Override
    protected int engineGetOutputSize(int inputLen) {
      return inputLen + TAG;
    }

    @Override
    protected byte[] engineGetIV() {
      return nonce.clone();
    }

    @Override
    protected void engineSetMode(String mode) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineSetPadding(String padding) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected AlgorithmParameters engineGetParameters() {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(int mode, Key key, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected void engineInit(
        int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineUpdate(byte[] input, int inputOffset, int inputLen) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected int engineUpdate(
        byte[] input, int inputOffset, int inputLen, byte[] output, int outputOffset) {
      throw new UnsupportedOperationException();
    }

    @Override
    protected byte[] engineDoFinal(byte[] input, int inputOffset, int inputLen) {
      throw new UnsupportedOperationException();
    }
  }
}
