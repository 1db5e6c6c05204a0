package org.culvert.core.data;

import org.culvert.core.keys.DataCipher;

/**
 * How much a key may carry before another one is wanted.
 *
 * @param bytes {@code reneg-bytes}, in both directions together; 0 for no limit
 * @param packets {@code reneg-pkts}, in both directions together; 0 for no limit
 * @param epoch packets and blocks of 16 bytes after which the sender begins the next epoch; 0 for
 *     as many as the cipher bears
 */
public record RenewalLimits(long bytes, long packets, long epoch) {
  /** Only what the cipher demands. */
  public static final RenewalLimits NONE = new RenewalLimits(0, 0);

  /** With epochs that last as long as the cipher bears. */
  public RenewalLimits(long bytes, long packets) {
    this(bytes, packets, 0);
  }

  /** After so much a cipher with blocks of 64 bits begins to give secrets away (SWEET32). */
  static final long SMALL_BLOCKS = 64L << 20;

  /** With what the cipher demands on top. */
  RenewalLimits with(DataCipher cipher) {
    boolean tighten = cipher.hasSmallBlocks() && (bytes == 0 || bytes > SMALL_BLOCKS);
    return tighten ? new RenewalLimits(SMALL_BLOCKS, packets, epoch) : this;
  }

  /** As {@link #epoch}, for a cipher. */
  long epochOf(DataCipher cipher) {
    if (epoch > 0) {
      return epoch;
    }
    return cipher.isGcm() ? KeyUsage.GCM_LIMIT : Long.MAX_VALUE;
  }

  boolean reached(KeyUsage one, KeyUsage other) {
    return reached(one.bytes() + other.bytes(), one.packets() + other.packets());
  }

  boolean reached(long carriedBytes, long carriedPackets) {
    return (bytes > 0 && carriedBytes >= bytes) || (packets > 0 && carriedPackets >= packets);
  }
}
