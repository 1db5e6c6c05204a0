package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DNS on a machine with a plain resolv.conf, which its resolver reads. */
@Tag("interop")
class DnsIT {
  private static final String NAME = "www.example";

  /** The answer of the DNS server that the client has anyway. */
  private static final String OUTSIDE = "192.0.2.10";

  /** The answer to the same question by the one that the tunnel brings. */
  private static final String INSIDE = "10.8.0.10";

  private static final String BEFORE =
      "# by hand\nnameserver 10.9.0.1\nsearch lan.example\noptions timeout:2 attempts:1\n";

  private static final Duration MENDING = Duration.ofSeconds(10);

  @RegisterExtension static final TestLab LAB = new TestLab();

  @BeforeEach
  void prepare() {
    LAB.resolvConf(BEFORE);
    DnsServer.start(
        LAB, LAB.serverHost(), Lab.SERVER_IPV4, NAME + "/" + OUTSIDE, "corp.example/192.0.2.99");
  }

  private static OpenVpnServer server(String... lines) {
    return server(ServerVersion.OPENVPN_2_6, lines);
  }

  private static OpenVpnServer server(ServerVersion version, String... lines) {
    OpenVpnServer.Options options = OpenVpnServer.options(LAB).version(version);
    for (String line : lines) {
      options.line("push \"" + line + "\"");
    }
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    DnsServer.start(
        LAB,
        LAB.serverHost(),
        OpenVpnServer.TUNNEL_IPV4,
        NAME + "/" + INSIDE,
        "host.corp.example/10.8.0.20");
    return server;
  }

  private static Cli connect(HelperProcess helper, OpenVpnServer server, String more) {
    Cli cli = Cli.of(LAB, helper);
    String profile = server.profile() + more;
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "40");
    return cli;
  }

  private static String ask(String name) {
    return DnsServer.ask(LAB.clientHost(), name);
  }

  @ParameterizedTest
  @EnumSource
  void namesResolveThroughThePushedServerWhileConnectedAndThroughTheOldOneAfter(
      ServerVersion version) {
    HelperProcess helper = HelperProcess.start(LAB);
    assertEquals(OUTSIDE, ask(NAME));
    Cli cli =
        connect(
            helper,
            server(version, "dhcp-option DNS 10.8.0.1", "dhcp-option DOMAIN corp.example"),
            "");
    assertEquals(INSIDE, ask(NAME));
    assertEquals("10.8.0.20", ask("host"));
    Json status = cli.status("lab");
    assertEquals("/etc/resolv.conf", status.text("tunnel.dns.setIn"));
    assertFalse(status.has("lastError"), status.toString());

    cli.ok("disconnect", "lab");
    assertEquals(OUTSIDE, ask(NAME));
    assertEquals(BEFORE, LAB.resolvConf());
    Matrix.carried("DNS server and domains", version);
  }

  @Test
  void namesResolveThroughTheOldServerAfterAKillAndANewStart() {
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = connect(helper, server("dns server 0 address 10.8.0.1"), "");
    assertEquals(INSIDE, ask(NAME));

    helper.kill();
    helper.startAgain();

    assertEquals(OUTSIDE, ask(NAME));
    assertEquals(BEFORE, LAB.resolvConf());
    cli.ok("connect", "lab", "--wait", "40");
    assertEquals(INSIDE, ask(NAME));
  }

  @Test
  void anEndedHelperLeavesTheOldServer() {
    HelperProcess helper = HelperProcess.start(LAB);
    connect(helper, server("dhcp-option DNS 10.8.0.1"), "");
    assertEquals(INSIDE, ask(NAME));
    helper.stop();
    assertEquals(BEFORE, LAB.resolvConf());
  }

  @Test
  void whatOthersWriteIsMendedWhileConnectedAndKeptAfterwards() {
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = connect(helper, server("dhcp-option DNS 10.8.0.1"), "");
    String theirs = BEFORE.replace("by hand", "by somebody else");
    LAB.resolvConf(theirs);
    Await.until("the tunnel's server is asked again", MENDING, () -> ask(NAME).equals(INSIDE));
    cli.ok("disconnect", "lab");
    assertEquals(theirs, LAB.resolvConf());
  }

  @Test
  void splitDnsIsToldToBeImpossibleAndTheTunnelStands() {
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli =
        connect(
            helper,
            server(
                "dns server 0 address 10.8.0.1",
                "dns server 0 resolve-domains corp.example",
                "dns search-domains corp.example"),
            "");
    assertEquals(OUTSIDE, ask(NAME));
    assertTrue(LAB.resolvConf().contains("search corp.example lan.example"), LAB.resolvConf());
    Json status = cli.status("lab");
    assertEquals("dns-not-applied", status.text("lastError.code"));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    cli.ok("disconnect", "lab");
    assertEquals(BEFORE, LAB.resolvConf());
  }

  @Test
  void aProfileCanKeepTheServersDnsAway() {
    HelperProcess helper = HelperProcess.start(LAB);
    OpenVpnServer server = server("dhcp-option DNS 10.8.0.1", "dns server 0 address 10.8.0.1");
    Cli cli = connect(helper, server, "pull-filter ignore dhcp-option\npull-filter ignore dns\n");
    assertEquals(BEFORE, LAB.resolvConf());
    cli.ok("disconnect", "lab");
    cli.ok("remove", "lab");

    cli = connect(helper, server, "route-nopull\ndhcp-option DNS 10.9.0.1\n");
    assertTrue(LAB.resolvConf().contains("nameserver 10.9.0.1"), LAB.resolvConf());
    assertFalse(LAB.resolvConf().contains("10.8.0.1"), LAB.resolvConf());
    cli.ok("disconnect", "lab");
  }

  @Test
  void aNamespaceThatSharesTheFileOfTheMachineLeavesItAlone() throws IOException {
    LAB.shareResolvConf();
    byte[] before = Files.readAllBytes(Path.of("/etc/resolv.conf"));
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = connect(helper, server("dhcp-option DNS 10.8.0.1"), "");
    assertEquals("dns-not-applied", cli.status("lab").text("lastError.code"));
    assertEquals(
        new String(before, StandardCharsets.ISO_8859_1),
        Files.readString(Path.of("/etc/resolv.conf"), StandardCharsets.ISO_8859_1));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }
}
