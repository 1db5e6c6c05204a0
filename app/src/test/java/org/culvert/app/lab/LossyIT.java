package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Between two ends of our own engine packets get lost, late and doubled. */
@Tag("interop")
class LossyIT {
  private static final int MEGABYTES = 100;
  private static final int RELAY_PORT = 1196;

  @RegisterExtension static final TestLab LAB = new TestLab();

  @Test
  void bytesArriveAsTheyAreOverABadLink() {
    OwnPeer peer = OwnPeer.start(LAB);
    Running link = Traffic.badLink(LAB, RELAY_PORT, OwnPeer.CLIENT_PORT, OpenVpnServer.PORT);
    String profile =
        peer.profile()
            .replaceFirst("remote \\S+ \\d+", "remote 127.0.0.1 " + RELAY_PORT)
            .replaceFirst("lport \\d+", "nobind");
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    Path file = LAB.write("lossy.ovpn", profile);
    cli.ok("import", file.toString(), "--name", "lossy");
    cli.ok("connect", "lossy", "--wait", "30");

    LAB.traffic().upload(MEGABYTES);
    LAB.traffic().download(MEGABYTES);

    for (String fate : new String[] {"lost", "late", "doubled"}) {
      assertTrue(link.log().contains(fate + " 100"), link::log);
    }
    cli.ok("disconnect", "lossy");
  }
}
