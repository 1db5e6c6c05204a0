package org.culvert.core.profile;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Opens the certificates, keys and revocation lists of a profile, to find out early. */
final class CertificateFiles {
  private final Arguments arguments;
  private final Findings findings;
  private final Instant now;

  CertificateFiles(Findings findings, Instant now) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.now = now;
  }

  /**
   * A readable chain.
   *
   * @param pem only the certificates, without what stands around them
   */
  record Chain(String pem, List<X509Certificate> certificates) {}

  /** Nothing when unreadable, which was then reported, or when it is a place to be filled in. */
  Optional<Chain> chain(Statement s, String text) {
    if (placeholder(s, text)) {
      return Optional.empty();
    }
    StringBuilder pem = new StringBuilder();
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemText.Section section : PemText.sections(text)) {
        if (section.type().equals("CERTIFICATE") || section.type().equals("X509 CERTIFICATE")) {
          certificates.add(
              (X509Certificate)
                  factory.generateCertificate(new ByteArrayInputStream(section.bytes())));
          pem.append(new PemText.Section("CERTIFICATE", section.body()).text());
        }
      }
    } catch (CertificateException | RuntimeException e) {
      // Damaged input makes the providers throw unchecked kinds as well.
      arguments.invalid(
          s, MaterialCode.CERTIFICATE_DAMAGED, Integer.toString(certificates.size() + 1));
      return Optional.empty();
    }
    if (certificates.isEmpty()) {
      arguments.invalid(s, MaterialCode.CERTIFICATE_MISSING);
      return Optional.empty();
    }
    return Optional.of(new Chain(pem.toString(), certificates));
  }

  /** A CA's certificates: valid now, and allowed to sign. */
  Optional<Chain> authorities(Statement s, String text) {
    if (unfilled(text)) {
      // A check of the server: unlike a certificate of ours, it is not left out for being empty.
      arguments.invalid(s, MaterialCode.CA_EMPTY);
      return Optional.empty();
    }
    Optional<Chain> chain = chain(s, text);
    for (X509Certificate certificate : chain.map(Chain::certificates).orElse(List.of())) {
      judge(s, Whose.CA, certificate);
      if (certificate.getVersion() == 3 && certificate.getBasicConstraints() < 0) {
        findings.warning(s, Action.SUPPORT, MaterialCode.NOT_OF_A_CA, subject(certificate));
      }
    }
    return chain;
  }

  /** Whose a certificate is, and what is said of it. */
  enum Whose {
    CA(
        MaterialCode.CA_EXPIRED,
        MaterialCode.CA_TOO_EARLY,
        MaterialCode.CA_WEAK_KEY,
        MaterialCode.CA_WEAK_SIGNATURE,
        MaterialCode.CA_WEAK_BOTH),
    OURS(
        MaterialCode.OWN_EXPIRED,
        MaterialCode.OWN_TOO_EARLY,
        MaterialCode.OWN_WEAK_KEY,
        MaterialCode.OWN_WEAK_SIGNATURE,
        MaterialCode.OWN_WEAK_BOTH);

    private final MaterialCode expired;
    private final MaterialCode tooEarly;
    private final MaterialCode weakKey;
    private final MaterialCode weakSignature;
    private final MaterialCode weakBoth;

    Whose(
        MaterialCode expired,
        MaterialCode tooEarly,
        MaterialCode weakKey,
        MaterialCode weakSignature,
        MaterialCode weakBoth) {
      this.expired = expired;
      this.tooEarly = tooEarly;
      this.weakKey = weakKey;
      this.weakSignature = weakSignature;
      this.weakBoth = weakBoth;
    }
  }

  /** Warns when a certificate is not valid now, or weak. */
  void judge(Statement s, Whose whose, X509Certificate certificate) {
    checkDates(s, whose, certificate);
    CertificateWeakness.of(certificate)
        .ifPresent(
            weakness -> {
              MaterialCode code =
                  switch (weakness.kind()) {
                    case KEY -> whose.weakKey;
                    case SIGNATURE -> whose.weakSignature;
                    case BOTH -> whose.weakBoth;
                  };
              findings.warning(
                  s,
                  Action.SUPPORT,
                  code,
                  Stream.concat(Stream.of(subject(certificate)), weakness.words().stream())
                      .toArray(String[]::new));
            });
  }

  /** Warns when a certificate is not valid now. */
  private void checkDates(Statement s, Whose whose, X509Certificate certificate) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant begin = certificate.getNotBefore().toInstant();
    if (now.isAfter(end)) {
      findings.warning(s, Action.SUPPORT, whose.expired, subject(certificate), date(end));
    } else if (now.isBefore(begin)) {
      findings.warning(s, Action.SUPPORT, whose.tooEarly, subject(certificate), date(begin));
    }
  }

  /**
   * A private key.
   *
   * @param info its content; nothing while a passphrase locks it
   */
  record Key(String pem, Optional<PrivateKeyInfo> info) {
    /** A key is a secret. */
    @Override
    public String toString() {
      return "private key";
    }
  }

  Optional<Key> key(Statement s, String text) {
    if (placeholder(s, text)) {
      return Optional.empty();
    }
    for (PemText.Section section : PemText.sections(text)) {
      if (section.type().equals("ENCRYPTED PRIVATE KEY")
          || (section.type().endsWith("PRIVATE KEY") && section.body().contains("ENCRYPTED"))) {
        return locked(s, section);
      }
      if (section.type().endsWith("PRIVATE KEY")) {
        return opened(s, section);
      }
    }
    arguments.invalid(s, MaterialCode.KEY_MISSING);
    return Optional.empty();
  }

  /** Whether its content is whole shows only when the passphrase is known. */
  private Optional<Key> locked(Statement s, PemText.Section section) {
    String body = section.body();
    if (body.contains(":")) { // the headers of the old form end with an empty line
      body = body.replace("\r", "").replaceFirst("(?s)^.*?\n\n", "");
    }
    try {
      if (new PemText.Section(section.type(), body).bytes().length == 0) {
        throw new IllegalArgumentException("empty");
      }
    } catch (IllegalArgumentException e) {
      arguments.invalid(s, MaterialCode.KEY_DAMAGED);
      return Optional.empty();
    }
    findings.note(s, Action.SUPPORT, MaterialCode.KEY_LOCKED);
    return Optional.of(new Key(section.text(), Optional.empty()));
  }

  private Optional<Key> opened(Statement s, PemText.Section section) {
    Optional<PrivateKeyInfo> info = PrivateKeyText.open(section);
    if (info.isEmpty()) {
      arguments.invalid(s, MaterialCode.KEY_DAMAGED);
    }
    return info.map(i -> new Key(section.text(), info));
  }

  /** Revocation lists. */
  Optional<String> revocations(Statement s, String text) {
    StringBuilder pem = new StringBuilder();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemText.Section section : PemText.sections(text)) {
        if (section.type().equals("X509 CRL")) {
          X509CRL crl = (X509CRL) factory.generateCRL(new ByteArrayInputStream(section.bytes()));
          pem.append(section.text());
          if (crl.getNextUpdate() != null && now.isAfter(crl.getNextUpdate().toInstant())) {
            findings.warning(
                s,
                Action.SUPPORT,
                MaterialCode.REVOCATIONS_EXPIRED,
                crl.getIssuerX500Principal().getName(),
                date(crl.getNextUpdate().toInstant()));
          }
        }
      }
    } catch (CertificateException | CRLException | RuntimeException e) {
      pem.setLength(0);
    }
    if (pem.isEmpty()) {
      arguments.invalid(s, MaterialCode.REVOCATIONS_MISSING);
      return Optional.empty();
    }
    return Optional.of(pem.toString());
  }

  /** Templates have empty blocks, or blocks with a word such as REPLACE_ME. */
  private static boolean unfilled(String text) {
    return !text.contains("-----") && text.strip().length() <= 60;
  }

  private boolean placeholder(Statement s, String text) {
    if (!unfilled(text)) {
      return false;
    }
    findings.warning(s, Action.IGNORE, MaterialCode.EMPTY_PLACE);
    return true;
  }

  static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  static String date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  /** Whether the certificate was made for this key; true when the algorithm is not known. */
  static boolean belongTogether(X509Certificate certificate, Key key) {
    return key.info()
        .flatMap(info -> PublicKeys.belongTogether(info, certificate.getPublicKey()))
        .orElse(true);
  }
}
