package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.culvert.core.profile.TlsSettings.PeerPurpose;
import org.culvert.core.profile.TlsSettings.ServerName;
import org.culvert.core.profile.TlsSettings.TlsVersion;

/** How the server is known, and the parameters of TLS. */
final class TlsSection implements Section {
  private static final Pattern OID = Pattern.compile("[0-2](\\.[0-9]+)+");
  // One of the eight bits at least: a mask without any would let every certificate pass.
  private static final Pattern KEY_USAGE =
      Pattern.compile("(0[xX])?0*([1-9a-fA-F]|[1-9a-fA-F][0-9a-fA-F])");
  private static final int MAX_OID = 100;
  private static final List<String> LEVELS = List.of("insecure", "legacy", "preferred", "suiteb");

  private final Arguments arguments;
  private final Findings findings;
  private final Identity identity;
  private PeerPurpose purpose = PeerPurpose.ANY;
  private Optional<ServerName> serverName = Optional.empty();
  private final List<String> fingerprints = new ArrayList<>();
  private final List<CertificateHash> issuerHashes = new ArrayList<>();
  private Optional<Statement> issuerHashAt = Optional.empty();
  private TlsVersion min = TlsVersion.TLS_1_2;
  private TlsVersion max = TlsVersion.TLS_1_3;
  private Optional<Statement> maxAt = Optional.empty();
  private List<String> tls12 = List.of();
  private List<String> tls13 = List.of();
  private List<String> groups = List.of();
  private List<Integer> keyUsages = List.of();
  private Optional<String> extendedKeyUsage = Optional.empty();
  private OptionalInt level = OptionalInt.empty();
  private Optional<Statement> lostCheck = Optional.empty();

