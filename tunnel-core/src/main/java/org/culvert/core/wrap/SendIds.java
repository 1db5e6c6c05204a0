package org.culvert.core.wrap;

import java.nio.ByteBuffer;

/**
 * The replay ids of the packets that we send: {@code id u32 | time u32}, the time being that of the
 * start of the context (wire reference 3.2).
 */
final class SendIds {
  /** Bytes on the wire. */
  static final int LENGTH = 8;

  /** The first id of every context but that of a tls-crypt-v2 client. */
  static final long FIRST = 1;

  private long id;
  private long time;

  SendIds(long first, long epochSeconds) {
    this.id = first;
    this.time = epochSeconds;
  }

  /** The id of the next packet, as on the wire. */
  byte[] next() {
    if (id > 0xffff_ffffL) {
      // Four thousand million packets take longer than a second, so this time has already come.
      time++;
      id = 1;
    }
    return ByteBuffer.allocate(LENGTH).putInt((int) id++).putInt((int) time).array();
  }
}
