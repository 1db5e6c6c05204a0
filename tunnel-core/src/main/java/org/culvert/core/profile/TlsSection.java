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
        findings.warning(s, Action.SUPPORT, SecurityCode.CLIENTS_AS_SERVERS);
      }
    }
  }

  private void keyUsages(Statement s) {
    List<Integer> usages = new ArrayList<>();
    for (String hex : s.args()) {
      if (!KEY_USAGE.matcher(hex).matches()) {
        arguments.invalid(s, SecurityCode.NO_KEY_USAGE);
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
      arguments.invalid(s, SecurityCode.UNKNOWN_KEY_USAGE);
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
      arguments.invalid(s, SecurityCode.NAME_EMPTY);
      return;
    }
    serverName = Optional.of(new ServerName(s.arg(0), match));
  }

  private void userNameField(Statement s) {
    if (!s.args().equals(List.of("CN"))) {
      findings.error(s, Action.NOT_YET, SecurityCode.USER_NAME_FIELD);
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
        arguments.invalid(s, SecurityCode.NO_FINGERPRINT);
        return;
      }
      fingerprints.add(hex);
    }
    if (fingerprints.size() == before) {
      arguments.invalid(s, SecurityCode.FINGERPRINT_MISSING);
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
        arguments.invalid(s, SecurityCode.NO_HASH, sha1 ? "20" : "32");
        return;
      }
      issuerHashes.add(new CertificateHash(sha1 ? "SHA-1" : "SHA-256", hex));
    }
    if (issuerHashes.isEmpty()) {
      arguments.invalid(s, SecurityCode.HASH_MISSING);
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
      findings.warning(s, Action.TRANSLATE, SecurityCode.TLS_TOO_OLD, wanted.text());
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
      findings.error(s, Action.REFUSE, SecurityCode.TLS_NEVER_USED, wanted.get().text());
      return;
    }
    max = wanted.get();
    maxAt = Optional.of(s);
    if (max == TlsVersion.TLS_1_2) {
      findings.note(s, Action.SUPPORT, SecurityCode.TLS_13_OFF);
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
      arguments.invalid(s, SecurityCode.LIST_UNUSABLE);
      return List.of();
    }
    if (!unknown.isEmpty()) {
      findings.note(
          s,
          Action.SUPPORT,
          names.isEmpty() ? SecurityCode.LIST_DEFAULTS : SecurityCode.LIST_SHORTENED,
          String.join(", ", unknown));
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
      findings.warning(s, Action.TRANSLATE, SecurityCode.INSECURE_CERTIFICATES);
    }
  }

  /** A line that had a program check the server. */
  void checkedByProgram(Statement s) {
    lostCheck = Optional.of(s);
  }

  private void reportLostCheck(Statement s) {
    if (serverName.isPresent() || !fingerprints.isEmpty()) {
      findings.warning(s, Action.DROP, SecurityCode.PROGRAM_LEFT_OUT);
    } else {
      findings.error(s, Action.DROP, SecurityCode.PROGRAM_MISSED);
    }
  }

  /** Checks what only the whole profile can tell, then builds. */
  TlsSettings build() {
    if (min.compareTo(max) > 0) {
      findings.error(maxAt.orElseThrow(), Action.INVALID, SecurityCode.TLS_MAX_BELOW_MIN);
    }
    lostCheck.ifPresent(this::reportLostCheck);
    boolean checked =
        purpose == PeerPurpose.SERVER
            || serverName.isPresent()
            || !fingerprints.isEmpty()
            || keyUsages.stream().anyMatch(mask -> mask != 0)
            || extendedKeyUsage.isPresent();
    if (!checked) {
      findings.warning(0, SecurityCode.SERVER_UNCHECKED);
    }
    identity.check(!fingerprints.isEmpty());
    if (issuerHashAt.isPresent() && !identity.hasAuthority() && !findings.haveErrors()) {
      arguments.invalid(issuerHashAt.get(), SecurityCode.HASH_WITHOUT_CA);
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
