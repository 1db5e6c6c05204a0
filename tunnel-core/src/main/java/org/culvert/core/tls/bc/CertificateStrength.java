package org.culvert.core.tls.bc;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Locale;
import java.util.OptionalInt;
import org.bouncycastle.tls.AlertDescription;
import org.culvert.core.tls.TlsFailure;

/**
 * {@code tls-cert-profile}. What the JDK forbids for every chain (MD5, RSA below 1024 bits) is not
 * listed here; its validator refuses it.
 */
enum CertificateStrength {
  /** Whatever the JDK still takes. */
  INSECURE("insecure", 1024, true),
  /** The default: SHA-1 and newer, RSA from 2048 bits. */
  LEGACY("legacy", 2048, true),
  /** SHA-2 and newer, RSA from 2048 bits. */
  PREFERRED("preferred", 2048, false),
  /** ECDSA on P-256 or P-384 with SHA-256 or SHA-384. */
  SUITE_B("suiteb", Integer.MAX_VALUE, false);

  private final String word;
  private final int smallestRsa;
  private final boolean sha1;

  CertificateStrength(String word, int smallestRsa, boolean sha1) {
    this.word = word;
    this.smallestRsa = smallestRsa;
    this.sha1 = sha1;
  }

  /**
   * @param level 0 to 3 in the order of the constants; empty for the default
   */
  static CertificateStrength ofLevel(OptionalInt level) {
    return switch (level.orElse(1)) {
      case 0 -> INSECURE;
      case 1 -> LEGACY;
      case 2 -> PREFERRED;
      default -> SUITE_B;
    };
  }

  /**
   * @param selfSigned an anchor's own signature proves nothing, so how it was made does not matter
   */
  void check(X509Certificate certificate, boolean selfSigned) throws PeerRejected {
    PublicKey key = certificate.getPublicKey();
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < smallestRsa) {
      throw weak(certificate, "a " + rsa.getModulus().bitLength() + "-bit RSA key");
    }
    if (this == SUITE_B && !isSuiteB(key)) {
      throw weak(certificate, "a key that is not P-256 or P-384");
    }
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    if (!sha1 && !selfSigned && (signature.contains("SHA1") || signature.contains("MD5"))) {
      throw weak(certificate, "a signature with " + certificate.getSigAlgName());
    }
  }

  private static boolean isSuiteB(PublicKey key) {
    if (!(key instanceof ECPublicKey ec)) {
      return false;
    }
    int size = ec.getParams().getOrder().bitLength();
    return size == 256 || size == 384;
  }

  private PeerRejected weak(X509Certificate certificate, String what) {
    return new PeerRejected(
        new TlsFailure.Protocol(
            "the certificate "
                + SubjectName.of(certificate).text()
                + " has "
                + what
                + ", which tls-cert-profile "
                + word
                + " does not accept"),
        AlertDescription.bad_certificate);
  }
}
