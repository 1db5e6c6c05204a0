package org.culvert.helper.ip;

/**
 * A superpacket as it grows: the first packet as it came, and the payloads of those that continue
 * it. Packets are compared with the first one's header, which stays as it is until the run ends.
 * Lies in a slot of the {@link Coalescer}'s memory, behind a virtio header.
 */
final class Run {
  private static final int MAX_PACKETS = 64;

  private final byte[] array;
  private final int start;
  private boolean open;
  private boolean ipv4;
  private boolean fixedId;
  private int protocol;
  private int transport;
  private int headerLength;
  private int payloadLength;
  private int end;
  private int packets;

  /** A run whose first packet will lie at {@code start}. */
  Run(byte[] array, int start) {
    this.array = array;
    this.start = start;
  }

  /** Begins with a packet that lies at {@link #start()} by now. */
  void open(Candidate packet) {
    open = true;
    ipv4 = packet.isIpv4();
    fixedId = false;
    protocol = packet.protocol();
    transport = packet.transport();
    headerLength = packet.headerLength();
    payloadLength = packet.payloadLength();
    end = start + packet.length();
    packets = 1;
    closeIfFull();
  }

  int start() {
    return start;
  }

  /** Behind the last payload. */
  int end() {
    return end;
  }

  int headerLength() {
    return headerLength;
  }

  int packets() {
    return packets;
  }

  /** The lengths of its packets together, as they came. */
  int bytes() {
    return end - start + (packets - 1) * headerLength;
  }

  /** Whether packets may still continue it. */
  boolean isOpen() {
    return open;
  }

  /** Whether a header in front of {@link #end()} covers payload only, not the run's own header. */
  boolean hasPayloadUnderNextHeader() {
    return end - start >= 2 * headerLength;
  }

  boolean isBetweenAddressesOf(Candidate packet) {
    if (ipv4 != packet.isIpv4()) {
      return false;
    }
    byte[] other = packet.array();
    int at = packet.offset();
    if (ipv4) {
      return sameLong(other, at, Ipv4.SOURCE);
    }
    return sameLong(other, at, Ipv6.SOURCE)
        && sameLong(other, at, Ipv6.SOURCE + Long.BYTES)
        && sameLong(other, at, Ipv6.SOURCE + 2 * Long.BYTES)
        && sameLong(other, at, Ipv6.SOURCE + 3 * Long.BYTES);
  }

  boolean isOfFlowOf(Candidate packet) {
    // Both ports are the first four bytes of TCP's header and of UDP's.
    return protocol == packet.protocol()
        && isBetweenAddressesOf(packet)
        && sameInt(packet.array(), packet.offset(), transport);
  }

  /** Whether a joinable packet of the same flow is the one that comes next. */
  boolean isContinuedBy(Candidate packet) {
    return packet.payloadLength() <= payloadLength
        && (ipv4 ? continuesIpv4(packet) : continuesIpv6(packet))
        && (!packet.isTcp() || continuesTcp(packet));
  }

  private boolean continuesIpv4(Candidate packet) {
    byte[] other = packet.array();
    int at = packet.offset();
    boolean whole = Ipv4.fragment(array, start) == Ipv4.DONT_FRAGMENT;
    int distance = (Ipv4.id(other, at) - Ipv4.id(array, start)) & 0xffff;
    // What is never fragmented needs no number of its own (RFC 6864, section 4.1).
    boolean numbered = distance == packets && !fixedId;
    boolean unnumbered = distance == 0 && whole && (packets == 1 || fixedId);
    return Ipv4.service(other, at) == Ipv4.service(array, start)
        && Ipv4.ttl(other, at) == Ipv4.ttl(array, start)
        && Ipv4.fragment(other, at) == Ipv4.fragment(array, start)
        && (numbered || unnumbered);
  }

  private boolean continuesIpv6(Candidate packet) {
    byte[] other = packet.array();
    int at = packet.offset();
    return Ipv6.label(other, at) == Ipv6.label(array, start)
        && Ipv6.hopLimit(other, at) == Ipv6.hopLimit(array, start);
  }

  private boolean continuesTcp(Candidate packet) {
    byte[] other = packet.array();
    int at = packet.offset() + transport;
    int first = start + transport;
    int next = Tcp.sequence(array, first) + (end - start - headerLength);
    if (Tcp.sequence(other, at) != next
        || Tcp.wordWithoutEnd(other, at) != Tcp.wordWithoutEnd(array, first)
        || !sameInt(other, packet.offset(), transport + Tcp.ACKNOWLEDGEMENT)
        || BigEndian.getShort(other, at + Tcp.URGENT_POINTER)
            != BigEndian.getShort(array, first + Tcp.URGENT_POINTER)) {
      return false;
    }
    for (int option = transport + Tcp.HEADER; option < headerLength; option += Integer.BYTES) {
      if (!sameInt(other, packet.offset(), option)) {
        return false;
      }
    }
    return true;
  }

  /** Counts a packet that continues it, whose payload lies at {@link #end()} by now. */
  void append(Candidate packet) {
    fixedId = ipv4 && Ipv4.id(packet.array(), packet.offset()) == Ipv4.id(array, start);
    end += packet.payloadLength();
    packets++;
    int endFlags = packet.endFlags();
    if (endFlags != 0) {
      int first = start + transport;
      Tcp.setFlags(array, first, Tcp.flags(array, first) | endFlags);
    }
    if (endFlags != 0 || packet.payloadLength() < payloadLength) {
      close();
    }
    closeIfFull();
  }

  /** While it is open, there is room for one more. */
  private void closeIfFull() {
    if (packets == MAX_PACKETS || end - start + payloadLength > IpHeader.MAX_PACKET) {
      close();
    }
  }

  /** Ends it and writes the headers of the whole; a single packet remains as it came. */
  void close() {
    if (!open) {
      return;
    }
    open = false;
    int virtio = start - VirtioHeader.LENGTH;
    if (packets == 1) {
      VirtioHeader.writePlain(array, virtio);
      return;
    }
    int length = end - start;
    if (ipv4) {
      Ipv4.complete(array, start, length, Ipv4.id(array, start));
    } else {
      Ipv6.setPayloadLength(array, start, length - Ipv6.HEADER);
    }
    int at = start + transport;
    int covered = length - transport;
    boolean tcp = protocol == IpHeader.TCP;
    if (!tcp) {
      Udp.setLength(array, at, covered);
    }
    int checksum = tcp ? Tcp.CHECKSUM : Udp.CHECKSUM;
    int pseudoHeader = Checksum.fold(Checksum.pseudoHeader(array, start, protocol, covered));
    BigEndian.putShort(array, at + checksum, pseudoHeader);
    VirtioHeader.write(
        array,
        virtio,
        VirtioHeader.NEEDS_CSUM,
        gsoType(tcp),
        headerLength,
        payloadLength,
        transport,
        checksum);
  }

  private int gsoType(boolean tcp) {
    if (!tcp) {
      return VirtioHeader.GSO_UDP_L4;
    }
    return ipv4 ? VirtioHeader.GSO_TCPV4 : VirtioHeader.GSO_TCPV6;
  }

  private boolean sameInt(byte[] other, int packet, int field) {
    return BigEndian.getInt(other, packet + field) == BigEndian.getInt(array, start + field);
  }

  private boolean sameLong(byte[] other, int packet, int field) {
    return BigEndian.getLong(other, packet + field) == BigEndian.getLong(array, start + field);
  }
}
