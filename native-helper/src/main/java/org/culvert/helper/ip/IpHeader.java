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
}
