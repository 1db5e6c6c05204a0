package org.culvert.core.profile;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X962Parameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Whether a private key and a public key are two halves of one. */
final class PublicKeys {
  private PublicKeys() {}

  /** Nothing when it cannot be told, because the algorithm is not known here. */
  static Optional<Boolean> belongTogether(PrivateKeyInfo ours, PublicKey theirs) {
    try {
      SubjectPublicKeyInfo there = SubjectPublicKeyInfo.getInstance(theirs.getEncoded());
      ASN1ObjectIdentifier ourKind = ours.getPrivateKeyAlgorithm().getAlgorithm();
      ASN1ObjectIdentifier theirKind = there.getAlgorithm().getAlgorithm();
      if (ourKind.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)
          || theirKind.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
        return Optional.empty();
      }
      if (!ourKind.equals(theirKind)) {
        return Optional.of(false);
      }
      if (ourKind.equals(PKCSObjectIdentifiers.rsaEncryption)) {
        return Optional.of(sameModulus(ours, there));
      }
      if (ourKind.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
        ASN1BitString inside = ECPrivateKey.getInstance(ours.parsePrivateKey()).getPublicKey();
        if (inside != null) {
          return Optional.of(inside.equals(there.getPublicKeyData()));
        }
        if (!namesItsCurve(ours)) {
          // A curve spelled out by a stranger may be made to take forever.
          return Optional.empty();
        }
      }
      return same(PrivateKeyFactory.createKey(ours), PublicKeyFactory.createKey(there));
    } catch (IOException | RuntimeException e) {
      // An algorithm or curve that Bouncy Castle does not know: the handshake will tell.
      return Optional.empty();
    }
  }

  /** Without Bouncy Castle's key objects, which test the modulus for small factors each time. */
  private static boolean sameModulus(PrivateKeyInfo ours, SubjectPublicKeyInfo theirs)
      throws IOException {
    return RSAPrivateKey.getInstance(ours.parsePrivateKey())
        .getModulus()
        .equals(RSAPublicKey.getInstance(theirs.parsePublicKey()).getModulus());
  }

  private static boolean namesItsCurve(PrivateKeyInfo key) {
    return X962Parameters.getInstance(key.getPrivateKeyAlgorithm().getParameters()).isNamedCurve();
  }

  private static Optional<Boolean> same(
      AsymmetricKeyParameter ours, AsymmetricKeyParameter theirs) {
    return switch (ours) {
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
