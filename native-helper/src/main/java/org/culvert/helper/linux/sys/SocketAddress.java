package org.culvert.helper.linux.sys;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;

/**
 * Socket addresses as the kernel has them; ports are in network order.
 *
 * <pre>
 * sockaddr_in   0 family u16   2 port   4 address[4]                                      16 bytes
 * sockaddr_in6  0 family u16   2 port   4 flow info   8 address[16]   24 scope id u32     28 bytes
 * </pre>
 */
final class SocketAddress {
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int MAX_SIZE = 28;
  private static final int SIZE_IN = 16;

  private SocketAddress() {}

  static int family(InetAddress address) {
    return address instanceof Inet6Address ? AF_INET6 : AF_INET;
  }

  /** Writes the address at the memory's beginning and returns its length. */
  static int write(NativeMemory memory, InetSocketAddress address) {
    var buffer = memory.buffer();
    InetAddress ip = address.getAddress();
    buffer.putShort(0, (short) family(ip));
    buffer.put(2, (byte) (address.getPort() >>> 8)).put(3, (byte) address.getPort());
    if (ip instanceof Inet6Address ip6) {
      buffer.putInt(4, 0).put(8, ip6.getAddress()).putInt(24, ip6.getScopeId());
      return MAX_SIZE;
    }
    buffer.put(4, ip.getAddress()).putLong(8, 0);
    return SIZE_IN;
  }

  static InetSocketAddress read(NativeMemory memory) throws UnknownHostException {
    var buffer = memory.buffer();
    int port = Short.toUnsignedInt(buffer.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(2));
    byte[] ip = new byte[buffer.getShort(0) == AF_INET6 ? 16 : 4];
    buffer.get(ip.length == 16 ? 8 : 4, ip);
    return new InetSocketAddress(InetAddress.getByAddress(ip), port);
  }
}
