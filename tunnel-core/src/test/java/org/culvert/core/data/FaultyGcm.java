package org.culvert.core.data;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.CipherSpi;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/** The JDK's AES-GCM with one fault. */
final class FaultyGcm extends CipherSpi {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  /** What it does wrong. */
  enum Fault {
    NONE,
    /** One bit of what it writes is another. */
    WRONG_BYTES,
    /** It writes a byte behind its result. */
    SPILLS,
    /** It does not look at the tag. */
    ANY_TAG,
    /** It does not look at the additional data. */
    NO_HEADER,
    /** After a refused packet it takes any key for the one that it had. */
    FORMER_KEY,
    CRASHES,
    ERRS,
    UNLINKED
  }

  private final Fault fault;
  private final Cipher inner;
  private boolean opens;
  private boolean refused;
  private @Nullable Key former;

  private final Consumer<Key> keys;

  private FaultyGcm(Fault fault, Consumer<Key> keys) throws GeneralSecurityException {
    this.fault = fault;
    this.keys = keys;
    this.inner = Cipher.getInstance(TRANSFORMATION);
  }

  /** A provider of nothing else. */
  static Provider provider(Fault fault) {
    return new OneCipher(fault, _ -> {});
  }

  /** One without a fault that tells with which keys it is begun. */
  static Provider telling(Consumer<Key> keys) {
    return new OneCipher(Fault.NONE, keys);
  }

  private static final class OneCipher extends Provider {
    private static final long serialVersionUID = 1L;

    OneCipher(Fault fault, Consumer<Key> keys) {
      super("Faulty", "1", "for tests");
      putService(
          new Service(
              this, "Cipher", TRANSFORMATION, FaultyGcm.class.getName(), List.of(), Map.of()) {
            @Override
            public Object newInstance(Object parameter) {
              try {
                return new FaultyGcm(fault, keys);
              } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
              }
            }
          });
    }
  }

  @Override
  protected void engineSetMode(String mode) {}

  @Override
  protected void engineSetPadding(String padding) {}

  @Override
  protected int engineGetBlockSize() {
    return inner.getBlockSize();
  }

  @Override
  protected int engineGetOutputSize(int length) {
    return inner.getOutputSize(length);
  }

  @Override
  protected byte[] engineGetIV() {
    return inner.getIV();
  }

  @Override
  protected AlgorithmParameters engineGetParameters() {
    return inner.getParameters();
  }

  @Override
  protected void engineInit(int mode, Key key, SecureRandom random) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void engineInit(int mode, Key key, AlgorithmParameters given, SecureRandom random) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void engineInit(
      int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random)
      throws InvalidKeyException, InvalidAlgorithmParameterException {
    if (fault == Fault.UNLINKED) {
      throw new UnsatisfiedLinkError("encryptInit");
    }
    opens = mode == Cipher.DECRYPT_MODE;
    keys.accept(key);
    if (fault != Fault.FORMER_KEY || !refused || former == null) {
      former = key;
    }
    inner.init(mode, former, parameters);
  }

  @Override
  protected void engineUpdateAAD(byte[] data, int offset, int length) {
    if (fault != Fault.NO_HEADER) {
      inner.updateAAD(data, offset, length);
    }
  }

  @Override
  protected byte[] engineUpdate(byte[] input, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected int engineUpdate(
      byte[] input, int offset, int length, byte[] output, int outputOffset) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected byte[] engineDoFinal(byte[] input, int offset, int length)
      throws IllegalBlockSizeException, BadPaddingException {
    return inner.doFinal(input, offset, length);
  }

  @Override
  protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int outputOffset)
      throws ShortBufferException, IllegalBlockSizeException, BadPaddingException {
    try {
      int count = inner.doFinal(input, offset, length, output, outputOffset);
      switch (fault) {
        case WRONG_BYTES -> output[outputOffset] ^= 1;
        case SPILLS -> output[outputOffset + count] ^= 1;
        case ERRS -> throw new Error("failed to lock byte array");
        case CRASHES -> throw new ArrayIndexOutOfBoundsException("native");
        case NONE, ANY_TAG, NO_HEADER, FORMER_KEY, UNLINKED -> {}
      }
      return count;
    } catch (BadPaddingException e) {
      refused = true;
      if (fault == Fault.ANY_TAG && opens) {
        Arrays.fill(output, outputOffset, outputOffset + length - PacketCipher.TAG, (byte) 1);
        return length - PacketCipher.TAG;
      }
      throw e;
    }
  }
}
