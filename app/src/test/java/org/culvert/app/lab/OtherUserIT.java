package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions belong to who began them. */
@Tag("interop")
class OtherUserIT {
  private static final int JANE = 61001;
  private static final int MALLORY = 61002;

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void anotherUserCanNeitherSeeNorStopNorReadASession() {
    OpenVpnServer server = OpenVpnServer.start(LAB, OpenVpnServer.options(LAB)).awaitReady();
    HelperProcess helper = HelperProcess.start(LAB);
    Cli jane = Cli.of(LAB, helper).asUser(JANE);
    Cli mallory = Cli.of(LAB, helper).asUser(MALLORY);
    jane.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    jane.ok("connect", "lab", "--wait", "20");

    assertFalse(mallory.run("status").toString().contains("10.8.0."));
    assertFalse(mallory.run("status", "--json").out().contains("connected\""));
    assertNotEquals(0, mallory.run("status", "lab").exit());
    assertNotEquals(0, mallory.run("disconnect", "lab").exit());
    mallory.run("disconnect", "--all");
    assertFalse(mallory.run("log").out().contains(Lab.SERVER_IPV4));
    assertNotEquals(0, mallory.run("stats", "lab").exit());

    assertEquals("connected", jane.state("lab"));
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    jane.ok("disconnect", "lab");
  }

  @Test
  void twoUsersMayUseTheSameName() {
    OpenVpnServer server =
        OpenVpnServer.start(LAB, OpenVpnServer.options(LAB).line("duplicate-cn")).awaitReady();
    HelperProcess helper = HelperProcess.start(LAB);
    String profile = LAB.write("lab.ovpn", server.profile()).toString();
    Cli jane = Cli.of(LAB, helper).asUser(JANE);
    Cli mallory = Cli.of(LAB, helper).asUser(MALLORY);
    for (Cli user : new Cli[] {jane, mallory}) {
      user.ok("import", profile, "--name", "lab");
    }

    jane.ok("connect", "lab", "--wait", "20");
    assertEquals("disconnected", mallory.state("lab"));
    assertEquals("connected", jane.state("lab"));
  }
}
