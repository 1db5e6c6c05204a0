package org.culvert.core.proxy;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * What stands in front of every datagram to and from a SOCKS relay (RFC 1928, section 7).
 *
 * <pre>
 * 0 reserved u16   2 fragment   3 type   4 address   … port u16       10 bytes, for IPv6 22
 * </pre>
 */
public final class RelayHeader {
  /** The bytes that {@link #length} wants to see. */
  public static final int LOOK = 5;

  /** The longest that proxies send to a client that sends none longer. */
  public static final int USUAL_LONGEST = 3 + 1 + 16 + 2;

  private static final int FRAGMENT = 2;
  private static final int ADDRESS = 3;

  private RelayHeader() {}

  /** For datagrams to this server. */
  public static byte[] to(InetAddress server, int port) {
    byte[] address = SocksAddress.write(server, port);
    return ByteBuffer.allocate(ADDRESS + address.length).put(ADDRESS, address).array();
  }

  /**
   * How long the header of a received datagram is, which begins with these bytes; −1 when it is
   * none or belongs to a part of a datagram, which nobody sends and RFC 1928 lets us drop. Who sent
   * it is not looked at: the relay could write anything there, and every packet is authenticated.
   */
  public static int length(byte[] first) {
    if (first[FRAGMENT] != 0) {
      return -1;
    }
    int address = SocksAddress.length(first[ADDRESS], first[ADDRESS + 1]);
    return address < 0 ? -1 : ADDRESS + address;
  }
}
