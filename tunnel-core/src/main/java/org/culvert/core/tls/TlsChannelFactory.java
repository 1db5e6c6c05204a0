package org.culvert.core.tls;

/**
 * Makes the TLS side of each key negotiation. Prepared once per session from the profile, so that
 * certificates and keys are read once and their errors come before the first packet.
 */
public interface TlsChannelFactory {
  /**
   * A fresh channel that has begun its handshake: a client's first flight can be taken at once.
   *
   * @param epochMillis the time against which certificates are judged
   */
  TlsChannel open(long epochMillis);
}
