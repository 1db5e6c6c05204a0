package org.culvert.core.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;

/** Sign-in, names, and what the server may set. */
final class UserSection implements Section {
  private static final Pattern PEER_INFO_NAME = Pattern.compile("UV_[A-Za-z0-9_]{1,60}");
  private static final int PEER_INFO_LENGTH = 256;

  /**
   * All {@code UV_*} lines together, and user name and password together, in bytes: either leaves
   * room for the other kind at its usual size and for what we say ourselves, within the 2048 bytes
   * that servers read.
   */
  private static final int MOST = 1024;

  private static final int LONGEST_CHALLENGE = 200;

  private final Arguments arguments;
  private final Findings findings;
  private final Materials materials;
  private boolean userPass;
  private Optional<Credentials> credentials = Optional.empty();
  private Optional<String> username = Optional.empty();
  private Optional<Statement> usernameOnly = Optional.empty();
  private Optional<LoginSettings.StaticChallenge> challenge = Optional.empty();
  private LoginSettings.Retry retry = LoginSettings.Retry.NONE;
  private boolean forgets;
  private boolean pushPeerInfo;
  private boolean noClientCertificate;
  private boolean routeNoPull;
  private Optional<String> friendlyName = Optional.empty();
  private final Map<String, String> peerInfo = new LinkedHashMap<>();
  private Optional<Statement> peerInfoAt = Optional.empty();
  private Optional<Statement> tooMuchPeerInfo = Optional.empty();
  private int tooMuchBytes;
  private final List<PullSettings.Filter> filters = new ArrayList<>();

