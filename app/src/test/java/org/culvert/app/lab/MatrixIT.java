package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server's and a profile's lines alone can ask for, with each OpenVPN version: connected,
 * checked data both ways, and disconnected without a trace. What needs more has a test of its own.
 */
@Tag("interop")
class MatrixIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static HelperProcess helper;

  @BeforeAll
  static void startHelper() {
    helper = HelperProcess.startForAll(LAB);
  }

  @AfterEach
  void endSessions() {
    Cli.here(LAB, helper).ok("disconnect", "--all");
  }

  /** What was agreed on; looked at while connected. */
  interface Look extends BiConsumer<OpenVpnServer, Cli> {}

  /** A row of the table. */
  record Row(String name, UnaryOperator<OpenVpnServer.Options> options, Look look) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, UnaryOperator<OpenVpnServer.Options> options, Look look) {
    return new Row(name, options, look);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    transports(rows);
    controlChannel(rows);
    dataChannel(rows);
    authentication(rows);
    pushed(rows);
    return rows;
  }

  private static void transports(List<Row> rows) {
    rows.add(row("UDP over IPv4", o -> o.protocol("udp4"), status("remote.transport", "udp4")));
    rows.add(row("UDP over IPv6", o -> o.protocol("udp6"), status("remote.transport", "udp6")));
    rows.add(row("TCP over IPv4", o -> o.protocol("tcp4"), status("remote.transport", "tcp4")));
    rows.add(row("TCP over IPv6", o -> o.protocol("tcp6"), status("remote.transport", "tcp6")));
  }

  private static void controlChannel(List<Row> rows) {
    rows.add(row("TLS 1.2", o -> o.tls("1.2"), status("tls.version", "TLSv1.2")));
    rows.add(row("TLS 1.3", o -> o.tls("1.3"), status("tls.version", "TLSv1.3")));
    rows.add(
        row(
            "no key around control packets",
            o -> o.wrap(OpenVpnServer.Wrap.PLAIN),
            MatrixIT::none));
    rows.add(row("tls-auth SHA1", o -> tlsAuth(o, "SHA1", "0", "1"), MatrixIT::none));
    rows.add(
        row(
            "tls-auth SHA512, both directions",
            o -> tlsAuth(o, "SHA512", "1", "0"),
            MatrixIT::none));
    rows.add(row("tls-auth without direction", o -> tlsAuth(o, "SHA256", "", ""), MatrixIT::none));
    rows.add(row("tls-crypt", o -> o.wrap(OpenVpnServer.Wrap.TLS_CRYPT), MatrixIT::none));
    rows.add(row("tls-crypt-v2", o -> tlsCryptV2(o, ""), MatrixIT::none));
    rows.add(
        row(
            "tls-crypt-v2 with cookies enforced",
            o -> tlsCryptV2(o, "force-cookie"),
            MatrixIT::none));
    rows.add(row("renegotiation", o -> o.renegotiate(4), renewed()));
    rows.add(
        row(
            "renegotiation with dynamic tls-crypt",
            o -> o.renegotiate(4).wrap(OpenVpnServer.Wrap.TLS_CRYPT),
            renewed().andThen(serverLog("dyn-tls-crypt"))::accept));
    rows.add(
        row(
            "renegotiation by bytes",
            o -> o.profileLine("reneg-bytes 300000"),
            MatrixIT::renewsByBytes));
    rows.add(
        row(
            "verify-x509-name",
            o -> o.profileLine("verify-x509-name lab-server name"),
            MatrixIT::none));
  }

  private static void dataChannel(List<Row> rows) {
    for (String cipher : List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305")) {
      rows.add(row(cipher, o -> o.cipher(cipher), cipher(cipher)));
    }
    rows.add(
        row(
            "AES-256-CBC with SHA256",
            o -> both(o.cipher("AES-256-CBC"), "auth SHA256"),
            cipher("AES-256-CBC")));
    rows.add(row("AES-128-CBC with SHA1", o -> o.cipher("AES-128-CBC"), cipher("AES-128-CBC")));
    rows.add(
        row(
            "BF-CBC with SHA1",
            o -> o.cipher("BF-CBC").line("providers legacy default"),
            cipher("BF-CBC")));
    rows.add(row("comp-lzo no", o -> both(o, "comp-lzo no"), MatrixIT::none));
    rows.add(
        row(
            "compress stub-v2",
            o -> o.line("compress stub-v2").line("push \"compress stub-v2\""),
            MatrixIT::none));
    rows.add(
        row(
            "compressed by the server: LZ4",
            o -> compressing(o, "compress lz4-v2"),
            MatrixIT::none));
    rows.add(
        row("compressed by the server: LZO", o -> compressing(o, "comp-lzo yes"), MatrixIT::none));
    rows.add(row("mssfix", o -> o.profileLine("mssfix 1200"), MatrixIT::none));
    rows.add(row("tun-mtu 1400", o -> both(o, "tun-mtu 1400"), status("tunnel.mtu", "1400")));
  }

  private static void authentication(List<Row> rows) {
    rows.add(row("certificate only", o -> o, MatrixIT::none));
    rows.add(
        row(
            "user name and password",
            o -> o.login(LAB, "jane", "secret"),
            serverLog("Username/Password authentication succeeded")));
    rows.add(
        row(
            "user name and password, no certificate",
            o -> o.login(LAB, "jane", "secret").withoutClientCertificate(),
            serverLog("Username/Password authentication succeeded")));
    rows.add(
        row(
            "auth-token after the first login",
            o -> o.login(LAB, "jane", "secret").line("auth-gen-token 3600 600").renegotiate(4),
            renewed().andThen(serverLog("token"))::accept));
  }

  private static void pushed(List<Row> rows) {
    rows.add(
        row(
            "topology subnet",
            o -> o,
            (server, cli) -> assertTrue(ipv4(cli).endsWith("/24"), ipv4(cli))));
    rows.add(
        row(
            "topology net30",
            o -> o.line("topology net30"),
            (server, cli) -> assertTrue(ipv4(cli).startsWith("10.8.0.6"), ipv4(cli))));
    rows.add(
        row(
            "topology p2p",
            o -> o.line("topology p2p"),
            (server, cli) -> assertTrue(ipv4(cli).startsWith("10.8.0."), ipv4(cli))));
    rows.add(
        row(
            "IPv4 and IPv6 addresses",
            o -> o,
            (server, cli) -> {
              Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
              Traffic.ping(
                  LAB.serverHost(), cli.status("lab").text("tunnel.ipv6").replaceAll("/.*", ""));
            }));
    rows.add(
        row(
            "routes with metrics",
            o -> o.line("push \"route 198.51.100.0 255.255.255.0 vpn_gateway 77\""),
            (server, cli) ->
                assertTrue(
                    Lab.machine(LAB.clientHost())
                        .lines()
                        .anyMatch(
                            line ->
                                line.startsWith("198.51.100.0/24") && line.contains("metric 77")),
                    () -> Lab.machine(LAB.clientHost()))));
    rows.add(
        row(
            "redirect-gateway def1 ipv6",
            o -> o.line("push \"redirect-gateway def1 ipv6\""),
            (server, cli) -> Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4)));
    rows.add(
        row(
            "keepalive and ping-restart",
            o -> o.keepalive(1, 4),
            (server, cli) -> {
              server.kill();
              cli.awaitState("lab", "reconnecting", PATIENCE);
              server.startAgain();
              cli.awaitState("lab", "connected", PATIENCE.multipliedBy(2));
            }));
  }

  static Stream<Arguments> cells() {
    return rows().stream()
        .flatMap(
            row -> Stream.of(ServerVersion.values()).map(version -> Arguments.of(row, version)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cells")
  void carriesPacketsBothWays(Row row, ServerVersion version) {
    OpenVpnServer.Options options =
        row.options().apply(OpenVpnServer.options(LAB).version(version));
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    String before = Lab.machine(LAB.clientHost());
    Cli cli = Cli.here(LAB, helper);
    String profile = server.profile();
    String file = LAB.write("lab.ovpn", profile).toString();
    cli.ok("import", file, "--name", "lab");
    if (profile.contains("auth-user-pass")) {
      cli.runWith("jane\nsecret\n", "connect", "lab", "--auth-stdin", "--wait", "20").orFail();
    } else {
      cli.ok("connect", "lab", "--wait", "20");
    }

    row.look().accept(server, cli);
    Traffic.ping(LAB.serverHost(), ipv4(cli).replaceAll("/.*", ""));
    Traffic traffic = LAB.traffic();
    traffic.upload(1);
    traffic.download(1);
    assertEquals("connected", cli.state("lab"));

    cli.ok("disconnect", "lab");
    assertEquals(before, Lab.machine(LAB.clientHost()));
    Matrix.carried(row.name(), version);
  }

  private static String ipv4(Cli cli) {
    return cli.status("lab").text("tunnel.ipv4");
  }

  /** The server lets in nobody without this feature. */
  private static void none(OpenVpnServer server, Cli cli) {}

  private static Look status(String path, String expected) {
    return (server, cli) -> assertEquals(expected, cli.status("lab").text(path));
  }

  private static Look cipher(String name) {
    return status("cipher", name);
  }

  private static Look serverLog(String words) {
    return (server, cli) ->
        Await.until(
            "the server says \"" + words + "\"",
            PATIENCE,
            () -> server.process().log().contains(words));
  }

  /** The client asks for the new keys, so that the server tells only of its TLS sessions. */
  private static void renewsByBytes(OpenVpnServer server, Cli cli) {
    assertEquals(1, server.process().count("Control Channel: TLS"));
    Await.until(
        "traffic used up two keys",
        PATIENCE,
        () -> {
          LAB.traffic().upload(1);
          return server.process().count("Control Channel: TLS") >= 3;
        });
  }

  /** Two new keys at least, so that each slot was used again. */
  private static Look renewed() {
    return (server, cli) ->
        Await.until(
            "keys were renewed twice",
            PATIENCE,
            () -> server.process().count("TLS: soft reset") >= 2);
  }

  private static OpenVpnServer.Options both(OpenVpnServer.Options options, String line) {
    return options.line(line).profileLine(line);
  }

  private static OpenVpnServer.Options compressing(OpenVpnServer.Options options, String line) {
    return options
        .line("allow-compression yes")
        .line(line)
        .line("push \"" + line + "\"")
        .profileLine("allow-compression asym");
  }

  private static OpenVpnServer.Options tlsAuth(
      OpenVpnServer.Options options, String digest, String server, String client) {
    return options.tlsAuth(digest, server, client);
  }

  private static OpenVpnServer.Options tlsCryptV2(OpenVpnServer.Options options, String words) {
    return options.tlsCryptV2(LAB, words);
  }
}
