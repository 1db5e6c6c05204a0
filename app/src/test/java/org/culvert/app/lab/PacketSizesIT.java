package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paths that large packets do not pass. */
@Tag("interop")
class PacketSizesIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private static final String CLIENT_BESIDE = "10.5.0.2";
  private static final String ROUTER_BESIDE = "10.5.0.1";
  private static final Duration SOON = Duration.ofSeconds(20);

  @ParameterizedTest
  @EnumSource(ServerVersion.class)
  void theControlChannelGetsThroughInSmallPackets(ServerVersion version) {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .version(version)
                    .wrap(OpenVpnServer.Wrap.TLS_CRYPT)
                    .renegotiate(6)
                    .profileLine("max-packet-size 200"))
            .awaitReady();
    String rule = "inet lab client { type filter hook output priority 0; }";
    onClient("nft", "add", "table", "inet", "lab");
    onClient("nft", "add", "chain", rule);
    // Data packets are as long as they like: 0x48 to 0x4f begins each.
    onClient(
        "nft",
        "add",
        "rule",
        "inet lab client udp dport " + OpenVpnServer.PORT + " ip length > 200",
        "@th,64,5 != 9 drop");
    try {
      Cli cli = connect(server.profile());
      Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
      Await.until(
          "keys were renewed",
          SOON,
          () -> cli.run("log", "lab").out().contains("new keys agreed (key id 1)"));
      Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
      assertEquals("connected", cli.status("lab").text("state"));
      Matrix.carried("max-packet-size 200", version);
    } finally {
      onClient("nft", "delete", "table", "inet", "lab");
    }
  }

  @ParameterizedTest
  @EnumSource(ServerVersion.class)
  void segmentsFollowAPathThatIsNarrowerThanTheLink(ServerVersion version) {
    layNarrowPath();
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).version(version)).awaitReady();
    Cli cli = connect(server.profile().replace(Lab.SERVER_IPV4, ProxyHost.SERVER));
    // The first large packet is lost, and the router says why.
    Shell.tryOut(
        "ip",
        "netns",
        "exec",
        LAB.clientHost(),
        "ping",
        "-c",
        "2",
        "-s",
        "1400",
        "-W",
        "1",
        OpenVpnServer.TUNNEL_IPV4);
    Await.until(
        "the path was found to be narrow",
        SOON,
        () -> cli.run("log", "lab").out().contains("packets of 1300 bytes at most"));
    long before = KernelFragments.made(LAB);
    Traffic traffic = LAB.traffic();
    traffic.upload(2);
    traffic.download(2);
    assertEquals(before, KernelFragments.made(LAB), "datagrams were longer than the path allows");
    int segment = version == ServerVersion.OPENVPN_2_6 ? 1208 : 1204; // epochs have longer headers
    String log = cli.run("log", "lab").out();
    assertTrue(log.contains("limited to " + segment + " bytes"), log);
    Matrix.carried("a path MTU smaller than the link's", version);
  }

  private static Cli connect(String profile) {
    Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", profile).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "30");
    return cli;
  }

  private static void onClient(String... command) {
    Shell.out(Lab.on(LAB.clientHost(), java.util.List.of(command)).toArray(String[]::new));
  }

  /** From the client by a cable of its own to a router, and from there to the server. */
  private static void layNarrowPath() {
    if (!Shell.out("ip", "netns", "list").contains(LAB.thirdHost())) {
      ProxyHost.open(LAB);
      String router = LAB.thirdHost();
      String client = LAB.clientHost();
      Shell.out(
          "ip", "-n", client, "link", "add", "side0", "type", "veth", "peer", "name", "side0",
          "netns", router);
      Shell.out("ip", "-n", client, "address", "add", CLIENT_BESIDE + "/24", "dev", "side0");
      Shell.out("ip", "-n", router, "address", "add", ROUTER_BESIDE + "/24", "dev", "side0");
      Shell.out("ip", "-n", client, "link", "set", "side0", "up");
      Shell.out("ip", "-n", router, "link", "set", "side0", "up");
      Shell.out("ip", "netns", "exec", router, "sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
      Shell.out("ip", "-n", client, "route", "add", ProxyHost.SERVER, "via", ROUTER_BESIDE);
      Shell.out(
          "ip", "-n", LAB.serverHost(), "route", "add", CLIENT_BESIDE, "via", ProxyHost.ADDRESS);
      Shell.out("ip", "-n", router, "link", "set", "wire0", "mtu", "1300");
      Shell.out("ip", "-n", LAB.serverHost(), "link", "set", "back0", "mtu", "1300");
    }
    // What the kernel learned of the path in an earlier test.
    Shell.tryOut("ip", "-n", LAB.clientHost(), "route", "flush", "cache");
  }
}
