package org.culvert.helper.ip;

/**
 * What the {@link Coalescer} has to know of one packet before it may be joined to others. One
 * object, filled anew for each packet; it holds no bytes, only where they are.
 */
final class Candidate {
  private static final int NEVER_JOINED = Tcp.SYN | Tcp.RST | Tcp.URG | Tcp.CWR;

  private final boolean udpToo;
  private byte[] array = {};
  private int offset;
  private int length;
  private boolean ipv4;
  private boolean addressed;
  private boolean plain;
  private boolean joinable;
  private int protocol;
  private int transport;
  private int headerLength;

  /** With {@code udpToo} datagrams are joined as well. */
  Candidate(boolean udpToo) {
    this.udpToo = udpToo;
  }

  /** Looks at the {@code length} bytes at {@code offset}, at least one. */
  void read(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
    int version = IpHeader.version(array, offset);
    ipv4 = version == IpHeader.V4;
    transport = ipv4 ? Ipv4.HEADER : Ipv6.HEADER;
    addressed = (ipv4 || version == IpHeader.V6) && length >= transport;
    plain = addressed && (ipv4 ? isPlainIpv4() : isPlainIpv6()) && hasTransportHeader();
    joinable = plain && (isTcp() ? isJoinableTcp() : udpToo && isJoinableUdp());
  }

  /** No options, no fragment, and all that the header promises, no more. */
  private boolean isPlainIpv4() {
    protocol = Ipv4.protocol(array, offset);
    return Ipv4.headerLength(array, offset) == Ipv4.HEADER
        && Ipv4.totalLength(array, offset) == length
        && (Ipv4.fragment(array, offset) & ~Ipv4.DONT_FRAGMENT) == 0
        && Ipv4.isComplete(array, offset);
  }

  /** No extension headers, and all that the header promises, no more. */
  private boolean isPlainIpv6() {
    protocol = Ipv6.nextHeader(array, offset);
    return Ipv6.payloadLength(array, offset) == length - Ipv6.HEADER;
  }

  private boolean hasTransportHeader() {
    int at = offset + transport;
    return switch (protocol) {
      case IpHeader.TCP -> {
        if (transport + Tcp.HEADER > length) {
          yield false;
        }
        int header = Tcp.headerLength(array, at);
        headerLength = transport + header;
        yield header >= Tcp.HEADER && headerLength <= length;
      }
      case IpHeader.UDP -> {
        headerLength = transport + Udp.HEADER;
        yield headerLength <= length && Udp.length(array, at) == length - transport;
      }
      default -> false;
    };
  }

  private boolean isJoinableTcp() {
    int at = offset + transport;
    return payloadLength() > 0
        && (Tcp.flags(array, at) & NEVER_JOINED) == 0
        // Valid where 0 is right, but not what the segments would get again.
        && BigEndian.getShort(array, at + Tcp.CHECKSUM) != 0xffff
        && isChecksumValid();
  }

  private boolean isJoinableUdp() {
    return payloadLength() > 0
        && BigEndian.getShort(array, offset + transport + Udp.CHECKSUM) != 0
        && isChecksumValid();
  }

  private boolean isChecksumValid() {
    int covered = length - transport;
    return Checksum.isValid(
        Checksum.pseudoHeader(array, offset, protocol, covered)
            + Checksum.sum(array, offset + transport, covered));
  }

  byte[] array() {
    return array;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  boolean isIpv4() {
    return ipv4;
  }

  /** Whether it has the addresses of an IP packet; what else it is may be unknown. */
  boolean isAddressed() {
    return addressed;
  }

  /** Whether it is TCP or UDP directly in IP, so that all about its flow is known. */
  boolean isPlain() {
    return plain;
  }

  /** Whether its own contents allow joining it to others. */
  boolean isJoinable() {
    return joinable;
  }

  boolean isTcp() {
    return protocol == IpHeader.TCP;
  }

  /** The number of the protocol above IP. */
  int protocol() {
    return protocol;
  }

  /** Where the transport header begins, from the packet's begin. */
  int transport() {
    return transport;
  }

  /** The headers of IP and transport together. */
  int headerLength() {
    return headerLength;
  }

  int payloadLength() {
    return length - headerLength;
  }

  /** The TCP flags with which no packet may be joined behind this one; 0 if there is none. */
  int endFlags() {
    return isTcp() ? Tcp.flags(array, offset + transport) & (Tcp.FIN | Tcp.PSH) : 0;
  }
}
