package org.culvert.core.wrap;

import java.util.Optional;
import org.culvert.core.wire.ControlPacket;

/**
 * Turns control packets into datagrams and back, with the keys and replay ids of one wrap context.
 * Used by one thread.
 */
public interface ControlWrap {
  /** The datagram for one transmission of {@code packet}; each call uses up a fresh replay id. */
  byte[] wrap(ControlPacket packet);

  /**
   * The packet in a datagram; empty when it is malformed, not authentic or a replay. Only a packet
   * that is returned changes the state of this wrap. Does not keep or change {@code datagram}.
   */
  Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length);

  /** Bytes that wrapping adds to a packet. */
  int overhead();
}
