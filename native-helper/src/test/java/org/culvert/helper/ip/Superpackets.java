package org.culvert.helper.ip;

/** What a device hands over, for the tests of other packages. */
public final class Superpackets {
  private Superpackets() {}

  /** So many packets of one flow, each with so many bytes of payload, behind a virtio header. */
  public static byte[] tcp4(int packets, int payload) {
    return PacketBuilder.tcp4().payload(new byte[packets * payload]).superpacket(payload);
  }
}
