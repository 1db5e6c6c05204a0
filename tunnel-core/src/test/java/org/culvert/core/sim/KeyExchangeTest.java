package org.culvert.core.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.junit.jupiter.api.Test;

/** What the two sides tell each other inside TLS before there are keys. */
final class KeyExchangeTest {
  @Test
  void anOrdinaryPasswordConnects() {
    SimTunnel.with(1).credentials("alice", "s3cret").open().connect();
  }

  @Test
  void aPasswordThatNoServerWouldReadEndsTheAttemptAtOnce() {
    SimTunnel tunnel = SimTunnel.with(1).credentials("alice", "p".repeat(3000)).open();
    tunnel.client().start();
    assertEquals(
        Optional.of(ProblemCode.CREDENTIALS_TOO_LONG),
        tunnel.client().ending().flatMap(Ending::problem).map(Problem::code));
  }

  @Test
  void aServerThatShowsAnotherCertificateWhenKeysAreRenewedIsLeft() {
    SimTunnel tunnel = SimTunnel.with(1).peerChangesCertificate().open().connect();
    tunnel.client().input(new Input.Renegotiate());
    tunnel
        .clock()
        .runUntil(
            "the attempt is over",
            () -> tunnel.client().ending().isPresent(),
            Duration.ofSeconds(90));
    assertFalse(tunnel.client().story().contains("install 1"), tunnel.client().story().toString());
  }
}
