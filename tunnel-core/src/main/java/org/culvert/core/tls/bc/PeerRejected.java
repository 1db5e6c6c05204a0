package org.culvert.core.tls.bc;

import org.culvert.core.tls.TlsFailure;

/** The peer's certificate was judged and found wanting. */
final class PeerRejected extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient TlsFailure failure;
  private final short alert;

  /**
   * @param alert of {@link org.bouncycastle.tls.AlertDescription}, told to the peer
   */
  PeerRejected(TlsFailure failure, short alert) {
    super(failure.toString());
    this.failure = failure;
    this.alert = alert;
  }

  TlsFailure failure() {
    return failure;
  }

  short alert() {
    return alert;
  }
}
