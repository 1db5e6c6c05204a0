package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server pushes, on a real machine. */
@Tag("interop")
class PushIT {
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

  private static final Duration SOON = Duration.ofSeconds(20);

  private static Cli connect(OpenVpnServer.Options options, String... pushed) {
    Arrays.stream(pushed).forEach(option -> options.line("push \"" + option + "\""));
    return connect(OpenVpnServer.start(LAB, options).awaitReady());
  }

  private static Cli connect(OpenVpnServer server) {
    Cli cli = Cli.here(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "60");
    return cli;
  }

  private static OpenVpnServer.Options options() {
    return OpenVpnServer.options(LAB);
  }

  private static OpenVpnServer.Options options(ServerVersion version) {
    return options().version(version);
  }

  private static boolean machineHas(String text) {
    return Lab.machine(LAB.clientHost()).contains(text);
  }

  private static void has(String text) {
    assertTrue(machineHas(text), () -> text + " in\n" + Lab.machine(LAB.clientHost()));
  }

  private static void hasNot(String text) {
    assertFalse(machineHas(text), () -> text + " in\n" + Lab.machine(LAB.clientHost()));
  }

  private static String log(Cli cli) {
    return cli.ok("log", "lab").out();
  }

  private static void carriesPackets(Cli cli) {
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.serverHost(), cli.status("lab").text("tunnel.ipv4").replaceAll("/.*", ""));
  }

  @ParameterizedTest
  @CsvSource({"subnet, 10.8.0.2/24", "net30, 10.8.0.6/32", "p2p, 10.8.0.4/32"})
  void everyTopologyCarriesPackets(String topology, String address) {
    Cli cli = connect(options().line("topology " + topology));
    assertEquals(address, cli.status("lab").text("tunnel.ipv4"));
    has("fd08::1000/64");
    carriesPackets(cli);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
  }

  @ParameterizedTest
  @EnumSource
  void tenThousandRoutesComeInPartsAndGoAgain(ServerVersion version) {
    OpenVpnServer.Options options = options(version);
    for (int net = 0; net < 10_000; net++) {
      options.line("push \"route 10." + (100 + net / 256) + "." + net % 256 + ".0 255.255.255.0\"");
    }
    String before = Lab.machine(LAB.clientHost());
    Cli cli = connect(options);
    assertEquals(10_000, ourRoutes());
    has("10.139.15.0/24 dev");
    carriesPackets(cli);
    cli.ok("disconnect", "lab");
    Await.until(
        "the machine is as before", SOON, () -> Lab.machine(LAB.clientHost()).equals(before));
    Matrix.carried("10,000 routes", version);
  }

  private static long ourRoutes() {
    return Lab.machine(LAB.clientHost())
        .lines()
        .filter(line -> line.matches("10\\.1[0-3][0-9]\\..*/24 dev .*"))
        .count();
  }

  @Test
  void routesHaveTheirMetricAndLeadAroundTheTunnelOnlyToTheServer() {
    Cli cli =
        connect(
            options(),
            "route 10.71.0.0 255.255.0.0 vpn_gateway 9",
            "route 10.72.0.0 255.255.0.0 net_gateway",
            "route remote_host 255.255.255.255 net_gateway",
            "route-ipv6 fd71::/32 default 7",
            "route-metric 5",
            "route 10.74.0.1");
    has("10.71.0.0/16 dev culvert0 proto 203 scope link metric 9");
    has("fd71::/32 dev culvert0 proto 203 metric 7");
    has("10.74.0.1 dev culvert0 proto 203 scope link metric 5");
    hasNot("10.72.0.0");
    assertTrue(log(cli).contains("only the profile may lead traffic around the tunnel"));
    carriesPackets(cli);
  }

  static Stream<Arguments> redirections() {
    return Stream.of(
            Arguments.of("redirect-gateway", "0.0.0.0/1 dev", "10.9.0.0/25"),
            Arguments.of("redirect-gateway def1", "128.0.0.0/1 dev", "10.9.0.0/25"),
            Arguments.of("redirect-gateway def1 autolocal", "0.0.0.0/1 dev", "10.9.0.0/25"),
            Arguments.of(
                "redirect-gateway def1 bypass-dhcp bypass-dns", "0.0.0.0/1 dev", "10.9.0.0/25"),
            Arguments.of("redirect-gateway def1 ipv6", "2000::/4 dev", "10.9.0.0/25"),
            Arguments.of("redirect-gateway ipv6 !ipv4", "3000::/4 dev", "0.0.0.0/1"),
            Arguments.of("redirect-gateway def1 block-local", "10.9.0.128/25 dev", "10.9.0.0/26"),
            Arguments.of("redirect-private block-local", "10.9.0.0/25 dev", "0.0.0.0/1"))
        .flatMap(
            flags ->
                Stream.of(ServerVersion.values())
                    .map(
                        version ->
                            Arguments.of(flags.get()[0], flags.get()[1], flags.get()[2], version)));
  }

  @ParameterizedTest
  @MethodSource("redirections")
  void everyFlagOfRedirectionIsFollowed(
      String option, String there, String notThere, ServerVersion version) {
    Cli cli = connect(options(version), option);
    has(there);
    hasNot(notThere);
    carriesPackets(cli);
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);
    Matrix.carried("every flag of redirect-gateway", version);
  }

  @ParameterizedTest
  @EnumSource
  void blockedIpv6IsAnsweredAndDoesNotLeak(ServerVersion version) {
    Traffic.ping(LAB.clientHost(), Lab.SERVER_IPV6);
    Cli cli = connect(options(version), "block-ipv6");
    Shell.Result ping =
        Shell.run(
            SOON,
            java.util.Map.of(),
            "",
            Lab.on(LAB.clientHost(), List.of("ping", "-6", "-c", "1", "-W", "10", "2001:db8::1")));
    assertFalse(ping.exit() == 0);
    assertTrue(ping.err().contains("No route to host"), ping::toString);
    carriesPackets(cli);
    Matrix.carried("block-ipv6", version);
  }

  @Test
  void whatAServerMustNotPushIsRefusedAndLogged() {
    Cli cli =
        connect(
            options(),
            "bind-dev wire0",
            "client-nat snat 10.8.0.0 255.255.255.0 10.9.0.0",
            "lladdr 02:00:00:00:00:01",
            "route-up /bin/false",
            "mssfix 1000");
    String log = log(cli);
    for (String name : List.of("bind-dev", "client-nat", "lladdr", "route-up")) {
      assertTrue(log.contains("\"" + name + "\" was refused"), log);
    }
    assertTrue(log.contains("\"mssfix\" is not known or cannot be pushed"), log);
    carriesPackets(cli);
  }

  @Test
  void theProfileSaysWhatItTakes() {
    Cli cli =
        connect(
            options()
                .profileLine("pull-filter accept \"route 10.75.1\"")
                .profileLine("pull-filter ignore \"route 10.75\""),
            "route 10.75.1.0 255.255.255.0",
            "route 10.75.2.0 255.255.255.0",
            "route 10.76.0.0 255.255.255.0");
    has("10.75.1.0/24");
    has("10.76.0.0/24");
    hasNot("10.75.2.0");
    carriesPackets(cli);
  }

  @ParameterizedTest
  @EnumSource
  void routeNopullTakesAddressesAndNoRoutes(ServerVersion version) {
    Cli cli =
        connect(
            options(version).profileLine("route-nopull").profileLine("route 10.78.0.0 255.255.0.0"),
            "route 10.77.0.0 255.255.0.0",
            "redirect-gateway def1",
            "dhcp-option DNS 10.8.0.1");
    has("10.78.0.0/16");
    hasNot("10.77.0.0");
    hasNot("0.0.0.0/1 ");
    carriesPackets(cli);
    Matrix.carried("route-nopull", version);
  }

  @ParameterizedTest
  @CsvSource({"session-timeout 4, time is over", "inactive 3 1000000, "})
  void aTimeLimitEndsTheSession(String option, String words) {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, options().line("push \"" + option + "\"")).awaitReady();
    Cli cli = connect(server);
    Await.until("the session ended", SOON, () -> !cli.state("lab").equals("connected"));
    assertEquals(1, server.process().count("Peer Connection Initiated"));
    if (words != null) {
      assertTrue(cli.run("log", "lab").out().contains(words));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OPENVPN_2_6, cipher AES-256-GCM",
    "OPENVPN_2_6, cipher AES-256-CBC",
    "OPENVPN_2_7, cipher AES-256-GCM"
  })
  void twoEqualEndsNeedNoPush(ServerVersion version, String cipher) {
    OpenVpnServer server =
        OpenVpnServer.start(
            LAB,
            options(version)
                .pointToPoint()
                .line(cipher)
                .line("data-ciphers-fallback " + cipher.substring("cipher ".length()))
                .profileLine(cipher)
                .profileLine("keepalive 5 30")
                .profileLine("route 10.79.0.0 255.255.0.0"));
    Cli cli = connect(server);
    server.awaitReady();
    assertEquals("10.8.0.2/32", cli.status("lab").text("tunnel.ipv4"));
    has("10.79.0.0/16 dev");
    carriesPackets(cli);
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);
    Matrix.carried("equal ends (tls-client without pull)", version);
  }
}
