package org.culvert.core.tls.bc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TlsWarmUpTest {
  @Test
  void theWarmUpCompletesAHandshakeAndTalksBothWays() {
    assertTrue(TlsWarmUp.run(Instant.parse("2026-06-01T12:00:00Z")));
  }
}
