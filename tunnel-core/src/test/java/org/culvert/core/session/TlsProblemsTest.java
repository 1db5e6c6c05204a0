package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.tls.TlsFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProblemsTest {
  @ParameterizedTest
  @CsvSource({
    "protocol_version, TLS_VERSION_MISMATCH",
    "handshake_failure, TLS_NO_AGREEMENT",
    "insufficient_security, TLS_NO_AGREEMENT",
    "unknown_ca, OWN_CERT_REFUSED",
    "certificate_required, OWN_CERT_REFUSED",
    "certificate_revoked, OWN_CERT_REFUSED",
    "internal_error, TLS_FAILED"
  })
  void anAlertSaysByItsNameWhatTheServerDoesNotLike(String alert, ProblemCode code) {
    Problem problem = TlsProblems.of("srv:1194", new TlsFailure.PeerAlert(alert));
    assertEquals(code, problem.code());
    assertEquals("srv:1194", problem.args().getFirst());
  }

  @Test
  void aServerOfAnotherVersionIsToldApartFromOtherFailures() {
    assertEquals(
        Problem.of(ProblemCode.TLS_VERSION_MISMATCH, "srv"),
        TlsProblems.of("srv", new TlsFailure.NoCommonVersion()));
  }
}
