package org.culvert.core.profile;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** Opens the certificates, keys and revocation lists of a profile, to find out early. */
final class CertificateFiles {
  private static final String NEW_PROFILE =
      "Get the profile again from the server's administrator.";

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
          s,
          "certificate number " + (certificates.size() + 1) + " cannot be read: it is damaged",
          NEW_PROFILE);
      return Optional.empty();
    }
    if (certificates.isEmpty()) {
      arguments.invalid(s, "there is no complete certificate in PEM form in it", NEW_PROFILE);
      return Optional.empty();
    }
    return Optional.of(new Chain(pem.toString(), certificates));
  }

  /** A CA's certificates: valid now, and allowed to sign. */
  Optional<Chain> authorities(Statement s, String text) {
    if (unfilled(text)) {
      // A check of the server: unlike a certificate of ours, it is not left out for being empty.
      arguments.invalid(
          s,
          "it is empty or still to be filled in",
          "Put the CA's certificate there; if the server is known by peer-fingerprint alone, remove"
              + " it.");
      return Optional.empty();
    }
    Optional<Chain> chain = chain(s, text);
    for (X509Certificate certificate : chain.map(Chain::certificates).orElse(List.of())) {
      judge(s, "the CA's certificate", certificate);
      if (certificate.getVersion() == 3 && certificate.getBasicConstraints() < 0) {
        findings.warning(
            s,
            Action.SUPPORT,
            "'ca': the certificate " + subject(certificate) + " is not one of a CA",
            "It can only vouch for itself. If connecting fails, get the right CA certificate from"
                + " the server's administrator.");
      }
    }
    return chain;
  }

  /** Warns when a certificate is not valid now, or weak. */
  void judge(Statement s, String whose, X509Certificate certificate) {
    checkDates(s, whose, certificate);
    CertificateWeakness.of(certificate)
        .ifPresent(
            weakness ->
                findings.warning(
                    s,
                    Action.SUPPORT,
                    whose + " " + subject(certificate) + " has " + weakness + ": it can be forged",
                    "Ask the server's administrator for new certificates."));
  }

  /** Warns when a certificate is not valid now. */
  private void checkDates(Statement s, String whose, X509Certificate certificate) {
    if (now.isAfter(certificate.getNotAfter().toInstant())) {
      findings.warning(
          s,
          Action.SUPPORT,
          whose
              + " "
              + subject(certificate)
              + " expired on "
              + date(certificate.getNotAfter().toInstant()),
          "Get a new profile from the server's administrator; check that this machine's clock is"
              + " right.");
    } else if (now.isBefore(certificate.getNotBefore().toInstant())) {
      findings.warning(
          s,
          Action.SUPPORT,
          whose
              + " "
              + subject(certificate)
              + " is only valid from "
              + date(certificate.getNotBefore().toInstant()),
          "Check that this machine's clock is right.");
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
    arguments.invalid(s, "there is no complete private key in PEM form in it", NEW_PROFILE);
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
      arguments.invalid(s, "the private key cannot be read: it is damaged", NEW_PROFILE);
      return Optional.empty();
    }
    findings.note(
        s,
        Action.SUPPORT,
        "'key': the private key is locked with a passphrase",
        "You are asked for it when connecting.");
    return Optional.of(new Key(section.text(), Optional.empty()));
  }

  private Optional<Key> opened(Statement s, PemText.Section section) {
    Optional<PrivateKeyInfo> info = PrivateKeyText.open(section);
    if (info.isEmpty()) {
      arguments.invalid(s, "the private key cannot be read: it is damaged", NEW_PROFILE);
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
                "'crl-verify': the revocation list of "
                    + crl.getIssuerX500Principal().getName()
                    + " expired on "
                    + date(crl.getNextUpdate().toInstant())
                    + ", so no server will be accepted",
                "Get a new list from the server's administrator.");
          }
        }
      }
    } catch (CertificateException | CRLException | RuntimeException e) {
      pem.setLength(0);
    }
    if (pem.isEmpty()) {
      arguments.invalid(s, "there is no readable revocation list in PEM form in it", NEW_PROFILE);
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
    findings.warning(
        s,
        Action.IGNORE,
        "'" + s.name() + "' is empty or still to be filled in; it counts as missing",
        "Ask the provider whether something has to be put there, or remove it.");
    return true;
  }

  static String subject(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }

  static LocalDate date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** Whether the certificate was made for this key; true when the algorithm is not known. */
  static boolean belongTogether(X509Certificate certificate, Key key) {
    return key.info()
        .flatMap(info -> PublicKeys.belongTogether(info, certificate.getPublicKey()))
        .orElse(true);
  }
}
