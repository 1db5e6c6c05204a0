package org.culvert.core.tls.bc;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.tls.TlsSetupException;

/** Reads certificates and revocation lists, and says small things about them. */
final class Certificates {
  private Certificates() {}

  /** Every certificate in {@code pem}; {@code what} is the profile's word for it. */
  static List<X509Certificate> read(String pem, String what) throws TlsSetupException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Pem.Block block : Pem.blocks(pem)) {
        switch (block.label()) {
          case "CERTIFICATE", "X509 CERTIFICATE" -> found.add(parse(block.der()));
          case "TRUSTED CERTIFICATE" ->
              throw new IllegalArgumentException(
                  "it is in OpenSSL's TRUSTED CERTIFICATE form; convert it with openssl x509");
          default -> {
            // Keys and parameters next to a certificate are common and not ours to judge.
          }
        }
      }
    } catch (IllegalArgumentException | CertificateException e) {
      throw unusable(what, reason(e), e);
    }
    if (found.isEmpty()) {
      throw unusable(what, "it holds no certificate", null);
    }
    return List.copyOf(found);
  }

  /** Every revocation list in {@code pem}. */
  static List<X509CRL> readRevocationLists(String pem) throws TlsSetupException {
    List<X509CRL> found = new ArrayList<>();
    try {
      CertificateFactory factory = factory();
      for (Pem.Block block : Pem.blocks(pem)) {
        if (block.label().equals("X509 CRL")) {
          found.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (IllegalArgumentException | CRLException e) {
      throw unusable("crl-verify", reason(e), e);
    }
    if (found.isEmpty()) {
      throw unusable("crl-verify", "it holds no revocation list", null);
    }
    return List.copyOf(found);
  }

  static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
  }

  private static CertificateFactory factory() {
    try {
      return CertificateFactory.getInstance("X.509");
    } catch (CertificateException e) {
      throw new IllegalStateException("the JDK has no X.509 certificate factory", e);
    }
  }

  /** A problem with something in the profile. */
  @SuppressWarnings("NullAway") // initCause takes null for "unknown"
  static TlsSetupException unusable(
      String what, String why, @org.jspecify.annotations.Nullable Throwable cause) {
    TlsSetupException e =
        new TlsSetupException(Problem.of(ProblemCode.OWN_CERT_INVALID, what, why));
    e.initCause(cause);
    return e;
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null ? "it is not a PEM file" : Text.clean(message);
  }

  /** Issued by itself, and signed by its own key: what OpenSSL takes as a trust anchor. */
  static boolean isSelfSigned(X509Certificate certificate) {
    return isIssuedBy(certificate, certificate);
  }

  /** By name and by signature. */
  static boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
    if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException _) {
      return false;
    }
  }

  static Instant notBefore(X509Certificate certificate) {
    return certificate.getNotBefore().toInstant();
  }

  static Instant notAfter(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  static boolean isValidAt(X509Certificate certificate, Instant time) {
    return !time.isBefore(notBefore(certificate)) && !time.isAfter(notAfter(certificate));
  }

  /** As {@code yyyy-MM-dd} in UTC. */
  static String date(Instant time) {
    return DateTimeFormatter.ISO_LOCAL_DATE.format(time.atOffset(ZoneOffset.UTC));
  }

  /** SHA-256 of the DER form. */
  static byte[] hash(X509Certificate certificate) {
    return digest(certificate, "SHA-256");
  }

  /** A hash of the DER form as lower-case hex. */
  static String hash(X509Certificate certificate, String algorithm) {
    return HexFormat.of().formatHex(digest(certificate, algorithm));
  }

  private static byte[] digest(X509Certificate certificate, String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has no encoding", e);
    }
  }

  /** {@link #hash} as lower-case hex. */
  static String fingerprint(X509Certificate certificate) {
    return HexFormat.of().formatHex(hash(certificate));
  }
}
