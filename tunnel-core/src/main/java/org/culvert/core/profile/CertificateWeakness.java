package org.culvert.core.profile;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What makes a certificate one that can be forged with enough effort.
 *
 * @param words the key's algorithm and bits where it is too small, and the signature's digest where
 *     that is too weak
 */
record CertificateWeakness(Kind kind, List<String> words) {
  private static final int SMALLEST_RSA = 2048;
  private static final int SMALLEST_EC = 224;

  /** What is weak. */
  enum Kind {
    KEY,
    SIGNATURE,
    BOTH
  }

  /** Empty when there is nothing to say. */
  static Optional<CertificateWeakness> of(X509Certificate certificate) {
    List<String> size = size(certificate.getPublicKey());
    List<String> signature = signature(certificate);
    if (size.isEmpty() && signature.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = signature.isEmpty() ? Kind.KEY : size.isEmpty() ? Kind.SIGNATURE : Kind.BOTH;
    return Optional.of(
        new CertificateWeakness(kind, Stream.concat(size.stream(), signature.stream()).toList()));
  }

  private static List<String> signature(X509Certificate certificate) {
    String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    // Nobody relies on the signature of a certificate that vouches for itself.
    boolean anchor =
        certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    if (anchor || !(signature.contains("SHA1") || signature.contains("MD5"))) {
      return List.of();
    }
    return List.of(signature.contains("MD5") ? "MD5" : "SHA-1");
  }

  private static List<String> size(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa when rsa.getModulus().bitLength() < SMALLEST_RSA ->
          List.of("RSA", Integer.toString(rsa.getModulus().bitLength()));
      case ECPublicKey ec when ec.getParams().getOrder().bitLength() < SMALLEST_EC ->
          List.of("EC", Integer.toString(ec.getParams().getOrder().bitLength()));
      default -> List.of();
    };
  }
}
