package org.culvert.core.session;

import org.culvert.core.control.KeyRotation;

/** We said goodbye on the control channel and give the server a moment to acknowledge it. */
final class LeavingPhase implements Phase {
  private static final long PATIENCE = 1_000;

  private final KeyRotation keys;
  private final long until;

  LeavingPhase(KeyRotation keys, long now) {
    this.keys = keys;
    this.until = now + PATIENCE;
  }

  @Override
  public Phase step(long now, Input input, Outputs out) {
    if (input instanceof Input.Datagram datagram) {
      keys.receive(now, datagram.bytes(), datagram.offset(), datagram.length(), out);
    }
    if (keys.current().quiet()
        || now >= until
        || input instanceof Input.PeerExit
        || input instanceof Input.TransportLost) {
      keys.close();
      out.ended(Ending.stop());
      return new EndedPhase();
    }
    keys.current().transmit(now, out);
    return this;
  }

  @Override
  public long deadline() {
    return Math.min(until, keys.current().nextDeadline());
  }
}
