package org.culvert.app.ui.connect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.culvert.core.api.SessionStatus.DnsInfo;
import org.culvert.core.api.SessionStatus.RemoteInfo;
import org.culvert.core.api.SessionStatus.TlsInfo;
import org.culvert.core.api.SessionStatus.TunnelInfo;

/**
 * What was negotiated, as lines for people; empty text where nothing is known.
 *
 * @param server host and port
 * @param serverDetail address and transport
 * @param tunnelAddresses IPv4 and IPv6, one a line
 * @param encryption the data cipher
 * @param encryptionDetail the TLS version
 * @param dataPathReason why this path was taken, and what would let the kernel carry the packets
 * @param way what packets pass
 */
public record SessionFacts(
    String server,
    String serverDetail,
    String tunnelAddresses,
    String encryption,
    String encryptionDetail,
    String dataPath,
    String dataPathReason,
    TunnelWay way,
    List<Fact> details) {

  /** A name with its value. */
  public record Fact(String name, String value) {}

  public SessionFacts {
    details = List.copyOf(details);
  }

  /**
   * The facts in a status.
   *
   * @param profileServer what the profile says, until the session says better
   */
  public static SessionFacts of(SessionStatus status, String profileServer) {
    return new SessionFacts(
        status.remote().map(SessionFacts::hostAndPort).orElse(profileServer),
        status.remote().map(SessionFacts::addressAndTransport).orElse(""),
        status.tunnel().map(SessionFacts::addresses).orElse(""),
        status.cipher().orElse(""),
        status.tls().map(TlsInfo::version).map(SessionFacts::tlsVersion).orElse(""),
        dataPath(status).map(path -> Texts.of("path." + path.kind())).orElse(""),
        dataPath(status).map(path -> Texts.of(path)).orElse(""),
        TunnelWay.of(status),
        Stream.of(
                status.remote().flatMap(RemoteInfo::proxy).stream().map(SessionFacts::proxy),
                status.tls().stream().flatMap(SessionFacts::tlsDetails),
                status.tunnel().stream().flatMap(SessionFacts::tunnelDetails),
                killSwitch(status))
            .flatMap(facts -> facts)
            .filter(fact -> !fact.value().isEmpty())
            .toList());
  }

  /** Whether there is anything to show. */
  public boolean isEmpty() {
    return server.isEmpty() && tunnelAddresses.isEmpty() && encryption.isEmpty();
  }

  /** Before there are packets, and after, no path carries them. */
  private static Optional<DataPathInfo> dataPath(SessionStatus status) {
    boolean carries =
        status.state() == SessionState.CONFIGURING || status.state() == SessionState.CONNECTED;
    return status.dataPath().filter(_ -> carries);
  }

  private static String hostAndPort(RemoteInfo remote) {
    String host = remote.host().contains(":") ? "[" + remote.host() + "]" : remote.host();
    return host + ":" + remote.port();
  }

  private static String addressAndTransport(RemoteInfo remote) {
    String transport = transport(remote.transport());
    return remote
        .address()
        .filter(address -> !address.equals(remote.host()))
        .map(address -> address + " · " + transport)
        .orElse(transport);
  }

  private static String transport(String wireName) {
    return switch (wireName) {
      case "udp4", "udp6", "tcp4", "tcp6" -> Texts.of("transport." + wireName);
      default -> wireName;
    };
  }

  private static String addresses(TunnelInfo tunnel) {
    return String.join(
        "\n", Stream.of(tunnel.ipv4(), tunnel.ipv6()).flatMap(Optional::stream).toList());
  }

  private static String tlsVersion(String version) {
    return version.startsWith("TLS")
        ? version.replaceFirst("^TLSv?\\s*", "TLS ")
        : "TLS " + version;
  }

  private static Stream<Fact> killSwitch(SessionStatus status) {
    return Stream.of(status)
        .filter(SessionStatus::blocking)
        .map(_ -> new Fact(Texts.of("fact.kill"), Texts.of("fact.kill.on")));
  }

  private static Fact proxy(String proxy) {
    return new Fact(Texts.of("fact.proxy"), proxy);
  }

  private static Stream<Fact> tlsDetails(TlsInfo tls) {
    return Stream.of(
        new Fact(Texts.of("fact.tls-suite"), tls.cipherSuite()),
        new Fact(Texts.of("fact.tls-peer"), tls.peer()));
  }

  private static String servers(DnsInfo dns) {
    String servers = String.join(", ", dns.servers());
    if (servers.isEmpty()) {
      return "";
    }
    if (dns.setIn().isEmpty()) {
      return Texts.of("fact.unused", servers);
    }
    return dns.domains().isEmpty()
        ? servers
        : Texts.of("fact.split", servers, String.join(", ", dns.domains()));
  }

  private static Stream<Fact> tunnelDetails(TunnelInfo tunnel) {
    DnsInfo dns = tunnel.dns();
    return Stream.of(
        new Fact(Texts.of("fact.device"), tunnel.device()),
        new Fact(Texts.of("fact.mtu"), String.valueOf(tunnel.mtu())),
        new Fact(Texts.of("fact.dns"), servers(dns)),
        new Fact(Texts.of("fact.search"), String.join(", ", dns.search())),
        new Fact(Texts.of("fact.routes"), String.join("\n", tunnel.routes())));
  }
}
