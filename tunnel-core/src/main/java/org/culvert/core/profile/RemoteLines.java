package org.culvert.core.profile;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PrintableText;
import org.culvert.core.profile.ConnectionDraft.Protocol;
import org.culvert.core.profile.ConnectionDraft.RemoteLine;
import org.culvert.core.profile.Remote.Family;
import org.culvert.core.profile.Remote.Transport;

/** Reads {@code remote} lines; where one is miswritten, says how it should be. */
final class RemoteLines {
  private static final Map<String, Protocol> PROTOCOLS =
      Map.of(
          "udp", Protocol.UDP,
          "udp4", new Protocol(Transport.UDP, Family.IPV4),
          "udp6", new Protocol(Transport.UDP, Family.IPV6),
          "tcp", new Protocol(Transport.TCP, Family.ANY),
          "tcp4", new Protocol(Transport.TCP, Family.IPV4),
          "tcp6", new Protocol(Transport.TCP, Family.IPV6),
          "tcp-client", new Protocol(Transport.TCP, Family.ANY),
          "tcp4-client", new Protocol(Transport.TCP, Family.IPV4),
          "tcp6-client", new Protocol(Transport.TCP, Family.IPV6));
  private static final Map<String, Integer> SERVICES =
      Map.of("openvpn", 1194, "https", 443, "http", 80, "domain", 53);

  private final Arguments arguments;
  private final Findings findings;

  RemoteLines(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  /** A server; nothing after an error was reported. */
  Optional<RemoteLine> read(Statement s) {
    String host = s.arg(0);
    if (s.has(1) && PROTOCOLS.containsKey(host)) {
      String rest = s.arg(1) + (s.has(2) ? " " + s.arg(2) : " 1194");
      arguments.invalid(s, ServerCode.HOST_FIRST, "remote " + rest + " " + host);
      return Optional.empty();
    }
    if (host.contains("://")) {
      String bare = host.replaceFirst("^.*?://", "").replaceFirst("[/:].*$", "");
      arguments.invalid(s, ServerCode.WEB_ADDRESS, "remote " + bare + " 1194");
      return Optional.empty();
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int colon = host.indexOf(':');
    if (colon >= 0 && colon == host.lastIndexOf(':')) {
      String after = host.substring(colon + 1);
      arguments.invalid(
          s,
          ServerCode.COLON,
          "remote "
              + host.substring(0, colon)
              + " "
              + (after.isEmpty() ? s.has(1) ? s.arg(1) : "1194" : after));
      return Optional.empty();
    }
    if (!isHost(host)) {
      arguments.invalid(s, ServerCode.NO_HOST);
      return Optional.empty();
    }
    OptionalInt port = s.has(1) ? port(s, 1) : OptionalInt.empty();
    Optional<Protocol> protocol = s.has(2) ? protocol(s, s.arg(2)) : Optional.empty();
    return Optional.of(new RemoteLine(s, host, port, protocol));
  }

  static boolean isHost(String host) {
    return !host.isEmpty()
        && host.length() <= 255
        && host.codePoints().allMatch(RemoteLines::hostCharacter);
  }

  private static boolean hostCharacter(int c) {
    return c > ' '
        && c != '/'
        && c != '\\'
        && c != '"'
        && c != '\''
        && c != ','
        // What turns the writing direction would show another server than it leads to.
        && PrintableText.isPlain(c);
  }

  /** A port's number, or the name of a service. */
  OptionalInt port(Statement s, int index) {
    Integer service = SERVICES.get(s.arg(index));
    if (service != null) {
      return OptionalInt.of(service);
    }
    return arguments.number(s, index, 1, 65535);
  }

  /** The meaning of a {@code proto} word. */
  Optional<Protocol> protocol(Statement s, String word) {
    Protocol known = PROTOCOLS.get(word);
    if (known != null) {
      return Optional.of(known);
    }
    if (word.endsWith("-server")) {
      findings.error(s, Action.SERVER_CONFIG, ServerCode.SERVERS_PROTOCOL, word);
    } else {
      arguments.invalid(s, ServerCode.NO_PROTOCOL, word);
    }
    return Optional.empty();
  }
}
