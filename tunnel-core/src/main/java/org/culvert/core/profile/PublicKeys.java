package org.culvert.core.profile;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Whether a private key and a public key are two halves of one. */
final class PublicKeys {
  private PublicKeys() {}

  /** Nothing when it cannot be told, because the algorithm is not known here. */
  static Optional<Boolean> belongTogether(PrivateKeyInfo ours, PublicKey theirs) {
    try {
      AsymmetricKeyParameter there =
          PublicKeyFactory.createKey(SubjectPublicKeyInfo.getInstance(theirs.getEncoded()));
      return same(PrivateKeyFactory.createKey(ours), there);
    } catch (IOException | RuntimeException e) {
      // An algorithm or curve that Bouncy Castle does not know: the handshake will tell.
      return Optional.empty();
    }
  }

  private static Optional<Boolean> same(
      AsymmetricKeyParameter ours, AsymmetricKeyParameter theirs) {
    return switch (ours) {
      case RSAPrivateCrtKeyParameters rsa ->
          Optional.of(
              theirs instanceof RSAKeyParameters other
                  && other.getModulus().equals(rsa.getModulus())
                  && other.getExponent().equals(rsa.getPublicExponent()));
      case ECPrivateKeyParameters ec ->
          Optional.of(
              theirs instanceof ECPublicKeyParameters other
                  && ec.getParameters().getCurve().equals(other.getParameters().getCurve())
                  && ec.getParameters().getG().multiply(ec.getD()).equals(other.getQ()));
      case Ed25519PrivateKeyParameters ed ->
          Optional.of(
              theirs instanceof Ed25519PublicKeyParameters other
                  && Arrays.equals(ed.generatePublicKey().getEncoded(), other.getEncoded()));
      case Ed448PrivateKeyParameters ed ->
          Optional.of(
              theirs instanceof Ed448PublicKeyParameters other
                  && Arrays.equals(ed.generatePublicKey().getEncoded(), other.getEncoded()));
      default -> Optional.empty();
    };
  }
}
