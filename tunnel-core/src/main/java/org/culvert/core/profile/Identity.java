package org.culvert.core.profile;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.culvert.core.api.Secret;

/** The certificates and keys of a profile. */
final class Identity implements Section {
  /** The form in which a folder of serial numbers becomes part of the profile. */
  private static final String SERIALS = "# revoked serial numbers";

  private static final String CRL = "X509 CRL";
  private static final Set<String> CAS_AND_CRLS = Set.of("CERTIFICATE", "X509 CERTIFICATE", CRL);

  private static final Pattern SERIAL = Pattern.compile("[0-9]{1,50}");

  private final Arguments arguments;
  private final Findings findings;
  private final Materials materials;
  private final CertificateFiles certificates;
  private Optional<CertificateFiles.Chain> ca = Optional.empty();
  private Optional<CertificateFiles.Chain> folderOfCas = Optional.empty();
  private Optional<CertificateFiles.Chain> own = Optional.empty();
  private Optional<Statement> ownAt = Optional.empty();
  private Optional<CertificateFiles.Key> key = Optional.empty();
  private Optional<Statement> keyAt = Optional.empty();
  private Optional<String> extra = Optional.empty();
  private Optional<String> crl = Optional.empty();
  private Optional<String> folderOfCrls = Optional.empty();
  private Optional<Statement> crlAt = Optional.empty();
  private final Set<BigInteger> revoked = new HashSet<>();
  private Optional<Secret> pkcs12 = Optional.empty();
  private Optional<Statement> pkcs12At = Optional.empty();
  private Optional<Secret> passphrase = Optional.empty();

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
      case "capath" -> authorityFolder(s);
      case "pkcs12" -> pkcs12(s);
      case "askpass" -> passphrase(s);
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
      if (arguments.oneOf(s, 1, List.of("dir"))) {
        folder(s);
      }
      return;
    }
    if (s.has(0) && s.arg(0).matches("(?i)[a-z][a-z0-9]+:.*")) {
      findings.error(s, Action.NOT_YET, MaterialCode.KEY_STORE);
      return;
    }
    Optional<String> text = materials.text(s);
    switch (s.name()) {
      case "ca" -> ca = text.flatMap(t -> certificates.authorities(s, t));
      case "cert" -> {
        own = text.flatMap(t -> certificates.chain(s, t));
        ownAt = Optional.of(s);
        own.ifPresent(
            c -> certificates.judge(s, CertificateFiles.Whose.OURS, c.certificates().getFirst()));
      }
      case "key" -> {
        key = text.flatMap(t -> certificates.key(s, t));
        keyAt = Optional.of(s);
      }
      case "extra-certs" ->
          extra = text.flatMap(t -> certificates.chain(s, t)).map(CertificateFiles.Chain::pem);
      default -> {
        crlAt = Optional.of(s);
        if (s.block().isPresent() && s.block().get().strip().startsWith(SERIALS)) {
          serials(s, s.block().get().lines().toList());
        } else {
          crl = text.flatMap(t -> certificates.revocations(s, t));
        }
      }
    }
  }

  /** A folder of CAs and of what they have revoked, which becomes a block of the same name. */
  private void authorityFolder(Statement s) {
    Optional<String> text =
        s.block().isPresent()
            ? materials.text(s)
            : materials
                .folder(s)
                .map(
                    names ->
                        names.stream()
                            .sorted()
                            .flatMap(name -> materials.inFolder(s, name).stream())
                            .map(bytes -> PemText.ofFile(bytes, s.name()))
                            .flatMap(pem -> PemText.sections(pem).stream())
                            .filter(section -> CAS_AND_CRLS.contains(section.type()))
                            .map(PemText.Section::text)
                            .distinct()
                            .collect(Collectors.joining()));
    if (text.isEmpty()) {
      return;
    }
    if (s.block().isEmpty()) {
      materials.replace(s, "<capath>\n" + text.get().strip() + "\n</capath>");
    }
    folderOfCas = certificates.authorities(s, text.get());
    if (PemText.sections(text.get()).stream().anyMatch(section -> section.type().equals(CRL))) {
      crlAt = Optional.of(s);
      folderOfCrls = certificates.revocations(s, text.get());
    }
  }

  /** A folder with a file for each revoked certificate, named by its serial number. */
  private void folder(Statement s) {
    crlAt = Optional.of(s);
    Optional<List<String>> names = materials.folder(s);
    if (names.isEmpty()) {
      return;
    }
    List<String> numbers =
        names.get().stream().filter(name -> SERIAL.matcher(name).matches()).sorted().toList();
    serials(s, numbers);
    List<String> block = new ArrayList<>(List.of("<crl-verify>", SERIALS));
    block.addAll(numbers);
    block.add("</crl-verify>");
    materials.replace(s, block.toArray(String[]::new));
  }

  private void serials(Statement s, List<String> lines) {
    for (String line : lines) {
      String number = line.strip();
      if (SERIAL.matcher(number).matches()) {
        revoked.add(new BigInteger(number));
      } else if (!number.isEmpty() && !number.startsWith("#")) {
        arguments.invalid(s, MaterialCode.NO_SERIALS);
        return;
      }
    }
  }

  private void pkcs12(Statement s) {
    pkcs12At = Optional.of(s);
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return;
    }
    Optional<byte[]> der = materials.binary(s);
    if (der.isPresent() && (der.get().length < 64 || der.get()[0] != 0x30)) {
      arguments.invalid(s, MaterialCode.NO_PKCS12);
      return;
    }
    pkcs12 = der.map(Secret::owning);
  }

  private void passphrase(Statement s) {
    if (!s.has(0) || s.arg(0).equals("stdin")) {
      return;
    }
    Optional<byte[]> file = materials.file(s);
    materials.replace(s, "askpass");
    List<String> lines = file.map(Materials::lines).orElse(List.of());
    if (file.isPresent() && (lines.isEmpty() || lines.getFirst().isEmpty())) {
      arguments.invalid(s, MaterialCode.FIRST_LINE_EMPTY);
      return;
    }
    passphrase = lines.stream().findFirst().map(Secret::ofText);
  }

  /** What only the whole profile can tell. */
  void check(boolean pinned) {
    if (findings.haveErrors()) {
      return;
    }
    if (pkcs12At.isPresent() && (ownAt.isPresent() || keyAt.isPresent())) {
      arguments.invalid(pkcs12At.get(), MaterialCode.PKCS12_AND_OTHERS);
    }
    boolean vouched = hasAuthority();
    if (!vouched && !pinned) {
      findings.error(0, MaterialCode.NO_CA);
    }
    if (!vouched && crlAt.isPresent()) {
      findings.warning(crlAt.get(), Action.IGNORE, MaterialCode.REVOCATIONS_WITHOUT_CA);
    }
    if (own.isPresent() && key.isEmpty()) {
      arguments.invalid(ownAt.orElseThrow(), MaterialCode.KEY_LEFT_OUT);
    }
    if (key.isPresent() && own.isEmpty()) {
      arguments.invalid(keyAt.orElseThrow(), MaterialCode.CERTIFICATE_LEFT_OUT);
    }
    if (own.isPresent()
        && key.isPresent()
        && !CertificateFiles.belongTogether(own.get().certificates().getFirst(), key.get())) {
      arguments.invalid(
          keyAt.orElseThrow(),
          MaterialCode.KEY_OF_ANOTHER,
          CertificateFiles.subject(own.get().certificates().getFirst()));
    }
  }

  Optional<String> ca() {
    return joined(
        ca.map(CertificateFiles.Chain::pem), folderOfCas.map(CertificateFiles.Chain::pem));
  }

  private static Optional<String> joined(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get() + other.get())
        : one.or(() -> other);
  }

  Optional<String> certificate() {
    return own.map(CertificateFiles.Chain::pem);
  }

  Optional<Secret> privateKey() {
    return key.map(k -> Secret.ofText(k.pem()));
  }

  Optional<Secret> pkcs12() {
    return pkcs12;
  }

  Optional<Secret> passphrase() {
    return passphrase;
  }

  Set<BigInteger> revokedSerials() {
    return revoked;
  }

  /** Whether a chain of certificates leads to the server's. */
  boolean hasAuthority() {
    return ca.isPresent() || folderOfCas.isPresent() || pkcs12.isPresent();
  }

  Optional<String> extraCertificates() {
    return extra;
  }

  Optional<String> crl() {
    return joined(crl, folderOfCrls);
  }
}
