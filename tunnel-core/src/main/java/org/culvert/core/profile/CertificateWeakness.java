package org.culvert.core.profile;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What makes a certificate one that can be forged with enough effort. */
final class CertificateWeakness {
  private static final int SMALLEST_RSA = 2048;
  private static final int SMALLEST_EC = 224;

  private CertificateWeakness() {}

  /** Words that fit behind "has"; empty when there is nothing to say. */
  static Optional<String> of(X509Certificate certificate) {
    List<String> found = new ArrayList<>();
    size(certificate.getPublicKey()).ifPresent(found::add);
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    // Nobody relies on the signature of a certificate that vouches for itself.
    boolean anchor =
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    if (!anchor && (signature.contains("SHA1") || signature.contains("MD5"))) {
      found.add("a signature with " + (signature.contains("MD5") ? "MD5" : "SHA-1"));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", found));
  }

  private static Optional<String> size(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < SMALLEST_RSA ->
          Optional.of("an RSA key of only " + rsa.getModulus().bitLength() + " bits");
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() < SMALLEST_EC ->
          Optional.of("an EC key of only " + ec.getParams().getOrder().bitLength() + " bits");
      default -> Optional.empty();
    };
  }
}
