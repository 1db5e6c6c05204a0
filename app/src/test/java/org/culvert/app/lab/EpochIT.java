package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that change by epochs, with a server that knows them. */
@Tag("interop")
class EpochIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  private static OpenVpnServer server(String cipher) {
    return OpenVpnServer.start(
            LAB,
            OpenVpnServer.options(LAB)
                .version(ServerVersion.OPENVPN_2_7)
                .cipher(cipher)
                .line("verb 4"))
        .awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES-256-GCM", "CHACHA20-POLY1305"})
  void dataFlowsInTheFormatThatTheServerAsksFor(String cipher) {
    OpenVpnServer server = server(cipher);
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB));
    cli.ok("import", LAB.write("lab.ovpn", server.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");

    Traffic traffic = LAB.traffic();
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    traffic.upload(5);
    traffic.download(5);
    String log = cli.ok("log", "lab").out();
    assertTrue(log.contains(cipher + " by epochs"), log);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AES-256-GCM", "CHACHA20-POLY1305"})
  void theServerFollowsOurEpochsAndWeReadItsOwn(String cipher) {
    OpenVpnServer server = server(cipher);
    Path profile = LAB.write("lab.ovpn", server.profile());
    Running client =
        Running.start(
            "epochs",
            LAB.newPath("epochs.log"),
            Map.of(),
            Lab.on(
                LAB.clientHost(),
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    Lab.classPath(),
                    EpochMain.class.getName(),
                    profile.toString())));
    LAB.register(client);
    client.awaitOutput("until epoch 10", Duration.ofSeconds(60));
    assertTrue(server.process().log().contains("data packet with new epoch 10"));
    Matrix.carried("epoch data format", ServerVersion.OPENVPN_2_7);
  }
}
