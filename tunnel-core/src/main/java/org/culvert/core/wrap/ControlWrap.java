package org.culvert.core.wrap;

import java.util.Optional;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;

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

  /** How a client's first packet begins. */
  default Opcode clientReset() {
    return Opcode.CONTROL_HARD_RESET_CLIENT_V2;
  }

  /** Bytes that a packet with a client's own key has in addition; 0 when there is no such key. */
  default int introduction() {
    return 0;
  }

  /** The payload of a server's reset. */
  default byte[] serverGreeting() {
    return new byte[0];
  }
}
