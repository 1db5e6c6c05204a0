package org.culvert.core.reliable;

import java.util.Arrays;
import org.culvert.core.wire.Opcode;

/** The next message from the peer, in order. The payload is the receiver's from now on. */
@SuppressWarnings("ArrayRecordComponent") // compares contents, and copying would serve nobody
public record Delivery(Opcode opcode, byte[] payload) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Delivery that
        && opcode == that.opcode
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return 31 * opcode.hashCode() + Arrays.hashCode(payload);
  }

  @Override
  public String toString() {
    return opcode + " with " + payload.length + " bytes";
  }
}
