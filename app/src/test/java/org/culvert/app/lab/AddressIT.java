package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which address, which port, which server, by which device: and packets through all of it. */
@Tag("interop")
class AddressIT {
  private static final String NAME = "vpn.lab.test";

  /** On the cable, where no machine has them. */
  private static final String DEAD_IPV4 = "10.9.0.77";

  private static final String DEAD_IPV6 = "fd09::77";

  /** What a dead address may cost. */
  private static final Duration DEAD = Duration.ofSeconds(2);

  /** For two starts of a program and everything else, on a busy machine. */
  private static final Duration SLACK = Duration.ofSeconds(6);

  @RegisterExtension static final TestLab LAB = new TestLab();

  private Optional<OpenVpnServer> served = Optional.empty();

  @AfterEach
  void undo() {
    ip("-4 address flush dev wire0");
    ip("address add 10.9.0.2/24 dev wire0");
    ip("route replace default via 10.9.0.1");
    Shell.tryOut("ip", "netns", "exec", LAB.clientHost(), "nft", "flush", "ruleset");
    Shell.tryOut("ip", "-n", LAB.clientHost(), "link", "del", "second");
  }

  private static void ip(String words) {
    Shell.out(("ip -n " + LAB.clientHost() + " " + words).split(" ", -1));
  }

  private static void hosts(String... addresses) {
    StringBuilder text = new StringBuilder("127.0.0.1 localhost\n");
    for (String address : addresses) {
      text.append(address).append(' ').append(NAME).append('\n');
    }
    Lab.etc(LAB.clientHost(), "hosts", text.toString());
  }

  private OpenVpnServer.Options options(String protocol) {
    return options(protocol, ServerVersion.OPENVPN_2_6);
  }

  private OpenVpnServer.Options options(String protocol, ServerVersion version) {
    return OpenVpnServer.options(LAB).version(version).protocol(protocol).keepalive(1, 4);
  }

  private String serve(OpenVpnServer.Options options) {
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    served = Optional.of(server);
    return server.profile();
  }

  private OpenVpnServer server() {
    return served.orElseThrow();
  }

  private static Cli imported(String profile) {
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    return cli;
  }

  private static Cli connect(String profile) {
    Cli cli = imported(profile);
    cli.ok("connect", "lab", "--wait", "30");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    return cli;
  }

  /** The server listens on {@code listening}; the name's first address is dead. */
  @ParameterizedTest
  @CsvSource({
    "udp4, udp, fd09::77, 10.9.0.1, udp4, OPENVPN_2_6",
    "udp6, udp, 10.9.0.77, fd09::1, udp6, OPENVPN_2_7",
    "udp4, udp, 10.9.0.77, 10.9.0.1, udp4, OPENVPN_2_7",
    "tcp4, tcp, fd09::77, 10.9.0.1, tcp4, OPENVPN_2_7",
    "tcp6, tcp, 10.9.0.77, fd09::1, tcp6, OPENVPN_2_6"
  })
  void aDeadAddressCostsAtMostTwoSeconds(
      String listening,
      String asked,
      String dead,
      String alive,
      String used,
      ServerVersion version) {
    hosts(dead, alive);
    String profile =
        serve(options(listening, version))
            .replaceFirst("remote \\S+ 1194 \\S+", "remote " + NAME + " 1194 " + asked);
    Cli cli = imported(profile);
    Shell.Result result = cli.ok("connect", "lab", "--wait", "30");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);

