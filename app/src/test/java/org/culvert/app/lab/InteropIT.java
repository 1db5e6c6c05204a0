package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our client against Debian's OpenVPN server, in what both can speak. */
@Tag("interop")
class InteropIT {
  private static final List<String> CIPHERS =
      List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305");

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

  /** Every pair of transport, wrap, TLS version and cipher meets in some row. */
  static Stream<Arguments> combinations() {
    List<Arguments> rows = new ArrayList<>();
    int count = 0;
    for (String protocol : List.of("udp4", "udp6")) {
      for (OpenVpnServer.Wrap wrap : OpenVpnServer.Wrap.values()) {
        // Nine rows for each protocol, an odd number: the versions swap places in the second nine.
        for (String cipher : CIPHERS) {
          rows.add(Arguments.of(protocol, wrap, count++ % 2 == 0 ? "1.3" : "1.2", cipher));
        }
      }
    }
    // What depends on the transport: the framing, with each wrap and each cipher once for a family.
    for (String protocol : List.of("tcp4", "tcp6")) {
      for (OpenVpnServer.Wrap wrap : OpenVpnServer.Wrap.values()) {
        String cipher = CIPHERS.get((count + count / CIPHERS.size()) % CIPHERS.size());
        rows.add(Arguments.of(protocol, wrap, count++ % 2 == 0 ? "1.3" : "1.2", cipher));
      }
    }
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}, {1}, TLS {2}, {3}")
  @MethodSource("combinations")
  void connectsAndCarriesPacketsBothWays(
      String protocol, OpenVpnServer.Wrap wrap, String tls, String cipher) {
    OpenVpnServer server =
        start(OpenVpnServer.options(LAB).protocol(protocol).wrap(wrap).tls(tls).cipher(cipher));
    String before = Lab.machine(LAB.clientHost());
    Cli cli = connect(server);

    Json status = cli.status("lab");
    assertEquals("connected", status.text("state"));
    assertEquals(cipher, status.text("cipher"));
    assertEquals("TLSv" + tls, status.text("tls.version"));
    assertTrue(status.text("tls.peer").contains("lab-server"), status.text("tls.peer"));
    assertEquals(protocol, status.text("remote.transport"));
    Await.until(
        "the server uses " + cipher,
        Duration.ofSeconds(10),
        () -> server.process().log().contains("Data Channel: cipher '" + cipher + "'"));

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    Traffic.ping(LAB.serverHost(), withoutPrefix(status.text("tunnel.ipv4")));
    Traffic.ping(LAB.serverHost(), withoutPrefix(status.text("tunnel.ipv6")));
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);

    cli.ok("disconnect", "lab");
    assertEquals("disconnected", cli.state("lab"));
    assertEquals(before, Lab.machine(LAB.clientHost()));
  }

  @ParameterizedTest
  @CsvSource({
    "udp4, AES-256-GCM",
    "udp4, AES-128-GCM",
    "udp4, CHACHA20-POLY1305",
    "tcp4, AES-256-GCM",
    "tcp6, CHACHA20-POLY1305"
  })
  void aHundredMegabytesArriveUnchangedEachWay(String protocol, String cipher) {
    OpenVpnServer server = start(OpenVpnServer.options(LAB).protocol(protocol).cipher(cipher));
    Cli cli = connect(server);

    Traffic traffic = LAB.traffic();
    traffic.upload(100);
    traffic.download(100);

    // What a session has counted is told four times a second.
    Await.until(
        "the status counts what was moved",
        Duration.ofSeconds(5),
        () -> {
          Json status = cli.status("lab");
          return status.number("bytesOut") > 100_000_000 && status.number("bytesIn") > 100_000_000;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2", "1.3"})
  void logsInWithUserAndPassword(String tls) {
    OpenVpnServer server =
        start(OpenVpnServer.options(LAB).tls(tls).login(LAB, "jane", "correct horse ü"));
    Cli cli = imported(server);

    cli.runWith("jane\ncorrect horse ü\n", "connect", "lab", "--auth-stdin", "--wait", "20")
        .orFail();

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertTrue(server.process().log().contains("Username/Password authentication succeeded"));
  }

  @Test
  void readsUserAndPasswordFromAFile() {
    OpenVpnServer server = start(OpenVpnServer.options(LAB).login(LAB, "jane", "secret"));
    Cli cli = imported(server);
    String file = LAB.write("login.txt", "jane\nsecret\n").toString();

    cli.ok("connect", "lab", "--auth-file", file, "--wait", "20");

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertTrue(!helper.process().log().contains("secret"), "the password is in the helper's log");
  }

  @Test
  void aRedirectedGatewaySendsTheWorldThroughTheTunnelAndIsTakenBack() {
    OpenVpnServer server =
        start(OpenVpnServer.options(LAB).line("push \"redirect-gateway def1 ipv6\""));
    String before = Lab.machine(LAB.clientHost());
    Cli cli = connect(server);
    String device = cli.status("lab").text("tunnel.device");

    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    assertEquals(device, deviceTowards(Lab.WORLD_IPV4));
    assertEquals(device, deviceTowards("2001:db8::1"));
    assertEquals("wire0", deviceTowards(Lab.SERVER_IPV4));

    cli.ok("disconnect", "lab");
    assertEquals(before, Lab.machine(LAB.clientHost()));
  }

  private static String deviceTowards(String address) {
    String route = Shell.out("ip", "-n", LAB.clientHost(), "route", "get", address);
    return route.replaceAll("(?s).* dev (\\S+) .*", "$1");
  }

  private static OpenVpnServer start(OpenVpnServer.Options options) {
    return OpenVpnServer.start(LAB, options).awaitReady();
  }

  private static Cli imported(OpenVpnServer server) {
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    return cli;
  }

  private static Cli connect(OpenVpnServer server) {
    Cli cli = imported(server);
    cli.ok("connect", "lab", "--wait", "20");
    return cli;
  }

  private static String withoutPrefix(String address) {
    return address.replaceAll("/.*", "");
  }
}
