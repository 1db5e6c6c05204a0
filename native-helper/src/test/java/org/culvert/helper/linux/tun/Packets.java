package org.culvert.helper.linux.tun;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Builds IPv4 packets. */
final class Packets {
  private Packets() {}

  /** A UDP packet; its UDP checksum is left out, which IPv4 allows. */
  static byte[] udp(String from, int fromPort, String to, int toPort, byte[] payload) {
    ByteBuffer packet = ByteBuffer.allocate(28 + payload.length);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity());
    packet.putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
    packet.put(InetAddress.ofLiteral(from).getAddress());
    packet.put(InetAddress.ofLiteral(to).getAddress());
    packet.putShort((short) fromPort).putShort((short) toPort);
    packet.putShort((short) (8 + payload.length)).putShort((short) 0).put(payload);
    int sum = 0;
    for (int at = 0; at < 20; at += 2) {
      sum += Short.toUnsignedInt(packet.getShort(at));
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    packet.putShort(10, (short) ~(sum + (sum >>> 16)));
    return packet.array();
  }
}
