package org.culvert.core.tls.bc;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.tls.AlertDescription;
import org.culvert.core.tls.TlsFailure;

/**
 * From the peer's certificate up to a self-signed one of the profile's {@code ca}. The path is
 * found first and judged afterwards, so that "expired" can be told from "not signed by the ca".
 */
final class ChainVerifier {
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String NAME_CONSTRAINTS = "2.5.29.30";
  private static final int KEY_CERT_SIGN = 5;

  private final PathFinder paths;
  private final RevocationLists revocationLists;
  private final CertificateStrength strength;
  private final LeafPurpose.Peer peer;

  ChainVerifier(
      List<X509Certificate> ca,
      RevocationLists revocationLists,
      CertificateStrength strength,
      LeafPurpose.Peer peer) {
    this.paths = new PathFinder(ca);
    this.revocationLists = revocationLists;
    this.strength = strength;
    this.peer = peer;
  }

  /** Returns the path, leaf first, anchor last. */
  List<X509Certificate> verify(List<X509Certificate> shown, Instant now) throws PeerRejected {
    X509Certificate leaf = shown.getFirst();
    Optional<List<X509Certificate>> found = paths.find(shown, now);
    if (found.isEmpty()) {
      throw new PeerRejected(
          new TlsFailure.Untrusted(
              SubjectName.of(leaf).text(),
              "its chain ends at no self-signed certificate of the ca"),
          AlertDescription.unknown_ca);
    }
    List<X509Certificate> path = found.get();
    for (X509Certificate certificate : path) {
      checkTime(certificate, now);
    }
    for (X509Certificate certificate : path) {
      strength.check(certificate, Certificates.isSelfSigned(certificate));
    }
    if (path.size() > 1) {
      checkAnchor(path);
      validate(path, now);
    }
    revocationLists.check(path, now);
    LeafPurpose.checkTlsUse(path, peer);
    return path;
  }

  private static void checkTime(X509Certificate certificate, Instant now) throws PeerRejected {
    String subject = SubjectName.of(certificate).text();
    if (now.isAfter(Certificates.notAfter(certificate))) {
      throw new PeerRejected(
          new TlsFailure.Expired(subject, Certificates.date(Certificates.notAfter(certificate))),
          AlertDescription.certificate_expired);
    }
    if (now.isBefore(Certificates.notBefore(certificate))) {
      throw new PeerRejected(
          new TlsFailure.NotYetValid(
              subject, Certificates.date(Certificates.notBefore(certificate))),
          AlertDescription.bad_certificate);
    }
  }

  /** The JDK takes an anchor's word for everything; OpenSSL does not, nor do we. */
  private static void checkAnchor(List<X509Certificate> path) throws PeerRejected {
    X509Certificate anchor = path.getLast();
    boolean[] usage = anchor.getKeyUsage();
    boolean signs = usage != null && usage[KEY_CERT_SIGN];
    int between = anchor.getBasicConstraints();
    boolean authority =
        between >= 0
            || anchor.getVersion() < 3
            || (signs && anchor.getExtensionValue(BASIC_CONSTRAINTS) == null);
    if (!authority || (usage != null && !signs)) {
      throw untrusted(anchor, "it may not sign other certificates");
    }
    long issuers =
        path.subList(1, path.size() - 1).stream().filter(one -> !isSelfIssued(one)).count();
    if (between >= 0 && issuers > between) {
      throw untrusted(anchor, "it allows only " + between + " certificates between it and a peer");
    }
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  private static PeerRejected untrusted(X509Certificate certificate, String detail) {
    return new PeerRejected(
        new TlsFailure.Untrusted(SubjectName.of(certificate).text(), detail),
        AlertDescription.bad_certificate);
  }

  /** RFC 5280: basic constraints, key usage of issuers, name constraints, algorithms. */
  // The JDK's parameter is a java.util.Date.
  @SuppressWarnings("JavaUtilDate")
  private static void validate(List<X509Certificate> path, Instant now) throws PeerRejected {
    X509Certificate anchor = path.getLast();
    try {
      // The JDK obeys an anchor's name constraints only where the anchor is part of the path.
      boolean namesLimited = anchor.getExtensionValue(NAME_CONSTRAINTS) != null;
      CertPath certPath =
          CertificateFactory.getInstance("X.509")
              .generateCertPath(namesLimited ? path : path.subList(0, path.size() - 1));
      TrustAnchor trusted =
          namesLimited
              ? new TrustAnchor(anchor.getSubjectX500Principal(), anchor.getPublicKey(), null)
              : new TrustAnchor(anchor, null);
      PKIXParameters parameters = new PKIXParameters(Set.of(trusted));
      parameters.setRevocationEnabled(false); // the profile's own lists are checked afterwards
      parameters.setDate(Date.from(now));
      parameters.addCertPathChecker(new JudgedElsewhere());
      CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
    } catch (CertPathValidatorException e) {
      X509Certificate culprit = e.getIndex() >= 0 ? path.get(e.getIndex()) : path.getFirst();
      throw untrusted(culprit, Text.clean(String.valueOf(e.getMessage())));
    } catch (InvalidAlgorithmParameterException | NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no PKIX validator", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw untrusted(path.getFirst(), Text.clean(String.valueOf(e.getMessage())));
    }
  }
}