  UserSection(Findings findings, Materials materials) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.materials = materials;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "auth-user-pass" -> userPass(s);
      case "static-challenge" -> challenge(s);
      case "auth-retry" -> retry(s);
      case "auth-nocache" -> forgets = true;
      case "push-peer-info" -> pushPeerInfo = true;
      case "setenv" -> setenv(s);
      case "client-cert-not-required" -> noClientCertificate = true;
      case "route-nopull" -> routeNoPull = true;
      case "pull-filter" -> filter(s);
      case "allow-password-save" -> passwordSave(s);
      case "echo", "parameter" -> echo(s);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void userPass(Statement s) {
    userPass = true;
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return;
    }
    if (s.block().isEmpty() && !s.has(0)) {
      return;
    }
    if (s.has(0) && s.arg(0).equals("username-only")) {
      usernameOnly = Optional.of(s);
      return;
    }
    if (s.block().isPresent()) {
      materials.text(s);
    }
    Optional<byte[]> bytes =
        s.block().map(b -> b.getBytes(StandardCharsets.UTF_8)).or(() -> materials.file(s));
    if (bytes.isEmpty()) {
      return;
    }
    List<String> lines = Materials.lines(bytes.get());
    if (lines.size() == 1 && !lines.getFirst().isBlank()) {
      username(s, lines.getFirst().strip());
      return;
    }
    materials.replace(s, "auth-user-pass");
    if (lines.size() >= 2 && !lines.getFirst().isBlank() && !lines.get(1).isEmpty()) {
      int length = bytes(lines.getFirst().strip()) + bytes(lines.get(1));
      if (length > MOST) {
        arguments.invalid(
            s, UserCode.LOGIN_TOO_LONG, Integer.toString(length), Integer.toString(MOST));
        return;
      }
      credentials =
          Optional.of(new Credentials(lines.getFirst().strip(), Secret.ofText(lines.get(1))));
    } else {
      findings.note(s, Action.SUPPORT, UserCode.PASSWORD_MISSING);
    }
  }

  /** A file or block with the name alone: the password is asked for. */
  private void username(Statement s, String name) {
    if (bytes(name) > MOST || name.chars().anyMatch(Character::isISOControl)) {
      arguments.invalid(s, UserCode.USER_NAME);
      return;
    }
    username = Optional.of(name);
    materials.replace(s, "<auth-user-pass>", name, "</auth-user-pass>");
  }

  /** {@code static-challenge TEXT ECHO [FORM]}, wire reference 10.5. */
  private void challenge(Statement s) {
    boolean form = !s.has(2) || arguments.oneOf(s, 2, List.of("scrv1", "concat"));
    if (!form || !arguments.oneOf(s, 1, List.of("0", "1"))) {
      return;
    }
    String text = s.arg(0);
    if (text.isBlank()
        || text.length() > LONGEST_CHALLENGE
        || text.chars().anyMatch(Character::isISOControl)) {
      arguments.invalid(s, UserCode.QUESTION, Integer.toString(LONGEST_CHALLENGE));
      return;
    }
    challenge =
        Optional.of(
            new LoginSettings.StaticChallenge(
                text, s.arg(1).equals("1"), s.has(2) && s.arg(2).equals("concat")));
  }

  private void retry(Statement s) {
    if (arguments.oneOf(s, 0, List.of("none", "nointeract", "interact"))) {
      retry = LoginSettings.Retry.valueOf(s.arg(0).toUpperCase(Locale.ROOT));
    }
  }

  private void setenv(Statement s) {
    String name = s.arg(0);
    switch (name) {
      case "FRIENDLY_NAME" -> {
        if (s.has(1) && !s.arg(1).isBlank()) {
          friendlyName = Optional.of(String.join(" ", s.args().subList(1, s.args().size())));
        }
      }
      case "PUSH_PEER_INFO" -> pushPeerInfo = true;
      case "CLIENT_CERT" -> noClientCertificate = s.has(1) && s.arg(1).equals("0");
      case "GENERIC_CONFIG" -> findings.error(s, Action.REFUSE, UserCode.SERVER_LOCKED);
      default -> {
        if (PEER_INFO_NAME.matcher(name).matches()) {
          peerInfo(s, name);
        } else {
          ignored(s, name);
        }
      }
    }
  }

  private void peerInfo(Statement s, String name) {
    String value = s.has(1) ? s.arg(1) : "";
    boolean printable = value.chars().noneMatch(c -> c < ' ' || c == 127);
    if (!printable || bytes(value) > PEER_INFO_LENGTH) {
      arguments.invalid(s, UserCode.PEER_VALUE, name);
      return;
    }
    peerInfo.put(name, value);
    int total =
        peerInfo.entrySet().stream()
            .mapToInt(e -> bytes(e.getKey() + "=" + e.getValue()) + 1)
            .sum();
    if (total > MOST && tooMuchPeerInfo.isEmpty()) {
      tooMuchPeerInfo = Optional.of(s);
      tooMuchBytes = total;
    }
    peerInfoAt = peerInfoAt.or(() -> Optional.of(s));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void ignored(Statement s, String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("IV_")) {
      findings.note(s, Action.IGNORE, UserCode.SAID_BY_US, name);
    } else {
      findings.note(s, Action.IGNORE, UserCode.VARIABLE);
    }
  }

  private void passwordSave(Statement s) {
    if (arguments.oneOf(s, 0, List.of("0", "1")) && s.arg(0).equals("1")) {
      findings.note(s, Action.IGNORE, UserCode.PASSWORDS_NOT_SAVED);
    }
  }

  /** A profile speaks once, to whoever imports it. */
  private void echo(Statement s) {
    List<String> words = new ArrayList<>(List.of(s.name()));
    words.addAll(s.args());
    EchoTexts texts = new EchoTexts();
    texts
        .take(words)
        .ifPresent(
            why ->
                findings.note(
                    s,
                    Action.IGNORE,
                    switch (why) {
                      case PASSWORDS -> UserCode.ECHO_PASSWORDS;
                      case VARIABLES -> UserCode.ECHO_VARIABLES;
                      case UNKNOWN -> UserCode.ECHO_UNKNOWN;
                    }));
    for (String text : texts.lines()) {
      findings.note(
          s,
          Action.SUPPORT,
          UserCode.SAYS,
          text.substring(0, Math.min(text.length(), LONGEST_CHALLENGE)));
    }
  }

  private void filter(Statement s) {
    if (!arguments.oneOf(s, 0, List.of("accept", "ignore", "reject"))) {
      return;
    }
    PullSettings.Filter.Action action =
        PullSettings.Filter.Action.valueOf(s.arg(0).toUpperCase(Locale.ROOT));
    filters.add(new PullSettings.Filter(action, s.arg(1)));
  }

  /** At the end of the file. */
  void check() {
    if (usernameOnly.isPresent() && challenge.isPresent()) {
      arguments.invalid(usernameOnly.get(), UserCode.QUESTION_WITHOUT_PASSWORD);
    }
    if (tooMuchPeerInfo.isPresent() && pushPeerInfo) {
      arguments.invalid(
          tooMuchPeerInfo.get(),
          UserCode.PEER_VALUES,
          Integer.toString(tooMuchBytes),
          Integer.toString(MOST));
    }
    if (peerInfoAt.isPresent() && !pushPeerInfo) {
      findings.note(
          peerInfoAt.get(), Action.IGNORE, UserCode.PEER_VALUE_NOT_SENT, peerInfoAt.get().arg(0));
    }
  }

  boolean userPass() {
    return userPass;
  }

  Optional<Credentials> credentials() {
    return credentials;
  }

  LoginSettings login() {
    return new LoginSettings(username, usernameOnly.isEmpty(), challenge, retry, forgets);
  }

  boolean pushPeerInfo() {
    return pushPeerInfo;
  }

  boolean noClientCertificate() {
    return noClientCertificate;
  }

  /** Values for the server: only with {@code push-peer-info}, as in OpenVPN. */
  Map<String, String> peerInfo() {
    return pushPeerInfo ? peerInfo : Map.of();
  }

  PullSettings pull(boolean pulls) {
    return new PullSettings(pulls, routeNoPull, filters);
  }

  /**
   * @param meta the Access Server's comments, of which some name the profile
   */
  Optional<String> friendlyName(Map<String, String> meta) {
    return name(meta.get("FRIENDLY_NAME"))
        .or(() -> friendlyName)
        .or(() -> name(meta.get("PROFILE")).map(p -> p.split("/", 2)[0]))
        .map(String::strip)
        .filter(n -> !n.isEmpty());
  }

  private static Optional<String> name(@org.jspecify.annotations.Nullable String value) {
    return Optional.ofNullable(value).filter(v -> !v.isBlank());
  }
}
