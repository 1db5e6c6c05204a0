package org.culvert.core.reliable;

import java.util.List;
import org.culvert.core.wire.Opcode;

/** Takes each packet that is to be sent now. */
@FunctionalInterface
public interface Emitter {
  /**
   * One transmission.
   *
   * @param acks message ids of the peer to be acknowledged with it
   * @param messageId 0 for an ACK_V1
   * @param payload empty for an ACK_V1; not to be kept or changed
   */
  void emit(Opcode opcode, List<Integer> acks, int messageId, byte[] payload);
}
