package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Between two ends of our own engine packets get lost, late and doubled. */
@Tag("interop")
class LossyIT {
  /** In each direction; a long run wants more, see CONTRIBUTING.md. */
  private static final int MEGABYTES = Integer.getInteger("culvert.lossy.megabytes", 100);

  /** One connection alone would wait for its lost packets most of the time. */
  private static final int CONNECTIONS = 4;

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

    Traffic traffic = LAB.traffic();
    int each = MEGABYTES / CONNECTIONS;
    atOnce(() -> traffic.upload(each));
    atOnce(() -> traffic.download(each));

    for (String fate : new String[] {"lost", "late", "doubled"}) {
      assertTrue(link.log().contains(fate + " 100"), link::log);
    }
    cli.ok("disconnect", "lossy");
  }

  private static void atOnce(Runnable transfer) {
    try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        all.add(threads.submit(transfer));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
