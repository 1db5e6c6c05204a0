package org.culvert.core.proxy;

import java.util.OptionalInt;

/**
 * What is said on one TCP connection to a proxy until it carries our bytes. Used by one thread.
 * Whatever the proxy sends, no more than {@value #MOST_BYTES} bytes of it are kept.
 */
public sealed interface ProxyConversation permits HttpConnect, Socks5 {
  /** The longest answer that is read. */
  int MOST_BYTES = 16 << 10;

  /** What to send first. May hold a password: the caller wipes it once it is sent. */
  byte[] opening();

  /** Takes what came from the proxy, and says what follows. Not to be called after an end. */
  Step received(byte[] bytes, int offset, int length);

  /** The proxy ended the connection in the middle of the conversation. */
  Step ended();

  /** What follows. */
  sealed interface Step {
    /** Wait for more. */
    record Wait() implements Step {}

    /** Send this, then wait. May hold a password: the caller wipes it once it is sent. */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Send(byte[] bytes) implements Step {}

    /**
     * An end: the proxy carries our bytes.
     *
     * @param rest what came behind its answer, and is the server's already
     * @param relay the port at which the proxy takes datagrams, when that was asked for. The
     *     address that it names with it is not used: behind NAT it is wrong, and a hostile proxy
     *     could name a machine whose traffic would then leave the tunnel.
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Through(byte[] rest, OptionalInt relay) implements Step {}

    /** An end: now it is known how to log in, on another connection. */
    record KnockAgain() implements Step {}

    /** An end. */
    record Failed(ProxyFailure failure) implements Step {}
  }
}
