package org.culvert.helper.path.userspace;

/**
 * How urgent an IP packet is, for the datagram that it travels in ({@code passtos}): the class of
 * service without the two bits about congestion, because what a router says with those on a
 * datagram would never reach the packet inside (RFC 6040, compatibility mode).
 *
 * <pre>
 * IPv4  0 version, header length   1 class 6 bits, congestion 2 bits
 * IPv6  0 version 4 bits, class 6 bits, congestion 2 bits, flow label
 * </pre>
 */
final class TrafficClass {
  private static final int WITHOUT_CONGESTION = 0xfc;

  private TrafficClass() {}

  static int of(byte[] packet, int offset, int length) {
    if (length < 2) {
      return 0;
    }
    return switch ((packet[offset] & 0xf0) >> 4) {
      case 4 -> packet[offset + 1] & WITHOUT_CONGESTION;
      case 6 ->
          ((packet[offset] & 0x0f) << 4 | (packet[offset + 1] & 0xf0) >> 4) & WITHOUT_CONGESTION;
      default -> 0;
    };
  }
}
