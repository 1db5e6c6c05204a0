package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All traffic is to go into the tunnel, and somebody takes the ground away under it. */
@Tag("interop")
class ProtectionIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private final HelperProcess helper = HelperProcess.start(LAB);
  private final Cli cli = Cli.of(LAB, helper);

  /** Returns the tunnel's device. */
  private String connect(int patience) {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .keepalive(1, patience)
                    .line("push \"redirect-gateway def1 ipv6\""))
            .awaitReady();
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    return cli.status("lab").text("tunnel.device");
  }

  @Test
  void nothingLeavesInTheClearWhileTheUplinkIsGoneAndComesBack() {
    String device = connect(4);
    assertTrue(isInside(Lab.WORLD_IPV4, device));

    LAB.unplugClient();
    assertTrue(isInside(Lab.WORLD_IPV4, device));
    assertTrue(isUnreachable(Lab.SERVER_IPV4));
    cli.awaitState("lab", "reconnecting", Duration.ofSeconds(20));
    assertTrue(isInside(Lab.WORLD_IPV4, device));
    LAB.plugClient();

    Await.until(
        "it is connected again, and nothing left in the clear meanwhile",
        Duration.ofSeconds(60),
        () -> {
          assertTrue(isInside(Lab.WORLD_IPV4, device), () -> Lab.machine(LAB.clientHost()));
          return cli.state("lab").equals("connected");
        });
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertTrue(isInside(Lab.WORLD_IPV4, device));
  }

  @Test
  void anUplinkThatIsBackSoonNeedsNoNewConnection() {
    connect(60);
    LAB.unplugClient();
    LAB.plugClient();

    Await.until(
        "packets flow again",
        Duration.ofSeconds(10),
        () -> Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
    assertEquals("connected", cli.state("lab"));
  }

  @Test
  void aDeviceThatWasSwitchedOffAndOnHasItsRoutesBackWithinSeconds() {
    String device = connect(60);
    Shell.out("ip", "-n", LAB.clientHost(), "link", "set", device, "down");
    Shell.out("ip", "-n", LAB.clientHost(), "link", "set", device, "up");

    Await.until(
        "traffic goes into the tunnel again",
        Duration.ofSeconds(10),
        () -> isInside(Lab.WORLD_IPV4, device));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    assertEquals("connected", cli.state("lab"));
    String log = cli.ok("log", "lab").out();
    assertTrue(log.contains("set again"), log);
  }

  @Test
  void aSessionThatIsToConnectAgainDoesSoAtOnceWithItsTunnelInPlace() throws IOException {
    String device = connect(60);
    Instant since = Instant.parse(cli.status("lab").text("since"));
    try (HelperSocket socket = HelperSocket.open(helper.socket())) {
      socket.reconnect("lab");
    }

    assertEquals(device, cli.status("lab").text("tunnel.device"));
    assertTrue(Instant.parse(cli.status("lab").text("since")).isAfter(since));
    assertTrue(isInside(Lab.WORLD_IPV4, device));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    String log = cli.ok("log", "lab").out();
    assertTrue(log.contains("connecting again, as asked"), log);
  }

  private static boolean isInside(String address, String device) {
    Shell.Result way = way(address);
    return way.exit() != 0 || way.out().contains("dev " + device + " ");
  }

  private static boolean isUnreachable(String address) {
    return way(address).exit() != 0;
  }

  private static Shell.Result way(String address) {
    return Shell.run(
        Duration.ofSeconds(5),
        Map.of(),
        "",
        List.of("ip", "-n", LAB.clientHost(), "route", "get", address));
  }
}
