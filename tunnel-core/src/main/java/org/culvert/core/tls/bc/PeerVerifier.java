package org.culvert.core.tls.bc;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.culvert.core.profile.CertificateHash;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsSetupException;

/**
 * Judges the peer's certificates in the order of wire reference 4.3: chain, time and revocation,
 * then what the leaf is for, its name, its fingerprint.
 */
final class PeerVerifier {
  private final Optional<ChainVerifier> chain;
  private final LeafPurpose purpose;
  private final Optional<TlsSettings.ServerName> name;
  private final List<String> fingerprints;
  private final List<CertificateHash> issuerHashes;

  private PeerVerifier(
      Optional<ChainVerifier> chain,
      LeafPurpose purpose,
      Optional<TlsSettings.ServerName> name,
      List<String> fingerprints,
      List<CertificateHash> issuerHashes) {
    this.chain = chain;
    this.purpose = purpose;
    this.name = name;
    this.fingerprints = fingerprints;
    this.issuerHashes = issuerHashes;
  }

  static PeerVerifier of(TlsSettings settings, List<X509Certificate> ca, LeafPurpose.Peer peer)
      throws TlsSetupException {
    if (ca.isEmpty() && settings.peerFingerprints().isEmpty()) {
      throw Certificates.unusable("ca", "there is neither a ca nor a peer-fingerprint", null);
    }
    List<X509CRL> revocationLists =
        settings.crl().isPresent()
            ? Certificates.readRevocationLists(settings.crl().get())
            : List.of();
    CertificateStrength strength = CertificateStrength.ofLevel(settings.certificateProfileLevel());
    // Without a ca the pinned leaf is all there is: no chain, no time (wire reference 4.3).
    Optional<ChainVerifier> chain =
        ca.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new ChainVerifier(
                    ca,
                    new RevocationLists(revocationLists, settings.revokedSerials()),
                    strength,
                    peer));
    return new PeerVerifier(
        chain,
        LeafPurpose.of(settings),
        settings.serverName(),
        settings.peerFingerprints(),
        settings.issuerHashes());
  }

  /**
   * @param shown the peer's certificates as it sent them, its own first
   */
  void verify(List<X509Certificate> shown, Instant now) throws PeerRejected {
    X509Certificate leaf = shown.getFirst();
    if (chain.isPresent()) {
      checkIssuer(chain.get().verify(shown, now));
    }
    purpose.check(leaf);
    checkName(SubjectName.of(leaf));
    checkFingerprint(leaf);
  }

  private void checkName(SubjectName subject) throws PeerRejected {
    if (name.isEmpty()) {
      return;
    }
    String wanted = name.get().text();
    String common = subject.commonName().orElse("");
    boolean matches =
        switch (name.get().match()) {
          case SUBJECT -> subject.exact() && subject.text().equals(wanted);
          case NAME -> common.equals(wanted);
          case NAME_PREFIX -> common.startsWith(wanted);
        };
    if (!matches) {
      String actual =
          name.get().match() == TlsSettings.ServerName.Match.SUBJECT
              ? subject.text()
              : Text.clean(common);
      throw new PeerRejected(
          new TlsFailure.NameMismatch(actual, wanted), AlertDescription.bad_certificate);
    }
  }

  private void checkIssuer(List<X509Certificate> path) throws PeerRejected {
    if (issuerHashes.isEmpty()) {
      return;
    }
    X509Certificate issuer = path.get(Math.min(1, path.size() - 1));
    boolean known =
        issuerHashes.stream()
            .anyMatch(wanted -> wanted.hex().equals(Certificates.hash(issuer, wanted.algorithm())));
    if (path.size() < 2 || !known) {
      throw new PeerRejected(
          new TlsFailure.IssuerMismatch(
              SubjectName.of(issuer).text(), Certificates.fingerprint(issuer)),
          AlertDescription.certificate_unknown);
    }
  }

  private void checkFingerprint(X509Certificate leaf) throws PeerRejected {
    if (fingerprints.isEmpty()) {
      return;
    }
    String actual = Certificates.fingerprint(leaf);
    if (!fingerprints.contains(actual)) {
      throw new PeerRejected(
          new TlsFailure.FingerprintMismatch(actual), AlertDescription.certificate_unknown);
    }
  }
}
