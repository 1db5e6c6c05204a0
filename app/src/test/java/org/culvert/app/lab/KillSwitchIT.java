package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * While a tunnel with a kill switch is wanted nothing leaves outside it, whatever happens to the
 * server, the helper and the rules. The tunnel takes no default route, so that routes protect
 * nothing here.
 */
@Tag("interop")
class KillSwitchIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private static final Duration SOON = Duration.ofSeconds(20);

  private final HelperProcess helper = HelperProcess.start(LAB);
  private final Cli cli = Cli.here(LAB, helper);
  private final Leaks leaks = Leaks.watch(LAB);

  @BeforeEach
  void theWorldIsOpen() {
    nft("add table ip theirs\nadd chain ip theirs out\n");
    assertTrue(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4));
    assertTrue(leaks.count() > 0, "what is sent in the clear is counted");
  }

  @AfterEach
  void removeWhatATestThatFailedLeft() {
    leaks.stop();
    nft("flush ruleset\n");
  }

  private static void nft(String commands) {
    Shell.run(
            Duration.ofSeconds(10),
            Map.of(),
            commands,
            Lab.on(LAB.clientHost(), List.of("nft", "-f", "-")))
        .orFail();
  }

  private static String rules() {
    return Shell.out("ip", "netns", "exec", LAB.clientHost(), "nft", "list", "ruleset");
  }

  private OpenVpnServer server(String protocol) {
    return OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).protocol(protocol).keepalive(1, 4))
        .awaitReady();
  }

  private OpenVpnServer connected(String protocol, String... options) {
    OpenVpnServer server = server(protocol);
    imported(server.profile());
    connect(options);
    return server;
  }

  private void imported(String profile) {
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
  }

  private void connect(String... options) {
    String[] all = new String[options.length + 4];
    System.arraycopy(new String[] {"connect", "lab", "--wait", "30"}, 0, all, 0, 4);
    System.arraycopy(options, 0, all, 4, options.length);
    cli.ok(all);
  }

  /** Tries everything that a program may, as root and as nobody. */
  private void assertNothingLeaves() {
    leaks.count();
    for (String address : List.of(Lab.WORLD_IPV4, Lab.SERVER_IPV4, Lab.SERVER_IPV6)) {
      assertFalse(Traffic.answers(LAB.clientHost(), address), address);
    }
    for (String program :
        List.of(
            "echo x >/dev/udp/192.0.2.1/53",
            "echo x >/dev/udp/10.9.0.1/1194",
            "echo x >/dev/udp/10.9.0.1/53",
            "echo x >/dev/udp/fd09::1/53",
            "ping -q -c 1 -W 1 -b 10.9.0.255",
            "ping -q -c 1 -W 1 224.0.0.1",
            "ping -q -c 1 -W 1 ff02::1%wire0",
            "echo x >/dev/tcp/192.0.2.1/443",
            "echo x >/dev/tcp/fd09::1/443",
            "setpriv --reuid=65534 --clear-groups bash -c 'echo x >/dev/udp/192.0.2.1/53'")) {
      Shell.Result result =
          Shell.run(
              Duration.ofSeconds(10),
              Map.of(),
              "",
              Lab.on(LAB.clientHost(), List.of("bash", "-c", program)));
      assertNotEquals(0, result.exit(), program);
    }
    assertEquals(0, leaks.count(), KillSwitchIT::rules);
  }

  private void assertOpen() {
    assertTrue(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4), KillSwitchIT::rules);
  }

  @Test
  void nothingLeavesWhileConnectedOrReconnectingAndAllIsAsBeforeAfterwards() {
    String before = rules();
    String machine = Lab.machine(LAB.clientHost());
    OpenVpnServer server = connected("udp4", "--kill-switch", "--no-allow-lan");
    assertTrue(cli.status("lab").has("blocking"));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    assertNothingLeaves();

    server.kill();
    cli.awaitState("lab", "reconnecting", SOON);
    assertNothingLeaves();
    server.startAgain();
    cli.awaitState("lab", "connected", Duration.ofSeconds(60));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertNothingLeaves();

    cli.ok("disconnect", "lab");
    assertOpen();
    assertEquals(before, rules());
    assertEquals(machine, Lab.machine(LAB.clientHost()));
  }

  @Test
  void overTcpAndIpv6TheTransportPassesToo() {
    connected("tcp6", "--kill-switch", "--no-allow-lan");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertNothingLeaves();
    cli.ok("disconnect", "lab");
    assertOpen();
  }

  @Test
  void itHoldsBeforeTheServerHasEverAnswered() {
    imported(OpenVpnServer.profile(OpenVpnServer.options(LAB)));
    assertEquals(
        0, cli.run("connect", "lab", "--wait", "0", "--kill-switch", "--no-allow-lan").exit());
    Await.until("the kill switch holds", SOON, () -> cli.status("lab").has("blocking"));
    assertNothingLeaves();
    cli.ok("disconnect", "lab");
    assertOpen();
  }

  @Test
  void itHoldsThoughTheServersNameIsNotFound() {
    for (String resolver : List.of("127.0.0.1", Lab.SERVER_IPV4)) {
      String name = "asks-" + resolver.replace('.', '-');
      LAB.resolvConf("nameserver " + resolver + "\n");
      HelperProcess withResolver = HelperProcess.start(LAB);
      Cli client = Cli.here(LAB, withResolver);
      String profile =
          OpenVpnServer.profile(OpenVpnServer.options(LAB))
              .replace("remote " + Lab.SERVER_IPV4, "remote vpn.example");
      client.ok("import", LAB.write("name.ovpn", profile).toString(), "--name", name);
      client.ok("connect", name, "--wait", "0", "--kill-switch", "--no-allow-lan");
      Await.until("the kill switch holds", SOON, () -> client.status(name).has("blocking"));
      assertFalse(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4), KillSwitchIT::rules);
      client.awaitState(name, "reconnecting", SOON);
      client.ok("disconnect", name);
      assertOpen();
      withResolver.stop();
    }
    LAB.shareResolvConf();
  }

  @Test
  void aKilledHelperLeavesTheBlockAndTheNextOneKeepsItUntilTheUserActs() {
    String before = rules();
    connected("udp4", "--kill-switch", "--no-allow-lan");
    helper.kill();
    assertNothingLeaves();

    helper.startAgain();
    assertNothingLeaves();
    Json status = cli.status("lab");
    assertEquals("failed", status.text("state"));
    assertEquals("traffic-blocked", status.text("lastError.code"));
    assertTrue(status.has("blocking"));
    Shell.Result without = cli.run("connect", "lab", "--wait", "20");
    assertTrue(
        without.err().contains("Traffic is blocked by the kill switch of lab"), without.err());

    cli.ok("unblock");
    assertOpen();
    assertEquals(before, rules());
    assertEquals("disconnected", cli.state("lab"));
    cli.ok("unblock");
  }

  @Test
  void afterAKillTheProfileConnectsByNameThroughItsOwnBlock() {
    LAB.resolvConf("nameserver " + Lab.SERVER_IPV4 + "\n");
    DnsServer.start(LAB, LAB.serverHost(), Lab.SERVER_IPV4, "vpn.example/" + Lab.SERVER_IPV4);
    HelperProcess withResolver = HelperProcess.start(LAB);
    Cli client = Cli.here(LAB, withResolver);
    OpenVpnServer server = server("udp4");
    String profile = server.profile().replace("remote " + Lab.SERVER_IPV4, "remote vpn.example");
    client.ok("import", LAB.write("name.ovpn", profile).toString(), "--name", "name");
    client.ok("connect", "name", "--wait", "30", "--kill-switch", "--no-allow-lan");
    withResolver.kill();
    withResolver.startAgain();
    assertEquals("", DnsServer.ask(LAB.clientHost(), "vpn.example"), "others cannot ask");

    client.ok("connect", "name", "--wait", "40", "--kill-switch", "--no-allow-lan");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    client.ok("disconnect", "name");
    assertOpen();
    LAB.shareResolvConf();
  }

  @Test
  void aSessionThatFailsLeavesTheBlock() {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .serverIdentity(LAB.pki().issue("mallory", Pki.Purpose.CLIENT)))
            .awaitReady();
    imported(server.profile());
    Shell.Result failed =
        cli.run("connect", "lab", "--wait", "30", "--kill-switch", "--no-allow-lan");
    assertEquals(6, failed.exit(), failed.toString());
    assertTrue(failed.err().contains("culvert unblock"), failed.err());
    assertNothingLeaves();
    cli.ok("disconnect", "lab");
    assertOpen();
  }

  @Test
  void aTunnelWithoutOneStandsBesideAndLetsNothingElseOut() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).keepalive(1, 4).line("duplicate-cn"))
            .awaitReady();
    imported(server.profile());
    cli.ok("import", LAB.write("beside.ovpn", server.profile()).toString(), "--name", "beside");
    cli.ok("connect", "beside", "--wait", "30");
    connect("--kill-switch", "--no-allow-lan");
    assertFalse(cli.status("beside").has("blocking"));
    assertNothingLeaves();
    cli.ok("disconnect", "beside");
    cli.ok("connect", "beside", "--wait", "30");
    assertNothingLeaves();

    cli.ok("disconnect", "lab");
    assertEquals("connected", cli.state("beside"));
    assertOpen();
    cli.ok("disconnect", "beside");
  }

  @Test
  void anEndedHelperLeavesNothing() {
    String before = rules();
    connected("udp4", "--kill-switch");
    helper.stop();
    assertOpen();
    assertEquals(before, rules());
  }

  @Test
  void localNetworksStayReachableWhereTheyAreWantedButNamesAreNotAskedForThere() {
    connected("udp4", "--kill-switch");
    Traffic.ping(LAB.clientHost(), Lab.SERVER_IPV4);
    Traffic.ping(LAB.clientHost(), Lab.SERVER_IPV6);
    assertFalse(Traffic.answers(LAB.clientHost(), Lab.WORLD_IPV4));
    Shell.Result name =
        Shell.run(
            SOON,
            Map.of(),
            "",
            Lab.on(LAB.clientHost(), List.of("bash", "-c", "echo x >/dev/udp/10.9.0.1/53")));
    assertNotEquals(0, name.exit());
    cli.ok("disconnect", "lab");
  }

  @Test
  void rulesThatOthersThrowAwayAreBackAtOnce() {
    connected("udp4", "--kill-switch", "--no-allow-lan");
    nft("flush ruleset\n");
    Await.until("the rules are back", SOON, () -> rules().contains("table inet culvert"));
    assertNothingLeaves();
    cli.ok("disconnect", "lab");
    assertEquals("", rules());
  }

  @Test
  void whatContainersSendStaysIn() {
    String guest = LAB.thirdHost();
    ip("netns", "add", guest);
    ip("-n", guest, "link", "set", "lo", "up");
    ip(
        "-n",
        guest,
        "link",
        "add",
        "eth0",
        "type",
        "veth",
        "peer",
        "name",
        "guest0",
        "netns",
        LAB.clientHost());
    ip("-n", guest, "address", "add", "10.77.0.2/24", "dev", "eth0");
    ip("-n", guest, "link", "set", "eth0", "up");
    ip("-n", guest, "route", "add", "default", "via", "10.77.0.1");
    ip("-n", LAB.clientHost(), "address", "add", "10.77.0.1/24", "dev", "guest0");
    ip("-n", LAB.clientHost(), "link", "set", "guest0", "up");
    ip("-n", LAB.serverHost(), "route", "add", "10.77.0.0/24", "via", Lab.CLIENT_IPV4);
    Shell.out("ip", "netns", "exec", LAB.clientHost(), "sysctl", "-q", "net.ipv4.ip_forward=1");
    Await.until("the guest is online", SOON, () -> Traffic.answers(guest, Lab.WORLD_IPV4));

    connected("udp4", "--kill-switch", "--no-allow-lan");
    leaks.count();
    assertFalse(Traffic.answers(guest, Lab.WORLD_IPV4));
    assertFalse(Traffic.answers(guest, Lab.SERVER_IPV4));
    assertEquals(0, leaks.count());
    cli.ok("disconnect", "lab");
    assertTrue(Traffic.answers(guest, Lab.WORLD_IPV4));
    ip("-n", LAB.serverHost(), "route", "del", "10.77.0.0/24");
    ip("-n", LAB.clientHost(), "link", "del", "guest0");
  }

  private static void ip(String... words) {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    Shell.out(command);
  }

  @Test
  void aTunnelForEverythingTakesLocalNetworksTooWhereTheyAreNotWanted() {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB).keepalive(1, 4).line("push \"redirect-gateway def1\""))
            .awaitReady();
    imported(server.profile());
    connect();
    assertTrue(way("10.9.0.77").contains("dev wire0"), way("10.9.0.77"));
    cli.ok("disconnect", "lab");
    connect("--no-allow-lan");
    String device = "dev " + cli.status("lab").text("tunnel.device") + " ";
    assertTrue(way("10.9.0.77").contains(device), way("10.9.0.77"));
    cli.ok("disconnect", "lab");
  }

  private static String way(String address) {
    return Shell.out("ip", "-n", LAB.clientHost(), "route", "get", address);
  }

  @Test
  void namesAreAskedWhereTheUserWants() {
    String before = "nameserver 10.9.0.1\n";
    LAB.resolvConf(before);
    HelperProcess withResolver = HelperProcess.start(LAB);
    Cli client = Cli.here(LAB, withResolver);
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB, OpenVpnServer.options(LAB).line("push \"dhcp-option DNS 10.8.0.1\""))
            .awaitReady();
    client.ok("import", LAB.write("dns.ovpn", server.profile()).toString(), "--name", "dns");

    client.ok("connect", "dns", "--wait", "30");
    assertTrue(LAB.resolvConf().contains("nameserver 10.8.0.1"), LAB.resolvConf());
    client.ok("disconnect", "dns");
    client.ok("connect", "dns", "--wait", "30", "--dns", "none");
    assertEquals(before, LAB.resolvConf());
    client.ok("disconnect", "dns");
    client.ok("connect", "dns", "--wait", "30", "--dns", "192.0.2.53,192.0.2.54");
    assertTrue(
        LAB.resolvConf().contains("nameserver 192.0.2.53\nnameserver 192.0.2.54"),
        LAB.resolvConf());
    assertFalse(LAB.resolvConf().contains("10.8.0.1"), LAB.resolvConf());
    String device = "dev " + client.status("dns").text("tunnel.device") + " ";
    assertTrue(way("192.0.2.53").contains(device), way("192.0.2.53"));
    client.ok("disconnect", "dns");
    assertEquals(before, LAB.resolvConf());

    Shell.Result wrong = client.run("connect", "dns", "--dns", "dns.example");
    assertEquals(2, wrong.exit(), wrong.toString());
    LAB.shareResolvConf();
  }
}