  TlsSection(Findings findings, Identity identity) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.identity = identity;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "remote-cert-tls", "ns-cert-type" -> purpose(s);
      case "remote-cert-ku" -> keyUsages(s);
      case "remote-cert-eku" -> extendedKeyUsage(s);
      case "verify-x509-name" -> serverName(s);
      case "tls-remote" -> tlsRemote(s);
      case "x509-username-field" -> userNameField(s);
      case "peer-fingerprint" -> fingerprints(s);
      case "verify-hash" -> issuerHashes(s);
      case "tls-version-min" -> min = version(s).map(v -> atLeast12(s, v)).orElse(min);
      case "tls-version-max" -> maxVersion(s);
      case "tls-cipher" -> tls12 = list(s, SuiteNames::tls12);
      case "tls-ciphersuites" -> tls13 = list(s, SuiteNames::tls13);
      case "tls-groups" -> groups = groups(s);
      case "tls-cert-profile" -> certificateProfile(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void purpose(Statement s) {
    if (arguments.oneOf(s, 0, List.of("server", "client"))) {
      purpose = s.arg(0).equals("server") ? PeerPurpose.SERVER : PeerPurpose.CLIENT;
      if (purpose == PeerPurpose.CLIENT) {
        findings.warning(
            s,
            Action.SUPPORT,
            "'" + s.name() + " client' accepts a server only if it shows a client's certificate",
            "In a client's profile it should say server.");
      }
    }
  }

  private void keyUsages(Statement s) {
    List<Integer> usages = new ArrayList<>();
    for (String hex : s.args()) {
      if (!KEY_USAGE.matcher(hex).matches()) {
        arguments.invalid(
            s, "a key usage is a hex number from 1 to ff", "For a server write a0 88.");
        return;
      }
      usages.add(Integer.parseInt(hex.replaceFirst("^0[xX]", ""), 16));
    }
    if (usages.isEmpty()) {
      usages.add(0); // without masks it still demands that the certificate has a key usage
    }
    keyUsages = usages;
  }

  private void extendedKeyUsage(Statement s) {
    String name = s.arg(0).toLowerCase(Locale.ROOT);
    Optional<String> oid =
        switch (name) {
          case "tls web server authentication", "serverauth" -> Optional.of("1.3.6.1.5.5.7.3.1");
          case "tls web client authentication", "clientauth" -> Optional.of("1.3.6.1.5.5.7.3.2");
          default ->
              name.length() <= MAX_OID && OID.matcher(name).matches()
                  ? Optional.of(name)
                  : Optional.empty();
        };
    if (oid.isEmpty()) {
      arguments.invalid(
          s,
          "this extended key usage is not known by name",
          "Write its number, for example 1.3.6.1.5.5.7.3.1 for servers.");
    }
    extendedKeyUsage = oid;
  }

  private void serverName(Statement s) {
    ServerName.Match match = ServerName.Match.SUBJECT;
    if (s.has(1)) {
      if (!arguments.oneOf(s, 1, List.of("subject", "name", "name-prefix"))) {
        return;
      }
      match =
          switch (s.arg(1)) {
            case "name" -> ServerName.Match.NAME;
            case "name-prefix" -> ServerName.Match.NAME_PREFIX;
            default -> ServerName.Match.SUBJECT;
          };
    }
    serverName(s, match);
  }

  private void tlsRemote(Statement s) {
    boolean subject = s.arg(0).contains("/") || s.arg(0).contains("=");
    serverName(s, subject ? ServerName.Match.SUBJECT : ServerName.Match.NAME_PREFIX);
  }

  private void serverName(Statement s, ServerName.Match match) {
    if (s.arg(0).isEmpty()) {
      arguments.invalid(s, "the name is empty", "Write the server's name.");
      return;
    }
    serverName = Optional.of(new ServerName(s.arg(0), match));
  }

  private void userNameField(Statement s) {
    if (!s.args().equals(List.of("CN"))) {
      findings.error(
          s,
          Action.NOT_YET,
          "'x509-username-field' is not supported yet for fields other than CN",
          "Remove the line, and verify-x509-name with it if it names another field's value; then"
              + " add remote-cert-tls server.");
    }
  }

  private void fingerprints(Statement s) {
    int before = fingerprints.size();
    List<String> words =
        s.block().map(b -> Arrays.stream(b.split("\\s+", -1)).toList()).orElse(s.args());
    for (String word : words) {
      String hex = word.replace(":", "").toLowerCase(Locale.ROOT);
      if (hex.isEmpty()) {
        continue;
      }
      if (!hex.matches("[0-9a-f]{64}")) {
        arguments.invalid(
            s,
            "a fingerprint is SHA-256: 32 bytes in hex, separated by colons",
            "Get it with: openssl x509 -noout -fingerprint -sha256 -in FILE.");
        return;
      }
      fingerprints.add(hex);
    }
    if (fingerprints.size() == before) {
      arguments.invalid(
          s,
          "there is no fingerprint in it, so the server would not be pinned",
          "Put the SHA-256 fingerprint of the server's certificate there, or remove it; get it"
              + " with: openssl x509 -noout -fingerprint -sha256 -in FILE.");
    }
  }

  /** {@code verify-hash HASH [SHA1|SHA256]}; the words of a block are SHA-256. */
  private void issuerHashes(Statement s) {
    issuerHashAt = Optional.of(s);
    if (s.has(1) && !arguments.oneOf(s, 1, List.of("SHA1", "SHA256"))) {
      return;
    }
    List<String> words =
        s.block()
            .map(b -> Arrays.stream(b.split("\\s+", -1)).filter(w -> !w.isEmpty()).toList())
            .orElse(s.args().subList(0, Math.min(1, s.args().size())));
    for (String word : words) {
      String hex = word.replace(":", "").toLowerCase(Locale.ROOT);
      // Older profiles name no algorithm where they mean SHA-1: its length tells.
      boolean sha1 = s.has(1) ? s.arg(1).equals("SHA1") : s.block().isEmpty() && hex.length() == 40;
      if (!hex.matches(sha1 ? "[0-9a-f]{40}" : "[0-9a-f]{64}")) {
        arguments.invalid(
            s,
            "a hash is " + (sha1 ? "20" : "32") + " bytes in hex, separated by colons",
            "Get it with: openssl x509 -noout -fingerprint -sha256 -in CA-FILE.");
        return;
      }
      issuerHashes.add(new CertificateHash(sha1 ? "SHA-1" : "SHA-256", hex));
    }
    if (issuerHashes.isEmpty()) {
      arguments.invalid(s, "there is no hash in it", "Put the issuer's SHA-256 fingerprint there.");
    }
  }

  private Optional<TlsVersion> version(Statement s) {
    Optional<TlsVersion> named =
        Arrays.stream(TlsVersion.values()).filter(v -> v.text().equals(s.arg(0))).findFirst();
    if (named.isEmpty()) {
      arguments.oneOf(s, 0, Arrays.stream(TlsVersion.values()).map(TlsVersion::text).toList());
    }
    return named;
  }

  private TlsVersion atLeast12(Statement s, TlsVersion wanted) {
    if (wanted.compareTo(TlsVersion.TLS_1_2) < 0) {
      findings.warning(
          s,
          Action.TRANSLATE,
          "'tls-version-min': TLS " + wanted.text() + " is broken; at least 1.2 is demanded",
          "If the server is too old for it, its administrator has to update it.");
      return TlsVersion.TLS_1_2;
    }
    return wanted;
  }

  private void maxVersion(Statement s) {
    Optional<TlsVersion> wanted = version(s);
    if (wanted.isEmpty()) {
      return;
    }
    if (wanted.get().compareTo(TlsVersion.TLS_1_2) < 0) {
      findings.error(
          s,
          Action.REFUSE,
          "'tls-version-max': TLS " + wanted.get().text() + " is broken and never used",
          "Remove the line.");
      return;
    }
    max = wanted.get();
    maxAt = Optional.of(s);
    if (max == TlsVersion.TLS_1_2) {
      findings.note(
          s,
          Action.SUPPORT,
          "'tls-version-max' switches TLS 1.3 off",
          "Remove the line unless the server needs it.");
    }
  }

  private List<String> list(Statement s, Function<String, Optional<String>> known) {
    List<String> names = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    boolean defaults = false;
    for (String word : s.arg(0).split(":", -1)) {
      Optional<String> name = known.apply(word);
      name.ifPresentOrElse(names::add, () -> unknown.add(word));
      defaults |= List.of("DEFAULT", "ALL", "HIGH").contains(word.toUpperCase(Locale.ROOT));
    }
    if (names.isEmpty() && !defaults) {
      arguments.invalid(
          s, "nothing in this list can be used", "Remove the line to use the defaults.");
      return List.of();
    }
    if (!unknown.isEmpty()) {
      findings.note(
          s,
          Action.SUPPORT,
          "'"
              + s.name()
              + "': left out "
              + String.join(", ", unknown)
              + (names.isEmpty() ? "; the defaults are used" : ""),
          ProfileText.FINE);
    }
    return names;
  }

  private List<String> groups(Statement s) {
    return list(s, SuiteNames::group);
  }

  private void certificateProfile(Statement s) {
    if (!arguments.oneOf(s, 0, LEVELS)) {
      return;
    }
    level = OptionalInt.of(Math.max(1, LEVELS.indexOf(s.arg(0))));
    if (s.arg(0).equals("insecure")) {
      findings.warning(
          s,
          Action.TRANSLATE,
          "'tls-cert-profile insecure' would accept certificates that can be forged; legacy is"
              + " used",
          "If connecting fails, ask the server's administrator for new certificates.");
    }
  }

  /** A line that had a program check the server. */
  void checkedByProgram(Statement s) {
    lostCheck = Optional.of(s);
  }

  private void reportLostCheck(Statement s) {
    if (serverName.isPresent() || !fingerprints.isEmpty()) {
      findings.warning(
          s,
          Action.DROP,
          "'tls-verify' was left out: it names a program that checks the server, and such programs"
              + " are never run",
          "Make sure that verify-x509-name or peer-fingerprint in this profile is enough.");
    } else {
      findings.error(
          s,
          Action.DROP,
          "'tls-verify' names a program that checks the server, and such programs are never run:"
              + " its check would be missing",
          "Put the name in the server's certificate into a line verify-x509-name NAME name, or pin"
              + " the certificate with peer-fingerprint; then remove this line.");
    }
  }

  /** Checks what only the whole profile can tell, then builds. */
  TlsSettings build() {
    if (min.compareTo(max) > 0) {
      findings.error(
          maxAt.orElseThrow(),
          Action.INVALID,
          "'tls-version-max' is lower than tls-version-min",
          "Remove one of the two lines.");
    }
    lostCheck.ifPresent(this::reportLostCheck);
    boolean checked =
        purpose == PeerPurpose.SERVER
            || serverName.isPresent()
            || !fingerprints.isEmpty()
            || keyUsages.stream().anyMatch(mask -> mask != 0)
            || extendedKeyUsage.isPresent();
    if (!checked) {
      findings.warning(
          0,
          "nothing in the profile tells the server from another client of the same CA",
          "Add a line: remote-cert-tls server.");
    }
    identity.check(!fingerprints.isEmpty());
    if (issuerHashAt.isPresent() && !identity.hasAuthority() && !findings.haveErrors()) {
      arguments.invalid(
          issuerHashAt.get(),
          "there is no ca, so nobody issued the server's certificate",
          "Add the ca, or pin the server itself with peer-fingerprint.");
    }
    return new TlsSettings(
        identity.ca(),
        identity.certificate(),
        identity.privateKey(),
        identity.extraCertificates(),
        identity.crl(),
        purpose,
        serverName,
        fingerprints,
        min,
        max,
        tls12,
        tls13,
        groups,
        keyUsages,
        extendedKeyUsage,
        level,
        identity.pkcs12(),
        identity.passphrase(),
        issuerHashes,
        identity.revokedSerials());
  }
}
