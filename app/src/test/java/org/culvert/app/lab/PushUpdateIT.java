package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server changes its mind while the tunnel stands. */
@Tag("interop")
class PushUpdateIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  /** OpenVPN 2.7.8 sends an update when it next looks after the client, 15 s later at times. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static void await(String what, BooleanSupplier condition) {
    Await.until(what, SOON, condition);
  }

  private static boolean machineHas(String text) {
    return Lab.machine(LAB.clientHost()).contains(text);
  }

  @Test
  void routesAddressesAndMtuChangeAndTheTunnelStands() throws IOException {
    Path socket = LAB.newPath("management");
    OpenVpnServer.Options options =
        OpenVpnServer.options(LAB)
            .version(ServerVersion.OPENVPN_2_7)
            .line("push \"route 10.70.0.0 255.255.0.0\"")
            .line("management " + socket + " unix");
    OpenVpnServer server = OpenVpnServer.start(LAB, options).awaitReady();
    Management management = Management.open(socket);
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic traffic = LAB.traffic();

    management.command(
        "push-update-broad \"route 10.77.0.0 255.255.0.0, route-metric 7, tun-mtu 1300\"");
    await("the new route", () -> machineHas("10.77.0.0/16 dev"));
    await("the new MTU", () -> machineHas("mtu 1300"));
    await("the old route is gone", () -> !machineHas("10.70.0.0/16"));
    traffic.upload(2);
    traffic.download(2);

    management.command("push-update-broad \"-route, redirect-gateway def1\"");
    await("everything goes into the tunnel", () -> machineHas("128.0.0.0/1 dev"));
    await("no other route is left", () -> !machineHas("10.77.0.0/16"));
    Traffic.ping(LAB.clientHost(), Lab.WORLD_IPV4);

    management.command("push-update-broad \"ifconfig 10.8.0.99 255.255.255.0\"");
    await("the new address", () -> machineHas("10.8.0.99/24"));
    Traffic.ping(LAB.serverHost(), "10.8.0.99");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);

    assertEquals("connected", cli.state("lab"));
    assertEquals("10.8.0.99/24", cli.status("lab").text("tunnel.ipv4"));
    assertEquals(1, server.process().count("Peer Connection Initiated"));
    management.close();
    Matrix.carried("PUSH_UPDATE", ServerVersion.OPENVPN_2_7);
  }
}
