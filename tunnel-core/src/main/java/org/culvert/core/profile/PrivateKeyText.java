package org.culvert.core.profile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The three PEM forms of an unencrypted private key as one. Reads the ASN.1 itself: Bouncy Castle's
 * PEM reader loads hundreds of classes, which would be most of a first connect's time.
 */
final class PrivateKeyText {
  private PrivateKeyText() {}

  /** Nothing when it cannot be read. */
  static Optional<PrivateKeyInfo> open(PemText.Section section) {
    byte[] der = new byte[0];
    try {
      der = section.bytes();
      PrivateKeyInfo info =
          switch (section.type()) {
            case "RSA PRIVATE KEY" ->
                new PrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                    RSAPrivateKey.getInstance(der));
            case "EC PRIVATE KEY" -> {
              ECPrivateKey key = ECPrivateKey.getInstance(der);
              yield new PrivateKeyInfo(
                  new AlgorithmIdentifier(
                      X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                  key);
            }
            default -> PrivateKeyInfo.getInstance(der);
          };
      // Reads what is inside as well: damage there would show only in the handshake.
      info.parsePrivateKey();
      return Optional.of(info);
    } catch (IOException | RuntimeException e) {
      // Bouncy Castle throws many unchecked kinds for damaged input; its messages may quote it.
      return Optional.empty();
    } finally {
      Arrays.fill(der, (byte) 0);
    }
  }
}
