package org.culvert.core.tls;

import java.util.Optional;

/**
 * One TLS connection without I/O: ciphertext goes in and comes out as bytes. Used by one thread.
 * Every method that takes bytes may make new ciphertext available.
 *
 * <p>Nothing is thrown for what the peer does wrong: the channel is then {@linkplain #failure()
 * failed}, and what it still wants to send (an alert) can be taken.
 */
public interface TlsChannel extends AutoCloseable {

  /** Bytes of records as they came in order from the peer. Ignored once failed or closed. */
  void offerCiphertext(byte[] source, int offset, int length);

  /** All ciphertext that waits to be sent, in order; empty when there is none. */
  byte[] takeCiphertext();

  /**
   * Writes one application message as one record. Before the handshake is complete, and after a
   * failure, this throws {@link IllegalStateException}.
   */
  void writePlaintext(byte[] message);

  /** All decrypted application bytes, in order; empty when there is none. The caller wipes it. */
  byte[] takePlaintext();

  /** What was agreed, from the moment the handshake is complete. */
  Optional<TlsResult> result();

  /** Why the connection failed, if it did. */
  Optional<TlsFailure> failure();

  /** Ends without ceremony and wipes what can be wiped. Twice is fine. */
  @Override
  void close();
}
