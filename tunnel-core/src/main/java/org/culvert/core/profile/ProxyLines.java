package org.culvert.core.profile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.Proxy.HttpLogin;

/** Reads the lines about proxies. */
final class ProxyLines {
  private static final int SOCKS_PORT = 1080;
  private static final int MOST_HEADERS = 10;

  /** What SOCKS can carry; HTTP could more, but nobody has it. */
  private static final int LONGEST_LOGIN = 255;

  private static final String HTTP_LOGIN = "http-proxy-user-pass";
  private static final String SOCKS_LOGIN = "socks-proxy-user-pass";

  private final Arguments arguments;
  private final Findings findings;
  private final Materials materials;
  private final RemoteLines remotes;

  ProxyLines(Findings findings, Materials materials) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.materials = materials;
    this.remotes = new RemoteLines(findings);
  }

  /** Returns false when the line is about something else. */
  boolean read(Statement s, ProxyDraft draft) {
    switch (s.name()) {
      case "http-proxy", "http-proxy-override" -> http(s, draft);
      case "http-proxy-option" -> option(s, draft);
      case HTTP_LOGIN -> {
        if (login(s)) {
          draft.httpCredentials = credentials(s, s, HTTP_LOGIN);
        }
      }
      case "socks-proxy" -> socks(s, draft);
      case SOCKS_LOGIN -> {
        if (login(s)) {
          draft.socksCredentials = credentials(s, s, SOCKS_LOGIN);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void http(Statement s, ProxyDraft draft) {
    draft.http = end(s, OptionalInt.empty());
    draft.httpLogin = HttpLogin.WHEN_ASKED;
    String login = s.has(2) ? s.arg(2) : "auto";
    String method = s.has(3) ? s.arg(3) : isFile(login) ? "basic" : "none";
    switch (method) {
      case "none" -> {}
      case "basic" -> draft.httpLogin = HttpLogin.BASIC_AT_ONCE;
      case "ntlm", "ntlm2" -> {
        findings.error(s, Action.REFUSE, ServerCode.BROKEN_PROXY_LOGIN, method);
        return;
      }
      default -> {
        arguments.oneOf(s, 3, List.of("none", "basic"));
        return;
      }
    }
    if (login.equals("auto-nct")) {
      draft.httpLogin = HttpLogin.NEVER_IN_CLEAR;
    } else if (isFile(login)) {
      String end = s.arg(0) + " " + s.arg(1) + " auto " + method;
      draft.httpCredentials = credentials(s, file(s), HTTP_LOGIN, s.name() + " " + end);
    }
  }

  /** {@code stdin} asks at a terminal: we ask anyway when the proxy does. */
  private static boolean isFile(String word) {
    return !List.of("auto", "auto-nct", "stdin", "none").contains(word);
  }

  private void socks(Statement s, ProxyDraft draft) {
    draft.socks = end(s, OptionalInt.of(SOCKS_PORT));
    if (s.has(2) && isFile(s.arg(2))) {
      String line = "socks-proxy " + s.arg(0) + " " + s.arg(1);
      draft.socksCredentials = credentials(s, file(s), SOCKS_LOGIN, line);
    }
  }

  /** The third word as the first one: where {@link Materials} looks for a file's name. */
  private static Statement file(Statement s) {
    return new Statement(s.line(), s.lastLine(), s.name(), List.of(s.arg(2)), Optional.empty());
  }

  private Optional<ProxyDraft.End> end(Statement s, OptionalInt usual) {
    String host = s.arg(0);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    if (!RemoteLines.isHost(host)) {
      arguments.invalid(s, ServerCode.NO_PROXY_HOST);
      return Optional.empty();
    }
    OptionalInt port = s.has(1) ? remotes.port(s, 1) : usual;
    return port.isPresent()
        ? Optional.of(new ProxyDraft.End(host, port.getAsInt()))
        : Optional.empty();
  }

  private void option(Statement s, ProxyDraft draft) {
    switch (s.arg(0)) {
      case "VERSION" -> {
        if (s.has(1) && arguments.oneOf(s, 1, List.of("1.0", "1.1"))) {
          draft.version = s.arg(1);
        }
      }
      case "AGENT" -> {
        if (s.has(1) && printable(s, s.arg(1))) {
          draft.agent = Optional.of(s.arg(1));
        }
      }
      case "CUSTOM-HEADER" -> header(s, draft);
      case "EXT1", "EXT2" ->
          findings.note(s, Action.IGNORE, ServerCode.PROXY_OPTION_UNUSED, s.arg(0));
      default -> arguments.oneOf(s, 0, List.of("VERSION", "AGENT", "CUSTOM-HEADER"));
    }
  }

  private void header(Statement s, ProxyDraft draft) {
    // OpenVPN takes "Name: value" in one word as well.
    String name = s.has(1) ? s.arg(1) : "";
    String value = s.has(2) ? s.arg(2) : "";
    int colon = name.indexOf(':');
    if (!s.has(2) && colon > 0) {
      value = name.substring(colon + 1).strip();
      name = name.substring(0, colon);
    }
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}") || value.length() > 1024) {
      arguments.invalid(s, ServerCode.NO_HEADER);
    } else if (draft.headers.size() == MOST_HEADERS) {
      arguments.invalid(s, ServerCode.TOO_MANY_HEADERS);
    } else if (printable(s, value)) {
      draft.headers.add(new Proxy.Header(name, value));
    }
  }

  private boolean printable(Statement s, String text) {
    boolean good = text.length() <= 1024 && text.chars().noneMatch(c -> c < ' ' || c == 127);
    if (!good) {
      arguments.invalid(s, ServerCode.PROXY_VALUE);
    }
    return good;
  }

  /** Whether there is something to read; a line may announce a block. */
  private boolean login(Statement s) {
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return false;
    }
    return true;
  }

  /**
   * User name and password of a block or of a file that {@code source} names; the file becomes a
   * block in the profile that is complete in itself.
   */
  private Optional<Credentials> credentials(
      Statement s, Statement source, String block, String... line) {
    Optional<byte[]> bytes = source.block().map(b -> b.getBytes(StandardCharsets.UTF_8));
    if (bytes.isPresent()) {
      materials.text(source);
    } else {
      bytes = materials.file(source);
    }
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = Materials.lines(bytes.get());
    if (lines.size() < 2 || lines.getFirst().isBlank() || lines.get(1).isEmpty()) {
      findings.note(s, Action.SUPPORT, ServerCode.PROXY_PASSWORD_MISSING);
      materials.replace(s, line);
      return Optional.empty();
    }
    String name = lines.getFirst().strip();
    if (!possible(name) || !possible(lines.get(1))) {
      arguments.invalid(s, ServerCode.PROXY_LOGIN_IMPOSSIBLE);
      return Optional.empty();
    }
    if (source.block().isEmpty()) {
      List<String> replacement = new ArrayList<>(List.of(line));
      replacement.addAll(List.of("<" + block + ">", name, lines.get(1), "</" + block + ">"));
      materials.replace(s, replacement.toArray(String[]::new));
    }
    return Optional.of(new Credentials(name, Secret.ofText(lines.get(1))));
  }

  /** A line that ends the block which it stands in would let the next one be a directive. */
  private static boolean possible(String line) {
    return !line.stripLeading().startsWith("</")
        && line.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOGIN;
  }
}
