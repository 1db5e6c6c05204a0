package org.culvert.core.session;

import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.tls.TlsFailure;

/** What a failed TLS handshake means to the user. */
final class TlsProblems {
  private TlsProblems() {}

  static Problem of(String server, TlsFailure failure) {
    return switch (failure) {
      case TlsFailure.Untrusted f -> Problem.of(ProblemCode.CERT_UNTRUSTED, server, f.subject());
      case TlsFailure.Expired f ->
          Problem.of(ProblemCode.CERT_EXPIRED, server, f.subject(), f.date());
      case TlsFailure.NotYetValid f ->
          Problem.of(ProblemCode.CERT_NOT_YET_VALID, server, f.subject(), f.date());
      case TlsFailure.NameMismatch f ->
          Problem.of(ProblemCode.CERT_NAME_MISMATCH, server, f.actual(), f.expected());
      case TlsFailure.WrongPurpose f ->
          Problem.of(ProblemCode.CERT_WRONG_PURPOSE, server, f.subject(), f.detail());
      case TlsFailure.Revoked f -> Problem.of(ProblemCode.CERT_REVOKED, server, f.subject());
      case TlsFailure.FingerprintMismatch f ->
          Problem.of(ProblemCode.CERT_FINGERPRINT, server, f.actual());
      case TlsFailure.IssuerMismatch f ->
          Problem.of(ProblemCode.CERT_ISSUER, server, f.subject(), f.actual());
      case TlsFailure.NoCommonVersion _ -> Problem.of(ProblemCode.TLS_VERSION_MISMATCH, server);
      case TlsFailure.PeerAlert f -> alert(server, f.description());
      case TlsFailure.Protocol f -> Problem.of(ProblemCode.TLS_FAILED, server, f.detail());
    };
  }

  /** By the names of the alerts (RFC 8446, section 6; RFC 5246, section 7.2). */
  private static Problem alert(String server, String name) {
    return switch (name) {
      case "protocol_version" -> Problem.of(ProblemCode.TLS_VERSION_MISMATCH, server);
      case "handshake_failure", "insufficient_security" ->
          Problem.of(ProblemCode.TLS_NO_AGREEMENT, server, name);
      case "bad_certificate",
          "unsupported_certificate",
          "certificate_revoked",
          "certificate_expired",
          "certificate_unknown",
          "certificate_required",
          "unknown_ca",
          "access_denied" ->
          Problem.of(ProblemCode.OWN_CERT_REFUSED, server, name);
      default -> Problem.of(ProblemCode.TLS_FAILED, server, "the server sent the alert " + name);
    };
  }
}
