package org.culvert.app.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What an unwrapped control packet shows to everybody on the way; wire reference 1.3. Read here
 * anew, so that a mistake of the client's own decoder cannot hide itself.
 *
 * @param session the sender's
 * @param remote the receiver's, when there are acknowledgements
 * @param messageId −1 in a packet that only acknowledges
 * @param payload bytes of TLS
 */
record ControlHeader(
    double seconds,
    boolean fromClient,
    int opcode,
    int keyId,
    long session,
    List<Integer> acks,
    OptionalLong remote,
    int messageId,
    int payload,
    int length) {
  static final int HARD_RESET_CLIENT = 7;
  static final int HARD_RESET_SERVER = 8;
  static final int CONTROL = 4;
  static final int ACK = 5;

  /** Whether a datagram is one of the control channel. */
  static boolean isOne(Capture.Datagram datagram) {
    int opcode = (datagram.payload()[0] & 0xff) >>> 3;
    return opcode != 6 && opcode != 9;
  }

  static ControlHeader of(Capture.Datagram datagram) {
    ByteBuffer bytes = ByteBuffer.wrap(datagram.payload());
    int first = bytes.get() & 0xff;
    long session = bytes.getLong();
    int count = bytes.get() & 0xff;
    List<Integer> acks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      acks.add(bytes.getInt());
    }
    OptionalLong remote = count > 0 ? OptionalLong.of(bytes.getLong()) : OptionalLong.empty();
    int messageId = first >>> 3 == ACK ? -1 : bytes.getInt();
    return new ControlHeader(
        datagram.seconds(),
        datagram.fromClient(),
        first >>> 3,
        first & 7,
        session,
        acks,
        remote,
        messageId,
        bytes.remaining(),
        datagram.payload().length);
  }
}
