package org.culvert.helper.ip;

/**
 * Cuts what one read of a TUN device with {@code IFF_VNET_HDR} gives, a virtio header and up to
 * 65535 bytes, into IP packets with complete checksums, as the kernel would have.
 *
 * <p>It works in place and moves no payload: the header of a packet is written directly in front of
 * its payload, over the end of the packet before. So a packet must be used up before the next one
 * is asked for, and nothing may be written behind it.
 *
 * <pre>
 * read:   virtio | header | payload 0 | payload 1 | payload 2
 * first:           header | payload 0 |
 * second:                     header | payload 1 |
 * third:                                  header | payload 2
 * </pre>
 *
 * <p>A superpacket that does not need its checksum completed gets new ones for all pieces, as from
 * the kernel: they are not made from the old one, which is that of no piece and perhaps of nothing.
 *
 * <p>What cannot be understood is dropped and counted.
 */
public final class Segmenter {
  /** Room for IPv6 extension headers; those of Linux's own stack take at most a fraction. */
  private static final int MAX_HEADER = 4096;

  private final byte[] header = new byte[MAX_HEADER];
  private byte[] array = {};
  private boolean cutting;
  private boolean ipv4;
  private boolean tcp;
  private int transport;
  private int headerLength;
  private int gsoSize;
  private int pseudoHeader;
  private int sequence;
  private int flags;
  private int id;

  private int payload;
  private int end;
  private int piece;
  private int left;
  private int offset;
  private int length;
  private long dropped;

  /**
   * Takes what was read: {@code length} bytes with the virtio header, which is at {@code
   * headerOffset}. Packets of an earlier read that were not asked for are forgotten.
   */
  public void begin(byte[] array, int headerOffset, int length) {
    this.array = array;
    int packet = headerOffset + VirtioHeader.LENGTH;
    int size = length - VirtioHeader.LENGTH;
    left = 0;
    boolean understood = false;
    if (size > 0 && size <= IpHeader.MAX_PACKET) {
      cutting = VirtioHeader.gsoType(array, headerOffset) != VirtioHeader.GSO_NONE;
      understood =
          cutting ? superpacket(headerOffset, packet, size) : whole(headerOffset, packet, size);
    }
    if (!understood) {
      left = 0;
      dropped++;
    }
  }

  /** Makes the next packet, and the one before invalid; false when there is none left. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    if (cutting) {
      cut();
    }
    return true;
  }

  /** Where the packet of the last {@link #next()} begins. */
  public int offset() {
    return offset;
  }

  /** The length of the packet of the last {@link #next()}. */
  public int length() {
    return length;
  }

  /** How many reads were dropped because they made no sense. */
  public long dropped() {
    return dropped;
  }

  private boolean whole(int virtio, int packet, int size) {
    offset = packet;
    length = size;
    left = 1;
    if ((VirtioHeader.flags(array, virtio) & VirtioHeader.NEEDS_CSUM) == 0) {
      return true;
    }
    int start = VirtioHeader.csumStart(array, virtio);
    int field = VirtioHeader.csumOffset(array, virtio);
    if (start + field + Short.BYTES > size) {
      return false;
    }
    int checksum = Checksum.of(Checksum.sum(array, packet + start, size - start));
    BigEndian.putShort(
        array, packet + start + field, field == Udp.CHECKSUM ? Udp.nonZero(checksum) : checksum);
    return true;
  }

