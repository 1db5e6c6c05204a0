package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The peer that the benchmark measures our client with carries what ours sends, and back. */
@Tag("interop")
class OwnPeerIT {
  @RegisterExtension static final TestLab LAB = new TestLab();

  /** What a machine that can do less does, too; the peer does all that this one can. */
  @ParameterizedTest
  @ValueSource(strings = {"segments", "batch", "single"})
  void bothEndsOfOurOwnEngineCarryEachOthersPackets(String step) {
    carries(Map.of("culvert.offload", step), "AES-GCM by libgcrypt 1.");
  }

  /** The peer's cipher is the fastest then, too. */
  @ParameterizedTest
  @CsvSource({"corretto, Amazon Corretto Crypto Provider", "jdk, the JDK"})
  void everyCipherOpensWhatTheFastestSealed(String cipher, String carrier) {
    carries(Map.of("culvert.aesgcm", cipher), "AES-GCM by " + carrier);
  }

  private static void carries(Map<String, String> properties, String ciphers) {
    OwnPeer peer = OwnPeer.start(LAB);
    Cli cli = Cli.here(LAB, HelperProcess.start(LAB, properties));
    cli.ok("import", LAB.write("lab.ovpn", peer.profile()).toString(), "--name", "lab");
    cli.ok("connect", "lab", "--wait", "20");

    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV4);
    Traffic.ping(LAB.clientHost(), OpenVpnServer.TUNNEL_IPV6);
    LAB.traffic().upload(20);
    LAB.traffic().download(20);

    // By the packaged helper, with its modules and its library as the launcher gives them.
    String findings = cli.run("doctor").out();
    assertTrue(findings.contains(ciphers), findings);
    cli.ok("disconnect", "lab");
    peer.process().awaitOutput("over: the client left", Duration.ofSeconds(10));
  }
}
