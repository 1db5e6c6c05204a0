package org.culvert.core.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A control packet before wrapping (wire reference 1.3). An ACK_V1 has no message id and no
 * payload: whatever is given for them is replaced by 0 and nothing.
 *
 * @param opcode any but the data opcodes
 * @param keyId 0 to 7
 * @param session the sender's session
 * @param acks at most {@value #MAX_ACKS} acknowledged message ids, each an unsigned 32-bit number,
 *     in no order
 * @param remoteSession whose messages are acknowledged; on the wire only together with {@code
 *     acks}, and so dropped here when there are none
 * @param messageId an unsigned 32-bit number
 * @param payload not copied: the packet is a view for as long as nobody changes the array
 */
@SuppressWarnings("ArrayRecordComponent") // compares contents, and copying would serve nobody
public record ControlPacket(
    Opcode opcode,
    int keyId,
    SessionId session,
    List<Integer> acks,
    Optional<SessionId> remoteSession,
    int messageId,
    byte[] payload) {
  /** The most acknowledgements that a packet can carry. */
  public static final int MAX_ACKS = 8;

  private static final byte[] NOTHING = {};

  public ControlPacket {
    if (opcode.isData()) {
      throw new IllegalArgumentException(opcode + " is not a control packet");
    }
    if (keyId < 0 || keyId > 7) {
      throw new IllegalArgumentException("key id " + keyId + " is not within 0 to 7");
    }
    acks = List.copyOf(acks);
    if (acks.size() > MAX_ACKS) {
      throw new IllegalArgumentException("a packet carries at most " + MAX_ACKS + " acks");
    }
    if (acks.isEmpty()) {
      remoteSession = Optional.empty();
    } else if (remoteSession.isEmpty()) {
      throw new IllegalArgumentException("acks need the remote session that they belong to");
    }
    if (opcode == Opcode.ACK_V1) {
      messageId = 0;
      payload = NOTHING;
    }
  }

  /** A packet that only acknowledges. */
  public static ControlPacket ack(
      int keyId, SessionId session, List<Integer> acks, SessionId remoteSession) {
    return new ControlPacket(
        Opcode.ACK_V1, keyId, session, acks, Optional.of(remoteSession), 0, NOTHING);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ControlPacket that
        && opcode == that.opcode
        && keyId == that.keyId
        && session.equals(that.session)
        && acks.equals(that.acks)
        && remoteSession.equals(that.remoteSession)
        && messageId == that.messageId
        && Arrays.equals(payload, that.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(opcode, keyId, session, acks, messageId, Arrays.hashCode(payload));
  }

  /** Everything but the payload. */
  @Override
  public String toString() {
    return opcode
        + " key "
        + keyId
        + " session "
        + session
        + (opcode == Opcode.ACK_V1 ? "" : " message " + Integer.toUnsignedString(messageId))
        + " acks "
        + acks.stream().map(Integer::toUnsignedString).toList()
        + " payload "
        + payload.length;
  }
}
