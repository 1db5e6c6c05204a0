package org.culvert.core.profile;

import java.time.Instant;
import java.util.Optional;
import org.culvert.core.api.Secret;

/** The certificates and keys of a profile. */
final class Identity implements Section {
  private final Arguments arguments;
  private final Findings findings;
  private final Materials materials;
  private final CertificateFiles certificates;
  private Optional<CertificateFiles.Chain> ca = Optional.empty();
  private Optional<CertificateFiles.Chain> own = Optional.empty();
  private Optional<Statement> ownAt = Optional.empty();
  private Optional<CertificateFiles.Key> key = Optional.empty();
  private Optional<Statement> keyAt = Optional.empty();
  private Optional<String> extra = Optional.empty();
  private Optional<String> crl = Optional.empty();
  private Optional<Statement> crlAt = Optional.empty();

  Identity(Findings findings, Materials materials, Instant now) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.materials = materials;
    this.certificates = new CertificateFiles(findings, now);
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "ca", "cert", "key", "extra-certs", "crl-verify" -> material(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void material(Statement s) {
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return;
    }
    if (s.has(1)) {
      findings.error(
          s,
          Action.NOT_YET,
          "'crl-verify' with a folder of lists is not supported yet",
          "Give one file in PEM form.");
      return;
    }
    if (s.has(0) && s.arg(0).matches("(?i)[a-z][a-z0-9]+:.*")) {
      findings.error(
          s,
          Action.NOT_YET,
          "'" + s.name() + "' names a token or key store, which is not supported yet",
          "Get a profile that contains certificate and key.");
      return;
    }
    Optional<String> text = materials.text(s);
    switch (s.name()) {
      case "ca" -> ca = text.flatMap(t -> certificates.authorities(s, t));
      case "cert" -> {
        own = text.flatMap(t -> certificates.chain(s, t));
        ownAt = Optional.of(s);
        own.ifPresent(c -> certificates.judge(s, "your certificate", c.certificates().getFirst()));
      }
      case "key" -> {
        key = text.flatMap(t -> certificates.key(s, t));
        keyAt = Optional.of(s);
      }
      case "extra-certs" ->
          extra = text.flatMap(t -> certificates.chain(s, t)).map(CertificateFiles.Chain::pem);
      default -> {
        crl = text.flatMap(t -> certificates.revocations(s, t));
        crlAt = Optional.of(s);
      }
    }
  }

  /** What only the whole profile can tell. */
  void check(boolean pinned) {
    if (findings.haveErrors()) {
      return;
    }
    if (ca.isEmpty() && !pinned) {
      findings.error(
          0,
          "the profile has no ca: nothing vouches for the server",
          "Get the CA's certificate from the server's administrator and name it with ca FILE, or"
              + " paste it between <ca> and </ca>.");
    }
    if (ca.isEmpty() && crlAt.isPresent()) {
      findings.warning(
          crlAt.get(),
          Action.IGNORE,
          "'crl-verify' has no effect without a ca: only the fingerprint is compared",
          "Add the ca that signed the server's certificate, or remove the line.");
    }
    if (own.isPresent() && key.isEmpty()) {
      arguments.invalid(
          ownAt.orElseThrow(),
          "there is a certificate, but no private key",
          "Add its key with key FILE, or paste it between <key> and </key>.");
    }
    if (key.isPresent() && own.isEmpty()) {
      arguments.invalid(
          keyAt.orElseThrow(),
          "there is a private key, but no certificate",
          "Add its certificate with cert FILE, or paste it between <cert> and </cert>.");
    }
    if (own.isPresent()
        && key.isPresent()
        && !CertificateFiles.belongTogether(own.get().certificates().getFirst(), key.get())) {
      arguments.invalid(
          keyAt.orElseThrow(),
          "the private key does not belong to the certificate "
              + CertificateFiles.subject(own.get().certificates().getFirst()),
          "Take certificate and key that were made together.");
    }
  }

  Optional<String> ca() {
    return ca.map(CertificateFiles.Chain::pem);
  }

  Optional<String> certificate() {
    return own.map(CertificateFiles.Chain::pem);
  }

  Optional<Secret> privateKey() {
    return key.map(k -> Secret.ofText(k.pem()));
  }

  Optional<String> extraCertificates() {
    return extra;
  }

  Optional<String> crl() {
    return crl;
  }
}
