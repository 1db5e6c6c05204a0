package org.culvert.core.wire;

/**
 * How packets lie in a TCP stream; wire reference 1.5.
 *
 * <pre>
 * 0 length of the packet, u16 in network order   2 the packet
 * </pre>
 */
public final class StreamFrame {
  /** Bytes in front of each packet. */
  public static final int PREFIX = 2;

  /** No packet is longer: its length would not fit. */
  public static final int LARGEST_PACKET = 0xffff;

  private static final int LEAST_MTU = 1600;
  private static final int ABOVE_MTU = 200;

  private StreamFrame() {}

  /**
   * The largest packet that a peer may send through a tunnel of this MTU: it may have a larger one
   * than ours, and puts headers, tag and padding around a packet.
   */
  public static int largestPacket(int mtu) {
    return Math.min(Math.max(mtu, LEAST_MTU) + ABOVE_MTU, LARGEST_PACKET);
  }
}
