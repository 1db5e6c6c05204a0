package org.culvert.core.data;

import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.keys.DataCipher;

/**
 * How much one direction of a key was used (wire reference 8.6). Written by one thread at a time,
 * read by any.
 */
final class KeyUsage {
  /** From here on a new key is wanted: seven eighths of the packets and blocks that GCM bears. */
  static final long GCM_WARNING = ((1L << 36) - 1) / 8 * 7;

  /** So many forged packets make a new key advisable (wire reference 8.5). */
  static final long MOST_FORGED = 1L << 35;

  private static final int BLOCK = 16;

  private final boolean limited;
  private final AtomicLong packetsAndBlocks = new AtomicLong();
  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong forged = new AtomicLong();

  KeyUsage(DataCipher cipher) {
    this.limited = cipher.isGcm();
  }

  void add(int length) {
    packetsAndBlocks.setOpaque(packetsAndBlocks.getPlain() + 1 + (length + BLOCK - 1) / BLOCK);
    packets.setOpaque(packets.getPlain() + 1);
    bytes.setOpaque(bytes.getPlain() + length);
  }

  void addForged() {
    forged.setOpaque(forged.getPlain() + 1);
  }

  long packets() {
    return packets.getOpaque();
  }

  long bytes() {
    return bytes.getOpaque();
  }

  boolean nearsLimit() {
    return (limited && packetsAndBlocks.getOpaque() >= GCM_WARNING)
        || forged.getOpaque() >= MOST_FORGED;
  }
}
