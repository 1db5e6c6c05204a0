package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a helper ends, the machine is as it was before. */
@Tag("interop")
class CleanupIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void aKilledHelperLeavesNothingOnceItHasStartedAgain() {
    HelperProcess helper = HelperProcess.start(LAB);
    String before = Lab.machine(LAB.clientHost());
    connect(helper);
    assertNotEquals(before, Lab.machine(LAB.clientHost()));

    helper.kill();
    helper.startAgain();

    assertEquals(before, Lab.machine(LAB.clientHost()));
  }

  @Test
  void aKilledHelperThatStartsAgainConnectsAgain() {
    HelperProcess helper = HelperProcess.start(LAB);
    Cli cli = connect(helper);
    helper.kill();
    helper.startAgain();

    assertEquals("disconnected", cli.state("lab"));
    cli.ok("connect", "lab", "--wait", "20");
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
  }

  @Test
  void anEndedHelperLeavesNothingAtOnce() {
    HelperProcess helper = HelperProcess.start(LAB);
    String before = Lab.machine(LAB.clientHost());
    connect(helper);

    helper.stop();

    assertEquals(before, Lab.machine(LAB.clientHost()));
  }

  private static Cli connect(HelperProcess helper) {
    OpenVpnServer server =
        OpenVpnServer.start(
                LAB,
                OpenVpnServer.options(LAB)
                    .line("push \"redirect-gateway def1 ipv6\"")
                    .line("push \"route 198.51.100.0 255.255.255.0\""))
            .awaitReady();
    Cli cli = Cli.of(LAB, helper);
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");
    return cli;
  }
}
