package org.culvert.helper.ip;

/** What IPv4 and IPv6 have in common. */
final class IpHeader {
  static final int V4 = 4;
  static final int V6 = 6;
  static final int TCP = 6;
  static final int UDP = 17;

  /** The largest packet that one read or write of a device carries. */
  static final int MAX_PACKET = 0xffff;

  private IpHeader() {}

  static int version(byte[] packet, int offset) {
    return (packet[offset] & 0xf0) >> 4;
  }

  /**
   * Where the header of the wanted protocol begins, from the packet's begin; 0 when it is another
   * one, or when that cannot be told from {@code length} bytes.
   */
  static int transport(byte[] packet, int offset, int length, int wanted) {
    return version(packet, offset) == V4
        ? length >= Ipv4.HEADER && Ipv4.protocol(packet, offset) == wanted
            ? Ipv4.headerLength(packet, offset)
            : 0
        : Ipv6.transport(packet, offset, length, wanted);
  }
}
