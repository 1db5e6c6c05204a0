package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.junit.jupiter.api.Test;

/** Servers whose TLS 1.2 lacks the extended master secret, so that nothing can be exported. */
final class OldServerTest {
  private static SimTunnel.Builder old() {
    return SimTunnel.with(1)
        .wrapping(SimTunnel.tlsCrypt())
        .maxVersion(TlsSettings.TlsVersion.TLS_1_2)
        .peerKnowsExtendedMasterSecret(() -> false);
  }

  private static Problem problem(SimTunnel tunnel) {
    tunnel
        .clock()
        .runUntil(
            "the attempt is over",
            () -> tunnel.client().ending().isPresent(),
            Duration.ofSeconds(90));
    return tunnel.client().ending().flatMap(Ending::problem).orElseThrow();
  }

  @Test
  void aServerWithoutExtendedMasterSecretCarriesData() {
    old().open().connect().assertDataFlows("connecting");
  }

  @Test
  void aServerWithoutExtendedMasterSecretRenewsKeys() {
    SimTunnel tunnel = old().open().connect();
    tunnel.client().input(new Input.Renegotiate());
    tunnel
        .clock()
        .runUntil(
            "both send with key 1",
            () -> {
              tunnel.assertDataFlows("renewing");
              return tunnel.client().sendingKey() == 1 && tunnel.peer().sendingKey() == 1;
            },
            Duration.ofSeconds(90));
  }

  @Test
  void aServerThatDemandsTheExporterWithoutExtendedMasterSecretIsRefused() {
    SimTunnel tunnel =
        old().push("ifconfig 10.8.0.2 255.255.255.0", "key-derivation tls-ekm").open();
    tunnel.client().start();
    Problem problem = problem(tunnel);
    assertTrue(problem.message().contains("\"tls-ekm\""), problem.message());
  }

  @Test
  void aServerThatDemandsDynamicTlsCryptWithoutExtendedMasterSecretIsRefused() {
    SimTunnel tunnel =
        old().push("ifconfig 10.8.0.2 255.255.255.0", "protocol-flags dyn-tls-crypt").open();
    tunnel.client().start();
    Problem problem = problem(tunnel);
    assertTrue(problem.message().contains("\"dyn-tls-crypt\""), problem.message());
  }

  @Test
  void exportedKeysAreNotRenewedWithoutExtendedMasterSecret() {
    AtomicInteger handshakes = new AtomicInteger();
    SimTunnel tunnel =
        old()
            .peerKnowsExtendedMasterSecret(() -> handshakes.getAndIncrement() == 0)
            .open()
            .connect();
    tunnel.client().input(new Input.Renegotiate());
    assertEquals(ProblemCode.TLS_FAILED, problem(tunnel).code());
  }
}
