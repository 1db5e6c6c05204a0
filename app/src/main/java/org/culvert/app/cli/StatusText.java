package org.culvert.app.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.Explanations;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.DnsInfo;
import org.culvert.core.api.SessionStatus.RemoteInfo;
import org.culvert.core.api.SessionStatus.TunnelInfo;

/** A session's status in words. */
final class StatusText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private StatusText() {}

  /** One line: the state and what is most worth knowing in it. */
  static String line(SessionStatus status) {
    return status.name() + ": " + state(status);
  }

  /** The state, and in brackets what is most worth knowing in it. */
  static String state(SessionStatus status) {
    String detail =
        switch (status.state()) {
          case RESOLVING -> status.remote().map(RemoteInfo::host).orElse("");
          case CONNECTING, AUTHENTICATING -> status.remote().map(StatusText::way).orElse("");
          case CONNECTED -> connected(status);
          case RECONNECTING, FAILED, WAITING_FOR_USER ->
              status.lastError().map(problem -> problem.message()).orElse("");
          case CONFIGURING, DISCONNECTING, DISCONNECTED -> "";
        };
    // What still blocks has more to say than that it is over.
    String blocked =
        status.blocking() && status.state().ended() && !saysBlocked(status)
            ? (detail.isEmpty() ? "" : "; ") + "traffic stays blocked by its kill switch"
            : "";
    String all = detail + blocked;
    return status.state().wireName() + (all.isEmpty() ? "" : " (" + all + ")");
  }

  private static boolean saysBlocked(SessionStatus status) {
    return status
        .lastError()
        .filter(problem -> problem.code() == ProblemCode.TRAFFIC_BLOCKED)
        .isPresent();
  }

  private static String connected(SessionStatus status) {
    return Stream.of(
            status.tunnel().map(TunnelInfo::device),
            status.tunnel().map(StatusText::addresses).filter(text -> !text.isEmpty()),
            status.cipher(),
            status.dataPath().map(SessionStatus.DataPathInfo::kind))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  /** All that is known, one thing a line. */
  static List<String> details(SessionStatus status, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(
        status.name()
            + ": "
            + status.state().wireName()
            + " since "
            + TIME.format(Instant.ofEpochMilli(status.since()).atZone(zone)));
    status.remote().ifPresent(remote -> add(lines, "server", server(remote)));
    status.remote().flatMap(RemoteInfo::proxy).ifPresent(proxy -> add(lines, "proxy", proxy));
    status
        .dataPath()
        .ifPresent(
            path -> {
              add(lines, "data path", path.kind() + ": " + path.reason().sentence());
              add(lines, "", path.reason().remedy());
              for (PathReason reason : path.further()) {
                add(lines, "", reason.sentence());
                add(lines, "", reason.remedy());
              }
            });
    status.cipher().ifPresent(cipher -> add(lines, "cipher", cipher));
    status
        .tls()
        .ifPresent(
            tls -> add(lines, "TLS", tls.version() + ", " + tls.cipherSuite() + ", " + tls.peer()));
    status.tunnel().ifPresent(tunnel -> add(lines, tunnel));
    if (status.blocking()) {
      add(
          lines,
          "kill switch",
          status.state().ended()
              ? "traffic is blocked; culvert unblock lets it pass"
              : "nothing leaves outside the tunnel");
    }
    if (status.tunnel().isPresent()) {
      add(lines, "received", Amounts.bytes(status.bytesIn()));
      add(lines, "sent", Amounts.bytes(status.bytesOut()));
      status.live().gateway().map(LiveText::of).ifPresent(text -> add(lines, "latency", text));
      status.live().batches().map(LiveText::of).ifPresent(text -> add(lines, "batches", text));
    }
    status
        .question()
        .ifPresent(
            open -> {
              add(lines, "asks", asked(open.question()));
              add(lines, "", howToAnswer(open.question(), status.name()));
            });
    status
        .lastError()
        .ifPresent(
            problem -> {
              Explanation words =
                  Explanations.of(problem, Circumstances.at(Instant.ofEpochMilli(status.since())));
              add(lines, "last error", words.happened());
              words.advice().lines().forEach(line -> add(lines, "", line));
            });
    return lines;
  }

  private static String asked(Question question) {
    return switch (question) {
      case Question.Login login ->
          (login.asksPassword() ? "user name and password" : "user name")
              + login.challenge().map(challenge -> ", and " + challenge.text()).orElse("")
              + again(login.reason());
      case Question.Challenge challenge -> challenge.text();
      case Question.KeyPassphrase key ->
          "the passphrase of the private key (" + key.key() + ")" + again(key.reason());
      case Question.ProxyLogin proxy ->
          "user name and password for the proxy " + proxy.proxy() + again(proxy.reason());
      case Question.WebLogin web -> "sign in at " + web.url();
    };
  }

  private static String again(String reason) {
    return reason.isEmpty() ? "" : "; asked again: " + reason;
  }

  private static String howToAnswer(Question question, String session) {
    return question instanceof Question.WebLogin
        ? "Open that page in a browser."
        : "Answer in the window, or here with: culvert answer " + ShellWord.of(session);
  }

  private static void add(List<String> lines, TunnelInfo tunnel) {
    add(lines, "device", tunnel.device() + ", MTU " + tunnel.mtu());
    add(lines, "addresses", addresses(tunnel));
    add(lines, "routes", String.join(", ", tunnel.routes()));
    DnsInfo dns = tunnel.dns();
    add(lines, "DNS", dns.servers().isEmpty() ? "" : servers(dns));
    add(lines, "domains", String.join(", ", dns.search()));
  }

  private static String servers(DnsInfo dns) {
    String servers = String.join(", ", dns.servers());
    return dns.setIn().isEmpty()
        ? servers + " (pushed; not applied)"
        : servers
            + (dns.domains().isEmpty() ? "" : " for " + String.join(", ", dns.domains()))
            + " (set in "
            + dns.setIn().get()
            + ")";
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(String.format(Locale.ROOT, "  %-11s %s", label, text));
    }
  }

  private static String addresses(TunnelInfo tunnel) {
    return Stream.of(tunnel.ipv4(), tunnel.ipv6())
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static String way(RemoteInfo remote) {
    return server(remote) + remote.proxy().map(proxy -> ", through the proxy " + proxy).orElse("");
  }

  private static String server(RemoteInfo remote) {
    String address =
        remote
            .address()
            .filter(known -> !known.equals(remote.host()))
            .map(known -> " at " + known)
            .orElse("");
    return remote.host()
        + address
        + " port "
        + remote.port()
        + ", "
        + transport(remote.transport());
  }

  private static String transport(String wireName) {
    return switch (wireName) {
      case "udp4" -> "UDP over IPv4";
      case "udp6" -> "UDP over IPv6";
      case "tcp4" -> "TCP over IPv4";
      case "tcp6" -> "TCP over IPv6";
      default -> wireName.toUpperCase(Locale.ROOT); // not resolved yet
    };
  }
}
