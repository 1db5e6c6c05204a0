package org.culvert.helper.path.userspace;

import java.net.InetAddress;

/** IP packets that have what the loops look at, and a server that they go to or not. */
final class Packets {
  static final String SERVER4 = "192.0.2.7";
  static final String SERVER6 = "2001:db8::7";
  static final int PORT = 1194;

  private Packets() {}

  /** Of IPv4, all else 0. */
  static byte[] packet(int length) {
    byte[] packet = new byte[length];
    packet[0] = 0x45;
    return packet;
  }

  static byte[] ipv4(String to, int protocol, int port, int fragmentOffset) {
    byte[] packet = packet(60);
    packet[7] = (byte) fragmentOffset;
    packet[9] = (byte) protocol;
    System.arraycopy(InetAddress.ofLiteral(to).getAddress(), 0, packet, 16, 4);
    packet[22] = (byte) (port >> 8);
    packet[23] = (byte) port;
    return packet;
  }

  static byte[] ipv6(String to, int port, boolean firstFragment) {
    byte[] packet = new byte[80];
    packet[0] = 0x60;
    packet[6] = (byte) (firstFragment ? 44 : 17);
    System.arraycopy(InetAddress.ofLiteral(to).getAddress(), 0, packet, 24, 16);
    packet[40] = 17;
    int udp = firstFragment ? 48 : 40;
    packet[udp + 2] = (byte) (port >> 8);
    packet[udp + 3] = (byte) port;
    return packet;
  }
}
