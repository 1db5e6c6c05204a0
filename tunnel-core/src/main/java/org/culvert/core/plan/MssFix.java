package org.culvert.core.plan;

import java.util.OptionalInt;

/**
 * How large TCP segments inside the tunnel may be so that a sealed packet still fits the path; wire
 * reference 8.11, for AEAD ciphers without fragmentation and with no framing that adds bytes.
 */
public final class MssFix {
  /** Smallest {@code mssfix} that leaves room for data; less is taken as off. */
  public static final int MIN_SETTING = 154;

  private static final int DEFAULT_OUTER = 1492;
  private static final int USUAL_TUN_MTU = 1500;
  private static final int INNER_IPV4_AND_TCP = 40;
  private static final int PACKET_ID_AND_TAG = 4 + 16;

  private MssFix() {}

  /**
   * The largest segment for TCP over IPv4; over IPv6 it is 20 less.
   *
   * @param setting {@code mssfix} of the profile; 0 is off
   * @param tunMtu of the device
   * @param peerId whether data packets carry a peer id (P_DATA_V2)
   * @param outerIpv6 whether the server is reached by IPv6
   * @param outerTcp whether the server is reached by TCP
   * @return empty when segments are to be left alone
   */
  public static OptionalInt maxSegment(
      OptionalInt setting, int tunMtu, boolean peerId, boolean outerIpv6, boolean outerTcp) {
    int header = (outerTcp ? 2 : 0) + (peerId ? 4 : 1) + PACKET_ID_AND_TAG;
    if (setting.isPresent()) {
      return setting.getAsInt() < MIN_SETTING
          ? OptionalInt.empty()
          : OptionalInt.of(setting.getAsInt() - header - INNER_IPV4_AND_TCP);
    }
    if (tunMtu != USUAL_TUN_MTU) {
      return OptionalInt.of(tunMtu - INNER_IPV4_AND_TCP);
    }
    int outer = (outerIpv6 ? 40 : 20) + (outerTcp ? 20 : 8);
    return OptionalInt.of(DEFAULT_OUTER - header - outer - INNER_IPV4_AND_TCP);
  }
}