    Json status = cli.status("lab");
    assertEquals(used, status.text("remote.transport"));
    assertEquals(alive, status.text("remote.address"));
    assertTrue(result.took().compareTo(DEAD.plus(SLACK)) < 0, result::toString);
    Matrix.carried("several addresses, one of them dead", version);
  }

  @Test
  void aKeptTunnelRacesTheAddressesOfItsServerToo() {
    hosts(Lab.SERVER_IPV4, DEAD_IPV4, DEAD_IPV6);
    OpenVpnServer.Options options =
        options("tcp4")
            .line("push \"redirect-gateway def1\"")
            .profileLine("connect-retry 1 1")
            .profileLine("connect-timeout 5");
    String profile =
        serve(options).replace("remote " + Lab.SERVER_IPV4 + " ", "remote " + NAME + " ");
    Cli cli = connect(profile);
    server().kill();
    cli.awaitState("lab", "reconnecting", Duration.ofSeconds(20));
    assertTrue(!Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4));

    server().startAgain();
    cli.awaitState("lab", "connected", Duration.ofSeconds(40));

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
  }

  @ParameterizedTest
  @EnumSource
  void theTunnelSurvivesThatTheMachineGetsAnotherAddress(ServerVersion version) {
    // At this level of detail the server tells of a client that floats.
    String profile =
        serve(OpenVpnServer.options(LAB).version(version).keepalive(1, 30).line("verb 4"));
    Cli cli = connect(profile);
    int connections = server().process().count("Peer Connection Initiated");

    ip("-4 address flush dev wire0");
    ip("address add 10.9.0.3/24 dev wire0");
    ip("route replace default via 10.9.0.1");

    Await.until(
        "packets flow from the new address",
        Duration.ofSeconds(10),
        () -> Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
    Await.until(
        "the server has seen it float",
        Duration.ofSeconds(10),
        () -> server().process().log().contains("10.9.0.3"));
    assertEquals("connected", cli.state("lab"));
    assertEquals(connections, server().process().count("Peer Connection Initiated"));
    assertTrue(cli.ok("log", "lab").out().contains("address has changed"));
    Matrix.carried("another address of the client while connected", version);
  }

  @ParameterizedTest
  @CsvSource({"udp4, 20001, OPENVPN_2_6", "udp4, 20001, OPENVPN_2_7", "tcp4, 20002, OPENVPN_2_7"})
  void localAddressAndPortAreWhatTheServerSees(String protocol, int port, ServerVersion version) {
    ip("address add 10.9.0.4/24 dev wire0");
    connect(
        serve(options(protocol, version).profileLine("local 10.9.0.4").profileLine("lport " + port))
            .replace("nobind\n", ""));

    assertTrue(server().process().log().contains("10.9.0.4:" + port), server().process()::log);
    Matrix.carried("local and lport", version);
  }

  @ParameterizedTest
  @CsvSource({"udp4, udp, OPENVPN_2_6", "tcp4, tcp, OPENVPN_2_7"})
  void packetsForTheServerCarryTheMark(String protocol, String transport, ServerVersion version) {
    Shell.run(
            Duration.ofSeconds(10),
            Map.of(),
            """
            table inet lab {
              chain out {
                type filter hook output priority 0; policy accept;
                %s dport 1194 meta mark 77 counter
                %s dport 1194 meta mark != 77 counter drop
              }
            }
            """
                .formatted(transport, transport),
            Lab.on(LAB.clientHost(), List.of("nft", "-f", "-")))
        .orFail();

    connect(serve(options(protocol, version).profileLine("mark 77")));

    String counted = Shell.out("ip", "netns", "exec", LAB.clientHost(), "nft", "list", "ruleset");
    assertTrue(counted.matches("(?s).*mark 0x0000004d counter packets [1-9].*"), counted);
    assertTrue(counted.contains("counter packets 0 bytes 0 drop"), counted);
    Matrix.carried("mark", version);
  }

  @ParameterizedTest
  @CsvSource({"udp4, OPENVPN_2_6", "udp4, OPENVPN_2_7", "tcp4, OPENVPN_2_7"})
  void packetsLeaveByTheDeviceOfTheProfileOnly(String protocol, ServerVersion version) {
    // A second cable to the server's machine, to which no route of the machine leads.
    Shell.out(
        ("ip -n "
                + LAB.clientHost()
                + " link add second type veth peer name second netns "
                + LAB.serverHost())
            .split(" ", -1));
    Shell.out(("ip -n " + LAB.serverHost() + " address add 10.5.0.1/24 dev second").split(" ", -1));
    Shell.out(("ip -n " + LAB.serverHost() + " link set second up").split(" ", -1));
    ip("address add 10.5.0.2/24 dev second");
    ip("link set second up");
    ip("route add default via 10.5.0.1 dev second metric 500");

    OpenVpnServer.Options options =
        options(protocol, version)
            .line("push \"redirect-gateway def1\"")
            .profileLine("bind-dev second");
    // It has two addresses on the way back: it must answer from the one that was asked.
    connect(serve(protocol.equals("udp4") ? options.line("multihome") : options));

    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    assertTrue(server().process().log().contains("10.5.0.2:"), server().process()::log);
    Matrix.carried("bind-dev", version);
  }

  @ParameterizedTest
  @EnumSource
  void theNextConnectionIsTriedWhenOneDoesNotAnswer(ServerVersion version) {
    String profile = serve(options("tcp4", version));
    String blocks =
        """
        server-poll-timeout 2
        connect-retry 1
        <connection>
        remote %s 1194 udp4
        </connection>
        <connection>
        remote %s 1194 tcp4
        connect-timeout 10
        </connection>
        """
            .formatted(DEAD_IPV4, Lab.SERVER_IPV4);

    Cli cli = connect(profile.replaceFirst("remote .*\n", blocks));

    assertEquals("tcp4", cli.status("lab").text("remote.transport"));
    Matrix.carried("connection blocks, UDP then TCP", version);
  }

  @Test
  void attemptsGoOnUntilTheServerIsThereAndEndWhereTheProfileSaysSo() {
    OpenVpnServer.Options options = options("udp4").profileLine("connect-retry 1 2");
    String profile = OpenVpnServer.profile(options);
    Cli cli = imported(profile.replace("nobind", "nobind\nconnect-timeout 2"));
    Running connecting = cli.follow("connect", "lab", "--wait", "50");
    Await.until(
        "it has tried",
        Duration.ofSeconds(20),
        () -> cli.run("log", "lab").out().contains("next attempt in"));
    serve(options);
    cli.awaitState("lab", "connected", Duration.ofSeconds(30));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertTrue(connecting.count("refuse") == 0 || cli.state("lab").equals("connected"));

    String seldom =
        profile
            .replace("nobind", "nobind\nconnect-timeout 1\nconnect-retry-max 2")
            .replace(Lab.SERVER_IPV4, DEAD_IPV4);
    cli.ok("import", LAB.write("seldom.ovpn", seldom).toString(), "--name", "seldom");
    Shell.Result result = cli.run("connect", "seldom", "--wait", "40");
    assertEquals(5, result.exit(), result::toString);
    assertTrue(result.took().toSeconds() < 20, result::toString);
  }
}
