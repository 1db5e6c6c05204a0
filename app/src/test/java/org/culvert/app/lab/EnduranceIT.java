package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What happens while a tunnel is up: new keys, and servers that go away. */
@Tag("interop")
class EnduranceIT {
  private static final Duration LOAD = Duration.ofSeconds(12);
  private static final String NEGOTIATED = "Control Channel: TLSv1";
  private static final Pattern ANSWER = Pattern.compile("icmp_seq=([0-9]+) ttl=");

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void theServerRenewsKeysUnderLoadAndTheConnectionStays() {
    renewsUnderLoad(OpenVpnServer.options(LAB).renegotiate(3), 5);
  }

  @Test
  void theClientRenewsKeysUnderLoadAndTheConnectionStays() {
    renewsUnderLoad(OpenVpnServer.options(LAB).profileLine("reneg-sec 3"), 5);
  }

  @Test
  void keysAreRenewedWithTlsCryptAndTls12AndAPassword() {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .renegotiate(3)
            .wrap(OpenVpnServer.Wrap.TLS_CRYPT)
            .tls("1.2")
            .login(LAB, "jane", "secret");
    renewsUnderLoad(options, 5);
  }

  @Test
  void theServerRenewsKeysUnderLoadOverTcp() {
    renewsUnderLoad(OpenVpnServer.options(LAB).protocol("tcp4").renegotiate(3), 5);
  }

  @Test
  void theClientRenewsKeysUnderLoadOverTcp() {
    renewsUnderLoad(OpenVpnServer.options(LAB).protocol("tcp4").profileLine("reneg-sec 3"), 5);
  }

  private static void renewsUnderLoad(OpenVpnServer.Options options, int handshakes) {
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Cli cli = connect(server);
    Traffic traffic = LAB.traffic();

    traffic.uploadFor(LOAD);
    traffic.downloadFor(LOAD);

    Await.until(
        "the server has seen " + handshakes + " handshakes",
        Duration.ofSeconds(30),
        () -> server.process().count(NEGOTIATED) >= handshakes);
    assertEquals("connected", cli.state("lab"));
    String log = cli.ok("log", "lab").out();
    assertTrue(!log.contains("reconnecting"), log);
  }

  @Test
  void noPingIsLostWhileKeysAreRenewed() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).renegotiate(2)).awaitReady();
    connect(server);
    Running pings =
        Running.start(
            "ping",
            LAB.newPath("ping.log"),
            Map.of(),
            Lab.on(
                LAB.clientHost(), List.of("ping", "-n", "-i", "0.02", OpenVpnServer.TUNNEL_IPV4)));
    LAB.register(pings);

    Await.until(
        "the server has seen five handshakes",
        Duration.ofSeconds(30),
        () -> server.process().count(NEGOTIATED) >= 5);

    pings.interrupt();
    List<Integer> answered =
        ANSWER
            .matcher(pings.log())
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .sorted()
            .toList();
    // The newest ones may be on their way when it is interrupted.
    assertEquals(IntStream.rangeClosed(1, answered.size()).boxed().toList(), answered, pings::log);
    assertTrue(answered.size() > 100, pings::log);
  }

  @Test
  void aRestartedServerIsFoundAgain() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).keepalive(1, 4)).awaitReady();
    Cli cli = connect(server);

    server.stop();
    server.startAgain();

    Await.until(
        "packets flow again",
        Duration.ofSeconds(40),
        () -> Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
    cli.awaitState("lab", "connected", Duration.ofSeconds(5));
  }

  @Test
  void overTcpAKilledServerIsNoticedAtOnceAndFoundAgain() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).protocol("tcp4").keepalive(10, 60))
            .awaitReady();
    Cli cli = connect(server);

    server.kill();

    // Ping-restart would take a minute.
    cli.awaitState("lab", "reconnecting", Duration.ofSeconds(5));
    server.startAgain();
    cli.awaitState("lab", "connected", Duration.ofSeconds(30));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  @Test
  void aServerThatSaysGoodbyeIsFoundAgainAtOnce() {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB, OpenVpnServer.options(LAB).keepalive(10, 60).line("explicit-exit-notify 1"))
            .awaitReady();
    connect(server);

    server.stop();
    server.startAgain();

    // Ping-restart would take a minute.
    Await.until(
        "packets flow again",
        Duration.ofSeconds(30),
        () -> Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
  }

  @Test
  void aKilledServerIsNoticedByPingRestartAndFoundAgain() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).keepalive(1, 4)).awaitReady();
    Cli cli = connect(server);

    server.kill();

    cli.awaitState("lab", "reconnecting", Duration.ofSeconds(12));
    Json error = cli.status("lab").at("lastError");
    assertTrue(
        List.of("peer-silent", "port-closed", "no-answer").contains(error.text("code")),
        error.toString());
    server.startAgain();
    cli.awaitState("lab", "connected", Duration.ofSeconds(40));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  @Test
  void anImpostorInTheServersPlaceDoesNotTakeTheTunnelDown() {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .keepalive(1, 4)
                    .line("push \"redirect-gateway def1 ipv6\""))
            .awaitReady();
    Cli cli = connect(server);
    String device = cli.status("lab").text("tunnel.device");
    server.kill();

    OpenVpnServer.Options others = OpenVpnServer.options(LAB);
    Pki authority = Pki.create(LAB.newPath("other-pki"), "Lab CA");
    others.serverIdentity(authority.issue("lab-server", Pki.Purpose.SERVER));
    OpenVpnServer impostor = OpenVpnServer.start(LAB, others).awaitReady();
    Await.until(
        "the impostor is refused",
        Duration.ofSeconds(30),
        () -> cli.ok("log", "lab").out().contains("not signed by the profile's ca"));

    assertEquals("reconnecting", cli.state("lab"));
    String way = Shell.out("ip", "-n", LAB.clientHost(), "route", "get", Lab.WORLD_IPV4);
    assertTrue(way.contains("dev " + device), way);
    impostor.stop();
    server.startAgain();
    cli.awaitState("lab", "connected", Duration.ofSeconds(40));
  }

  private static Cli connect(OpenVpnServer server) {
    Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.runWith("jane\nsecret\n", "connect", "lab", "--auth-stdin", "--wait", "20").orFail();
    return cli;
  }
}
