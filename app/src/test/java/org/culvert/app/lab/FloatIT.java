package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that goes on from another address. */
@Tag("interop")
class FloatIT {
  private static final String NEW = "10.9.0.9";

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static void onServer(String words) {
    Shell.out(("ip -n " + LAB.serverHost() + " " + words).split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "OPENVPN_2_6, --no-kill-switch",
    "OPENVPN_2_7, --no-kill-switch",
    "OPENVPN_2_6, --kill-switch"
  })
  void aServerIsFollowedToAnotherAddress(ServerVersion version, String killSwitch) {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .version(version)
                    .keepalive(1, 60)
                    .line("push \"redirect-gateway def1\"")
                    .profileLine("float"))
            .awaitReady();
    Cli cli = Cli.of(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20", killSwitch, "--no-allow-lan");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    int connections = server.process().count("Peer Connection Initiated");

    onServer("address add " + NEW + "/32 dev wire0");
    try {
      onServer("address delete " + Lab.SERVER_IPV4 + "/24 dev wire0");
      onServer("route replace 10.9.0.0/24 dev wire0 src " + NEW);

      Await.until(
          "packets flow to the new address",
          Duration.ofSeconds(20),
          () -> Traffic.answers(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4));
      assertTrue(cli.ok("log", "lab").out().contains("goes on from " + NEW));
      assertEquals(NEW, cli.status("lab").text("remote.address"));
      assertEquals("connected", cli.state("lab"));
      assertEquals(connections, server.process().count("Peer Connection Initiated"));
      Matrix.carried("another address of the server (float)", version);
    } finally {
      onServer("route delete 10.9.0.0/24");
      onServer("address delete " + NEW + "/32 dev wire0");
      onServer("address add " + Lab.SERVER_IPV4 + "/24 dev wire0");
    }
  }
}
