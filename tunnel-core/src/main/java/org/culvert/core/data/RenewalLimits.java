package org.culvert.core.data;

import org.culvert.core.keys.DataCipher;

/**
 * How much a key may carry in both directions together before another one is wanted.
 *
 * @param bytes {@code reneg-bytes}; 0 for no limit
 * @param packets {@code reneg-pkts}; 0 for no limit
 */
public record RenewalLimits(long bytes, long packets) {
  /** Only what the cipher demands. */
  public static final RenewalLimits NONE = new RenewalLimits(0, 0);

  /** After so much a cipher with blocks of 64 bits begins to give secrets away (SWEET32). */
  static final long SMALL_BLOCKS = 64L << 20;

  /** With what the cipher demands on top. */
  RenewalLimits with(DataCipher cipher) {
    boolean tighten = cipher.hasSmallBlocks() && (bytes == 0 || bytes > SMALL_BLOCKS);
    return tighten ? new RenewalLimits(SMALL_BLOCKS, packets) : this;
  }

  boolean reached(KeyUsage one, KeyUsage other) {
    return (bytes > 0 && one.bytes() + other.bytes() >= bytes)
        || (packets > 0 && one.packets() + other.packets() >= packets);
  }
}
