package org.culvert.core.data;

import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.keys.DataCipher;

/**
 * How much one direction of a key was used (wire reference 8.6). Written by one thread at a time,
 * read by any.
 */
final class KeyUsage {
  /** So many packets and blocks together one key of GCM bears. */
  static final long GCM_LIMIT = (1L << 36) - 1;

  /** From here on a new key is wanted. */
  static final long GCM_WARNING = GCM_LIMIT / 8 * 7;

  /** So many forged packets make a new key advisable (wire reference 8.5). */
  static final long MANY_FORGED = 1L << 35;

  /** After so many nothing more is opened with the key. */
  static final long MOST_FORGED = 1L << 36;

  static final int BLOCK = 16;

  private final boolean limited;
  private final AtomicLong packetsAndBlocks = new AtomicLong();
  private final AtomicLong packets = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong forged = new AtomicLong();

  private KeyUsage(boolean limited) {
    this.limited = limited;
  }

  /** For a key that stays the same for as long as it is used. */
  static KeyUsage of(DataCipher cipher) {
    return new KeyUsage(cipher.isGcm());
  }

  /** For keys that change by epochs, before any of them has carried too much. */
  static KeyUsage ofEpochs() {
    return new KeyUsage(false);
  }

  void add(int length) {
    packetsAndBlocks.setOpaque(packetsAndBlocks.getPlain() + 1 + blocks(length));
    packets.setOpaque(packets.getPlain() + 1);
    bytes.setOpaque(bytes.getPlain() + length);
  }

  /** Blocks of the cipher that a packet takes. */
  static int blocks(int length) {
    return (length + BLOCK - 1) / BLOCK;
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
        || forged.getOpaque() >= MANY_FORGED;
  }

  /** Whether so many forged packets came that one of them might have passed. */
  boolean isForgedTooOften() {
    return forged.getOpaque() >= MOST_FORGED;
  }
}
