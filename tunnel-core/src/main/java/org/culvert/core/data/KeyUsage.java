package org.culvert.core.data;

import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.keys.DataCipher;

/**
 * How much one direction of a key was used, in packets and cipher blocks (wire reference 8.6).
 * Written by one thread at a time, read by any.
 */
final class KeyUsage {
  /** From here on a new key is wanted: seven eighths of what GCM bears. */
  static final long GCM_WARNING = ((1L << 36) - 1) / 8 * 7;

  private static final int BLOCK = 16;

  private final boolean limited;
  private final AtomicLong used = new AtomicLong();

  KeyUsage(DataCipher cipher) {
    this.limited = cipher.isGcm();
  }

  void add(int length) {
    used.setOpaque(used.getPlain() + 1 + (length + BLOCK - 1) / BLOCK);
  }

  boolean nearsLimit() {
    return limited && used.getOpaque() >= GCM_WARNING;
  }
}
