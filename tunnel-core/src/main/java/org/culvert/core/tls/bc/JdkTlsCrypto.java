package org.culvert.core.tls.bc;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Locale;
import org.bouncycastle.jcajce.io.OutputStreamFactory;
import org.bouncycastle.jcajce.util.DefaultJcaJceHelper;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.EncryptionAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.impl.TlsAEADCipher;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.jspecify.annotations.Nullable;

/**
 * TLS cryptography by the JDK's own providers, which have the processor's instructions behind them.
 * Bouncy Castle's names differ from the JDK's for RSA-PSS and ChaCha20-Poly1305; both are mapped
 * here, so that its provider is never loaded.
 */
final class JdkTlsCrypto extends JcaTlsCrypto {
  private static final String PSS_SUFFIX = "WITHRSAANDMGF1";

  /** One source for keys and nonces: the operating system's, which needs no slow seeding. */
  JdkTlsCrypto(SecureRandom random) {
    super(new DefaultJcaJceHelper(), random, random);
  }

  @Override
  public TlsCipher createCipher(
      TlsCryptoParameters parameters, int encryptionAlgorithm, int macAlgorithm)
      throws IOException {
    if (encryptionAlgorithm != EncryptionAlgorithm.CHACHA20_POLY1305) {
      return super.createCipher(parameters, encryptionAlgorithm, macAlgorithm);
    }
    return new TlsAEADCipher(
        parameters,
        new JdkChaCha20Poly1305(true),
        new JdkChaCha20Poly1305(false),
        JdkChaCha20Poly1305.KEY_LENGTH,
        JdkChaCha20Poly1305.TAG_LENGTH,
        TlsAEADCipher.AEAD_CHACHA20_POLY1305,
        null);
  }

  // What the JDK has is known; trying each algorithm out would cost tens of milliseconds at start.
  @Override
  protected Boolean isSupportedEncryptionAlgorithm(int encryptionAlgorithm) {
    return switch (encryptionAlgorithm) {
      case EncryptionAlgorithm.AES_128_GCM,
          EncryptionAlgorithm.AES_256_GCM,
          EncryptionAlgorithm.AES_128_CBC,
          EncryptionAlgorithm.AES_256_CBC,
          EncryptionAlgorithm.CHACHA20_POLY1305 ->
          true;
      default -> false;
    };
  }

  @Override
  protected @Nullable Boolean isSupportedNamedGroup(int namedGroup) {
    return switch (namedGroup) {
      case NamedGroup.x25519,
          NamedGroup.x448,
          NamedGroup.secp256r1,
          NamedGroup.secp384r1,
          NamedGroup.secp521r1,
          NamedGroup.ffdhe2048,
          NamedGroup.ffdhe3072,
          NamedGroup.ffdhe4096 ->
          true;
      default -> false;
    };
  }

  @Override
  protected TlsStreamSigner createStreamSigner(
      String algorithm, @Nullable AlgorithmParameterSpec parameter, PrivateKey key, boolean random)
      throws IOException {
    try {
      Signature signature = signature(algorithm, parameter);
      signature.initSign(key, getSecureRandom());
      return new StreamSigner(signature, OutputStreamFactory.createStream(signature));
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  @Override
  protected TlsStreamVerifier createStreamVerifier(
      String algorithm, @Nullable AlgorithmParameterSpec parameter, byte[] expected, PublicKey key)
      throws IOException {
    StreamVerifier verifier = verifier(algorithm, parameter, key);
    return new TlsStreamVerifier() {
      @Override
      public OutputStream getOutputStream() {
        return verifier.getOutputStream();
      }

      @Override
      public boolean isVerified() throws IOException {
        return verifier.verifySignature(expected);
      }
    };
  }

  @Override
  protected Tls13Verifier createTls13Verifier(
      String algorithm, @Nullable AlgorithmParameterSpec parameter, PublicKey key)
      throws IOException {
    return verifier(algorithm, parameter, key);
  }

  private static StreamVerifier verifier(
      String algorithm, @Nullable AlgorithmParameterSpec parameter, PublicKey key)
      throws IOException {
    try {
      Signature signature = signature(algorithm, parameter);
      signature.initVerify(key);
      return new StreamVerifier(signature, OutputStreamFactory.createStream(signature));
    } catch (GeneralSecurityException e) {
      throw new TlsFatalAlert(AlertDescription.internal_error, e);
    }
  }

  /** The JDK knows RSA-PSS by one name and takes the hash from the parameter. */
  private static Signature signature(String algorithm, @Nullable AlgorithmParameterSpec parameter)
      throws GeneralSecurityException {
    boolean pss = algorithm.toUpperCase(Locale.ROOT).endsWith(PSS_SUFFIX);
    Signature signature = Signature.getInstance(pss ? "RSASSA-PSS" : algorithm);
    if (parameter != null) {
      signature.setParameter(parameter);
    }
    return signature;
  }

  private record StreamSigner(Signature signature, OutputStream output) implements TlsStreamSigner {
    @Override
    public OutputStream getOutputStream() {
      return output;
    }

    @Override
    public byte[] getSignature() throws IOException {
      try {
        return signature.sign();
      } catch (SignatureException e) {
        throw new TlsFatalAlert(AlertDescription.internal_error, e);
      }
    }
  }

  private record StreamVerifier(Signature signature, OutputStream output) implements Tls13Verifier {
    @Override
    public OutputStream getOutputStream() {
      return output;
    }

    @Override
    public boolean verifySignature(byte[] expected) throws IOException {
      try {
        return signature.verify(expected);
      } catch (SignatureException _) {
        return false; // malformed is as good as wrong
      }
    }
  }
}
