package org.culvert.core.data;

import org.culvert.core.keys.DataCipher;

/**
 * How much one key may carry where somebody else seals and opens, and only counters tell what it
 * did (wire reference 8.6). Not for epochs.
 */
public final class KeyAllowance {
  /** Packet ids have 32 bits; at three quarters there is time for a new key at any speed. */
  private static final long MANY_IDS = 3L << 30;

  private final DataCipher cipher;
  private final RenewalLimits limits;

  /** For the keys of a data channel. */
  public KeyAllowance(DataSettings settings) {
    this.cipher = settings.format().cipher();
    this.limits = settings.limits().with(cipher);
  }

  /**
   * Whether a new key is wanted.
   *
   * @param bytesIn of packets since the key was installed, as all the others
   */
  public boolean isSpent(long bytesIn, long bytesOut, long packetsIn, long packetsOut) {
    return packetsOut >= MANY_IDS
        || limits.reached(bytesIn + bytesOut, packetsIn + packetsOut)
        || (cipher.isGcm()
            && Math.max(blocks(bytesIn, packetsIn), blocks(bytesOut, packetsOut))
                >= KeyUsage.GCM_WARNING);
  }

  /** Packets and blocks together, each packet's last block rounded up. */
  private static long blocks(long bytes, long packets) {
    return bytes / KeyUsage.BLOCK + 2 * packets;
  }
}
