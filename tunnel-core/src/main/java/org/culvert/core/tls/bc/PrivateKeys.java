package org.culvert.core.tls.bc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.culvert.core.api.Secret;
import org.culvert.core.tls.TlsSetupException;

/** Reads our private key: PKCS#8, or the older forms for RSA (PKCS#1) and EC (SEC 1). */
final class PrivateKeys {
  private PrivateKeys() {}

  static PrivateKey read(Secret pem) throws TlsSetupException {
    byte[] text = pem.copyBytes();
    try {
      List<Pem.Block> blocks = Pem.blocks(text);
      try {
        for (Pem.Block block : blocks) {
          if (block.encrypted() || block.label().equals("ENCRYPTED PRIVATE KEY")) {
            throw Certificates.unusable("key", "it is locked with a passphrase", null);
          }
          if (block.label().endsWith("PRIVATE KEY")) {
            return parse(block);
          }
        }
      } finally {
        blocks.forEach(block -> Arrays.fill(block.der(), (byte) 0));
      }
      throw Certificates.unusable("key", "it holds no private key", null);
    } catch (IOException | IllegalArgumentException | GeneralSecurityException e) {
      // The cause may quote what it could not parse, so it goes no further.
      throw Certificates.unusable("key", "it cannot be read as a private key", null);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static PrivateKey parse(Pem.Block block) throws IOException, GeneralSecurityException {
    PrivateKeyInfo info =
        switch (block.label()) {
          case "PRIVATE KEY" -> PrivateKeyInfo.getInstance(block.der());
          case "RSA PRIVATE KEY" ->
              new PrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                  ASN1Primitive.fromByteArray(block.der()));
          case "EC PRIVATE KEY" -> {
            ECPrivateKey key = ECPrivateKey.getInstance(block.der());
            yield new PrivateKeyInfo(
                new AlgorithmIdentifier(
                    X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                key);
          }
          default -> throw new IllegalArgumentException("not a kind of key for TLS");
        };
    byte[] encoded = info.getEncoded();
    try {
      return KeyFactory.getInstance(algorithm(info.getPrivateKeyAlgorithm().getAlgorithm()))
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static String algorithm(ASN1ObjectIdentifier oid) {
    if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      return "RSA";
    }
    if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return "RSASSA-PSS";
    }
    if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return "EC";
    }
    if (oid.equals(EdECObjectIdentifiers.id_Ed25519)
        || oid.equals(EdECObjectIdentifiers.id_Ed448)) {
      return "EdDSA";
    }
    throw new IllegalArgumentException("unknown key algorithm " + oid);
  }

  /**
   * Whether the two are halves of one pair: RSA's share their modulus, of others a signature tells.
   */
  static boolean belongTogether(PrivateKey privateKey, PublicKey publicKey) {
    if (privateKey instanceof RSAKey ours && publicKey instanceof RSAKey theirs) {
      // A signature takes longer than all the rest of a connection's preparation.
      return ours.getModulus().equals(theirs.getModulus());
    }
    String algorithm =
        switch (publicKey.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "EdDSA", "Ed25519", "Ed448" -> "EdDSA";
          default -> publicKey.getAlgorithm();
        };
    byte[] message = {'c', 'u', 'l', 'v', 'e', 'r', 't'};
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(privateKey);
      signer.update(message);
      byte[] signature = signer.sign();
      signer.initVerify(publicKey);
      signer.update(message);
      return signer.verify(signature);
    } catch (GeneralSecurityException _) {
      return false;
    }
  }
}
