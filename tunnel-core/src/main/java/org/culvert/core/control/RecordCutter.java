package org.culvert.core.control;

import java.util.Arrays;
import org.culvert.core.reliable.ReliableChannel;
import org.culvert.core.wire.Opcode;
import org.culvert.core.wrap.ControlWrap;

/**
 * Cuts the stream of TLS records into messages that fit into packets (wire reference 4.2). Where a
 * record ends plays no part.
 */
final class RecordCutter {
  // IPv6 and UDP headers, opcode, session ids, message id and four acks
  private static final int HEADERS = 40 + 8 + 38;

  /** A limit so small that nothing would be left still moves the handshake on. */
  private static final int LEAST_ROOM = 16;

  private final ControlWrap wrap;
  private final int room;
  private boolean introduceFirst;

  /**
   * @param maxPacketSize of a whole IP packet
   */
  RecordCutter(ControlWrap wrap, int maxPacketSize) {
    this.wrap = wrap;
    this.room = Math.max(LEAST_ROOM, maxPacketSize - HEADERS - wrap.overhead());
  }

  /** The next message carries our own key once more: the server has forgotten it. */
  void introduceFirst() {
    introduceFirst = wrap.introduction() > 0;
  }

  void cut(byte[] records, ReliableChannel reliable) {
    int offset = 0;
    if (introduceFirst && records.length > 0) {
      // With a long key nothing else may fit into it, which is allowed.
      offset = Math.clamp(room - wrap.introduction(), 0, records.length);
      reliable.send(Opcode.CONTROL_WKC_V1, Arrays.copyOf(records, offset));
      introduceFirst = false;
    }
    for (; offset < records.length; offset += room) {
      reliable.send(
          Opcode.CONTROL_V1,
          Arrays.copyOfRange(records, offset, Math.min(records.length, offset + room)));
    }
  }
}