  private boolean superpacket(int virtio, int packet, int size) {
    int type = VirtioHeader.gsoType(array, virtio) & ~VirtioHeader.GSO_ECN;
    int version = IpHeader.version(array, packet);
    boolean fits =
        switch (type) {
          case VirtioHeader.GSO_TCPV4 -> version == IpHeader.V4;
          case VirtioHeader.GSO_TCPV6 -> version == IpHeader.V6;
          case VirtioHeader.GSO_UDP_L4 -> version == IpHeader.V4 || version == IpHeader.V6;
          default -> false;
        };
    ipv4 = version == IpHeader.V4;
    tcp = type != VirtioHeader.GSO_UDP_L4;
    boolean summed = (VirtioHeader.flags(array, virtio) & VirtioHeader.NEEDS_CSUM) != 0;
    int protocol = tcp ? IpHeader.TCP : IpHeader.UDP;
    transport =
        summed
            ? VirtioHeader.csumStart(array, virtio)
            : IpHeader.transport(array, packet, size, protocol);
    gsoSize = VirtioHeader.gsoSize(array, virtio);
    int checksum = tcp ? Tcp.CHECKSUM : Udp.CHECKSUM;
    if (!fits
        || gsoSize == 0
        || (summed && VirtioHeader.csumOffset(array, virtio) != checksum)
        || transport + (tcp ? Tcp.HEADER : Udp.HEADER) > size
        || !transportFollowsIp(packet)) {
      return false;
    }
    int at = packet + transport;
    int transportHeader = tcp ? Tcp.headerLength(array, at) : Udp.HEADER;
    headerLength = transport + transportHeader;
    if (transportHeader < (tcp ? Tcp.HEADER : Udp.HEADER)
        || headerLength > Math.min(size, MAX_HEADER)) {
      return false;
    }
    if (summed) {
      // The sum in the field is that of the pseudo header for the whole. Only its length changes:
      // the addresses may be others than the IP header's, where there is a routing header.
      int whole = BigEndian.getShort(array, at + checksum);
      pseudoHeader = Checksum.fold(whole + (~(size - transport) & 0xffff));
    } else {
      pseudoHeader = Checksum.pseudoHeader(array, packet, protocol, 0);
    }
    System.arraycopy(array, packet, header, 0, headerLength);
    BigEndian.putShort(header, transport + checksum, 0);
    sequence = tcp ? Tcp.sequence(array, at) : 0;
    flags = tcp ? Tcp.flags(array, at) : 0;
    id = ipv4 ? Ipv4.id(array, packet) : 0;
    payload = packet + headerLength;
    end = packet + size;
    piece = 0;
    left = Math.max(1, Math.ceilDiv(end - payload, gsoSize));
    return true;
  }

  private boolean transportFollowsIp(int packet) {
    return ipv4
        ? transport >= Ipv4.HEADER && transport == Ipv4.headerLength(array, packet)
        : transport >= Ipv6.HEADER;
  }

  private void cut() {
    int size = Math.min(gsoSize, end - payload);
    offset = payload - headerLength;
    length = headerLength + size;
    System.arraycopy(header, 0, array, offset, headerLength);
    if (ipv4) {
      Ipv4.complete(array, offset, length, id + piece);
    } else {
      Ipv6.setPayloadLength(array, offset, length - Ipv6.HEADER);
    }
    int at = offset + transport;
    int transportLength = length - transport;
    if (tcp) {
      Tcp.setSequence(array, at, sequence + piece * gsoSize);
      Tcp.setFlags(array, at, flagsOfPiece());
      BigEndian.putShort(array, at + Tcp.CHECKSUM, checksum(at, transportLength));
    } else {
      Udp.setLength(array, at, transportLength);
      BigEndian.putShort(array, at + Udp.CHECKSUM, Udp.nonZero(checksum(at, transportLength)));
    }
    payload += size;
    piece++;
  }

  /** The end of data is told by the last piece, a reduced window (RFC 3168) by the first. */
  private int flagsOfPiece() {
    int notHere = (left == 0 ? 0 : Tcp.FIN | Tcp.PSH) | (piece == 0 ? 0 : Tcp.CWR);
    return flags & ~notHere;
  }

  private int checksum(int at, int transportLength) {
    return Checksum.of(pseudoHeader + transportLength + Checksum.sum(array, at, transportLength));
  }
}
