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
      case TlsFailure.PeerAlert f ->
          Problem.of(
              ProblemCode.TLS_FAILED, server, "the server sent the alert " + f.description());
      case TlsFailure.Protocol f -> Problem.of(ProblemCode.TLS_FAILED, server, f.detail());
    };
  }
}
