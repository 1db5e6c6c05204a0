package org.culvert.core.tls.bc;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bouncycastle.tls.AlertDescription;
import org.culvert.core.tls.TlsFailure;

/**
 * The profile's {@code crl-verify}. A certificate whose issuer has no list here passes; a list that
 * is forged, expired or from the future refuses everything that its issuer signed.
 */
final class RevocationLists {
  /** The issuing distribution point. */
  private static final Set<String> UNDERSTOOD = Set.of("2.5.29.28");

  private final List<X509CRL> lists;
  private final Set<BigInteger> serials;

  /**
   * @param serials revoked ones, whoever issued them
   */
  RevocationLists(List<X509CRL> lists, Set<BigInteger> serials) {
    this.lists = List.copyOf(lists);
    this.serials = Set.copyOf(serials);
  }

  /**
   * @param path leaf first, anchor last
   */
  void check(List<X509Certificate> path, Instant now) throws PeerRejected {
    for (X509Certificate certificate : path) {
      if (serials.contains(certificate.getSerialNumber())) {
        throw revoked(certificate);
      }
    }
    for (int i = 0; i < path.size() - 1; i++) {
      X509Certificate certificate = path.get(i);
      X509Certificate issuer = path.get(i + 1);
      for (X509CRL list : lists) {
        if (list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
          checkUsable(list, issuer, now);
          if (list.isRevoked(certificate)) {
            throw revoked(certificate);
          }
        }
      }
    }
  }

  private static PeerRejected revoked(X509Certificate certificate) {
    return new PeerRejected(
        new TlsFailure.Revoked(SubjectName.of(certificate).text()),
        AlertDescription.certificate_revoked);
  }

  // The JDK's X509CRL speaks java.util.Date; null is its way to say that there is no next update.
  @SuppressWarnings("JavaUtilDate")
  private static void checkUsable(X509CRL list, X509Certificate issuer, Instant now)
      throws PeerRejected {
    String name = SubjectName.of(issuer).text();
    try {
      list.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException | RuntimeException _) {
      throw refused("the profile's revocation list for " + name + " was not signed by it");
    }
    // A list of changes, for example, names only what was revoked since another list.
    Set<String> critical = list.getCriticalExtensionOIDs();
    if (critical != null && !UNDERSTOOD.containsAll(critical)) {
      throw refused(
          "the profile's revocation list for " + name + " is of a kind that is not understood");
    }
    java.util.Date next = list.getNextUpdate();
    if (next != null && now.isAfter(next.toInstant())) {
      throw refused(
          "the profile's revocation list for "
              + name
              + " expired on "
              + Certificates.date(next.toInstant())
              + "; get a new profile or list (crl-verify)");
    }
    if (now.isBefore(list.getThisUpdate().toInstant())) {
      throw refused(
          "the profile's revocation list for "
              + name
              + " is only valid from "
              + Certificates.date(list.getThisUpdate().toInstant()));
    }
  }

  private static PeerRejected refused(String detail) {
    return new PeerRejected(new TlsFailure.Protocol(detail), AlertDescription.certificate_unknown);
  }
}
