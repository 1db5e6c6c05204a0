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
  private final ControlWrap wrap;
  private final int room;
  private boolean introduceFirst;

  /**
   * @param room bytes of a message at most
   */
  RecordCutter(ControlWrap wrap, int room) {
    this.wrap = wrap;
    this.room = room;
  }

  /** Bytes of a message at most. */
  int room() {
    return room;
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
