package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What comes out of a tunnel is what went in, packet for packet, whatever was cut and joined on the
 * way: captured on both TUN devices.
 */
@Tag("interop")
class SamePacketsIT {
  /** More than any tunnel's packets need on the cable. */
  private static final int CABLE_MTU = 9500;

  /** The least that IPv6 asks for. */
  private static final int IPV6_MTU = 1280;

  /** No more is on the way than the queues hold: what gets lost would differ. */
  private static final int OUR_WINDOW = 256 << 10;

  /** OpenVPN's socket has a buffer of 208 KiB, in which a packet takes up to twice its length. */
  private static final int OPENVPN_WINDOW = 48 << 10;

  private static final Duration SOON = Duration.ofSeconds(20);

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static final String PROGRAM = program();

  private record Tunnel(String clientDevice, String serverDevice) {}

  @BeforeAll
  static void prepare() {
    for (String host : List.of(LAB.serverHost(), LAB.clientHost())) {
      Shell.out("ip", "-n", host, "link", "set", "wire0", "mtu", Integer.toString(CABLE_MTU));
      // Packets are marked, and some get lost behind the place where they are seen.
      on(host, "sysctl", "-w", "net.ipv4.tcp_ecn=1");
      on(host, "nft", "add table inet lab");
      on(host, "nft", "add chain inet lab out { type filter hook output priority -150; }");
      on(host, "nft", "add chain inet lab in { type filter hook input priority 0; }");
      String some = "meta l4proto tcp numgen inc mod 20 == 7 ";
      on(
          host,
          "nft",
          "add rule inet lab out oifname != wire0 ip ecn != not-ect " + some + "ip ecn set ce");
      on(
          host,
          "nft",
          "add rule inet lab out oifname != wire0 ip6 ecn != not-ect " + some + "ip6 ecn set ce");
      on(
          host,
          "nft",
          "add rule inet lab in iifname != wire0 meta l4proto tcp "
              + "numgen random mod 400 == 0 drop");
    }
  }

  private static String program() {
    try (InputStream text =
        Objects.requireNonNull(SamePacketsIT.class.getResourceAsStream("odd-packets.pl"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String on(String host, String... command) {
    return Shell.out(Lab.on(host, List.of(command)).toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "segments,  576, 1",
    "segments, 1281, 1",
    "segments, 1500, 1",
    "segments, 1500, 0",
    "segments, 4001, 1",
    "segments, 9000, 1",
    "batch,    1500, 1",
    "single,   1500, 1",
  })
  void betweenTwoOfOurOwnEngines(String step, int mtu, int timestamps) {
    OwnPeer peer = OwnPeer.start(LAB, mtu);
    Tunnel tunnel = connect(step, peer.profile(), mtu, timestamps, OUR_WINDOW);
    compare(tunnel, mtu);
  }

  @ParameterizedTest
  @CsvSource({"segments, 1280", "segments, 1500", "segments, 9000", "single, 1500"})
  void throughOpenVpn(String step, int mtu) {
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB).line("tun-mtu " + mtu).line("mssfix 0");
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Tunnel tunnel = connect(step, server.profile(), mtu, 1, OPENVPN_WINDOW);
    compare(tunnel, mtu);
  }

  private static Tunnel connect(String step, String profile, int mtu, int timestamps, int window) {
    for (String host : List.of(LAB.serverHost(), LAB.clientHost())) {
      on(host, "sysctl", "-w", "net.ipv4.tcp_timestamps=" + timestamps);
      on(host, "sysctl", "-w", "net.ipv4.tcp_rmem=4096 32768 " + window);
    }
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB, Map.of("culvert.offload", step)));
    String text = "tun-mtu " + mtu + "\nmssfix 0\n" + profile;
    cli.ok("import", LAB.write("lab.ovpn", text).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "30");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    return new Tunnel(tun(LAB.clientHost()), tun(LAB.serverHost()));
  }

  private static String tun(String host) {
    return on(host, "sh", "-c", "ip -o link show type tun | sed 's/^[0-9]*: \\([^:]*\\):.*/\\1/'")
        .strip();
  }

  private static void compare(Tunnel tunnel, int mtu) {
    TunCapture client = TunCapture.start(LAB, LAB.clientHost(), tunnel.clientDevice());
    TunCapture server = TunCapture.start(LAB, LAB.serverHost(), tunnel.serverDevice());
    boolean ipv6 = mtu >= IPV6_MTU;
    List<String> errors = checksumErrors();

    Traffic traffic = LAB.traffic();
    traffic.upload(6);
    traffic.download(6);
    if (ipv6) {
      traffic.over(OpenVpnServer.TUNNEL_IPV6).upload(6);
      traffic.over(OpenVpnServer.TUNNEL_IPV6).download(6);
    }
    odd(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4, ipv6 ? OpenVpnServer.TUNNEL_IPV6 : "-");
    odd(
        LAB.serverHost(),
        address(tunnel.clientDevice(), "-4"),
        ipv6 ? address(tunnel.clientDevice(), "-6") : "-");
    ping(OpenVpnServer.TUNNEL_IPV4);

    // What is on the way arrives; what differs for good is told in full.
    Await.holdsWithin(SOON, () -> Said.by(client.packets()).equals(Said.by(server.packets())));
    client.stop();
    server.stop();
    same(client.packets(), server.packets());
    assertEquals(errors, checksumErrors());
  }

  private static String address(String device, String family) {
    String all =
        Shell.out(
            "ip",
            "-n",
            LAB.clientHost(),
            "-o",
            family,
            "address",
            "show",
            "dev",
            device,
            "scope",
            "global");
    return all.replaceFirst("(?s).*?inet6? ([^/ ]+).*", "$1");
  }

  private static void odd(String host, String ipv4, String ipv6) {
    Shell.run(SOON, Map.of(), "", Lab.on(host, List.of("perl", "-e", PROGRAM, ipv4, ipv6)))
        .orFail();
  }

  private static void ping(String address) {
    for (String size : List.of("0", "100", "1433", "8000")) {
      on(LAB.clientHost(), "ping", "-n", "-c", "3", "-i", "0.01", "-s", size, "-W", "2", address);
    }
  }

  /** Of both ends, by what the kernel counts since they exist. */
  private static List<String> checksumErrors() {
    return Stream.of(LAB.serverHost(), LAB.clientHost())
        .map(host -> on(host, "nstat", "-asz", "*InCsumErrors"))
        .toList();
  }

  /** Flow by flow, for a message that can be read. */
  private static void same(List<byte[]> client, List<byte[]> server) {
    Map<String, List<String>> here = Said.by(client);
    Map<String, List<String>> there = Said.by(server);
    assertEquals(String.join("\n", here.keySet()), String.join("\n", there.keySet()));
    for (String flow : new TreeSet<>(here.keySet())) {
      assertEquals(String.join("\n", here.get(flow)), String.join("\n", there.get(flow)), flow);
    }
  }
}
