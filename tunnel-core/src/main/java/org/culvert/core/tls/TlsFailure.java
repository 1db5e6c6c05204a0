package org.culvert.core.tls;

/**
 * Why a TLS connection failed; turned into a problem by whoever knows the server's name. Texts are
 * clean of control characters.
 */
public sealed interface TlsFailure {
  /** Not signed by the profile's ca. */
  record Untrusted(String subject, String detail) implements TlsFailure {}

  /** Expired; {@code date} as yyyy-MM-dd. */
  record Expired(String subject, String date) implements TlsFailure {}

  /** Not valid before {@code date}, yyyy-MM-dd. */
  record NotYetValid(String subject, String date) implements TlsFailure {}

  /** Not the name that the profile demands. */
  record NameMismatch(String actual, String expected) implements TlsFailure {}

  /** Key usage or extended key usage. */
  record WrongPurpose(String subject, String detail) implements TlsFailure {}

  /** On the profile's revocation list. */
  record Revoked(String subject) implements TlsFailure {}

  /** Not one of the pinned fingerprints. */
  record FingerprintMismatch(String actual) implements TlsFailure {}

  /** The certificate that issued the peer's is not the pinned one. */
  record IssuerMismatch(String subject, String actual) implements TlsFailure {}

  /** The peer speaks another version than those that were offered. */
  record NoCommonVersion() implements TlsFailure {}

  /** The peer sent a fatal alert. */
  record PeerAlert(String description) implements TlsFailure {}

  /** Anything else: the protocol itself. */
  record Protocol(String detail) implements TlsFailure {}
}
