package org.culvert.helper.ip;

import java.util.Arrays;
import java.util.HexFormat;

/** Builds TCP and UDP packets over IPv4 and IPv6, each field as wanted, with right checksums. */
final class PacketBuilder {
  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;
  static final int URG = 0x20;
  static final int ECE = 0x40;
  static final int CWR = 0x80;

  private static final byte[] HOST4 = {10, 8, 0, 2};
  private static final byte[] PEER4 = {(byte) 192, 0, 2, 7};
  private static final byte[] HOST6 = HexFormat.of().parseHex("fd000000000000000000000000000002");
  private static final byte[] PEER6 = HexFormat.of().parseHex("20010db8000000000000000000000007");

  private final boolean ipv4;
  private final boolean tcp;
  private byte[] ipOptions = {};
  private byte[] tcpOptions = {};
  private byte[] payload = {};
  private byte[] source;
  private byte[] destination;
  private int nextHeader;
  private int sourcePort = 40_000;
  private int destinationPort = 443;
  private int service;
  private int flowLabel = 0x12345;
  private int ttl = 64;
  private int id = 1000;
  private int fragment = 0x4000;
  private int sequence = 5000;
  private int acknowledgement = 77;
  private int flags = ACK;
  private int reserved;
  private int window = 512;
  private int urgent;

  private PacketBuilder(boolean ipv4, boolean tcp) {
    this.ipv4 = ipv4;
    this.tcp = tcp;
    this.source = ipv4 ? HOST4 : HOST6;
    this.destination = ipv4 ? PEER4 : PEER6;
    this.nextHeader = tcp ? 6 : 17;
  }

  static PacketBuilder of(boolean ipv4, boolean tcp) {
    return new PacketBuilder(ipv4, tcp);
  }

  static PacketBuilder tcp4() {
    return of(true, true);
  }

  static PacketBuilder tcp6() {
    return of(false, true);
  }

  static PacketBuilder udp4() {
    return of(true, false);
  }

  static PacketBuilder udp6() {
    return of(false, false);
  }

  PacketBuilder ipOptions(byte... options) {
    this.ipOptions = options;
    return this;
  }

  /** Headers between IPv6 and the transport; the first one's number. */
  PacketBuilder extensionHeaders(int nextHeader, byte... headers) {
    this.nextHeader = nextHeader;
    this.ipOptions = headers;
    return this;
  }

  PacketBuilder tcpOptions(byte... options) {
    this.tcpOptions = options;
    return this;
  }

  PacketBuilder payload(byte... payload) {
    this.payload = payload;
    return this;
  }

  PacketBuilder source(byte... source) {
    this.source = source;
    return this;
  }

  PacketBuilder destination(byte... destination) {
    this.destination = destination;
    return this;
  }

  PacketBuilder sourcePort(int port) {
    this.sourcePort = port;
    return this;
  }

  PacketBuilder destinationPort(int port) {
    this.destinationPort = port;
    return this;
  }

  PacketBuilder service(int service) {
    this.service = service;
    return this;
  }

  PacketBuilder flowLabel(int flowLabel) {
    this.flowLabel = flowLabel;
    return this;
  }

  PacketBuilder ttl(int ttl) {
    this.ttl = ttl;
    return this;
  }

  PacketBuilder id(int id) {
    this.id = id;
    return this;
  }

  /** Flags and offset. */
  PacketBuilder fragment(int fragment) {
    this.fragment = fragment;
    return this;
  }

  PacketBuilder sequence(int sequence) {
    this.sequence = sequence;
    return this;
  }

  PacketBuilder acknowledgement(int acknowledgement) {
    this.acknowledgement = acknowledgement;
    return this;
  }

  PacketBuilder flags(int flags) {
    this.flags = flags;
    return this;
  }

  PacketBuilder reserved(int reserved) {
    this.reserved = reserved;
    return this;
  }

  PacketBuilder window(int window) {
    this.window = window;
    return this;
  }

  PacketBuilder urgent(int urgent) {
    this.urgent = urgent;
    return this;
  }

  int transport() {
    return (ipv4 ? 20 : 40) + ipOptions.length;
  }

  int headerLength() {
    return transport() + (tcp ? 20 + tcpOptions.length : 8);
  }

  byte[] build() {
    byte[] packet = withoutChecksums();
    int at = transport();
    if (ipv4) {
      Naive.put16(packet, 10, Naive.checksum(Arrays.copyOf(packet, at)));
    }
    int checksum = ~Naive.transportSum(packet) & 0xffff;
    Naive.put16(packet, at + (tcp ? 16 : 6), !tcp && checksum == 0 ? 0xffff : checksum);
    return packet;
  }

  /**
   * As one read of a device gives it, to be cut: a virtio header, and the checksum not complete.
   */
  byte[] superpacket(int gsoSize) {
    byte[] packet = build();
    int at = transport();
    int checksum = tcp ? 16 : 6;
    Naive.put16(packet, at + checksum, Naive.sum(Naive.pseudoHeader(packet)));
    byte[] virtio = new byte[VirtioHeader.LENGTH];
    int type =
        tcp ? ipv4 ? VirtioHeader.GSO_TCPV4 : VirtioHeader.GSO_TCPV6 : VirtioHeader.GSO_UDP_L4;
    VirtioHeader.write(
        virtio, 0, VirtioHeader.NEEDS_CSUM, type, headerLength(), gsoSize, at, checksum);
    return Naive.join(virtio, packet);
  }

  private byte[] withoutChecksums() {
    byte[] packet = new byte[headerLength() + payload.length];
    int at = transport();
    if (ipv4) {
      packet[0] = (byte) (0x40 | (at / 4));
      packet[1] = (byte) service;
      Naive.put16(packet, 2, packet.length);
      Naive.put16(packet, 4, id);
      Naive.put16(packet, 6, fragment);
      packet[8] = (byte) ttl;
      packet[9] = (byte) nextHeader;
      put(packet, 12, source);
      put(packet, 16, destination);
      put(packet, 20, ipOptions);
    } else {
      Naive.put32(packet, 0, 6 << 28 | service << 20 | flowLabel);
      Naive.put16(packet, 4, packet.length - 40);
      packet[6] = (byte) nextHeader;
      packet[7] = (byte) ttl;
      put(packet, 8, source);
      put(packet, 24, destination);
      put(packet, 40, ipOptions);
    }
    Naive.put16(packet, at, sourcePort);
    Naive.put16(packet, at + 2, destinationPort);
    if (tcp) {
      Naive.put32(packet, at + 4, sequence);
      Naive.put32(packet, at + 8, acknowledgement);
      packet[at + 12] = (byte) (((20 + tcpOptions.length) / 4) << 4 | reserved);
      packet[at + 13] = (byte) flags;
      Naive.put16(packet, at + 14, window);
      Naive.put16(packet, at + 18, urgent);
      put(packet, at + 20, tcpOptions);
    } else {
      Naive.put16(packet, at + 4, packet.length - at);
    }
    put(packet, headerLength(), payload);
    return packet;
  }

  private static void put(byte[] packet, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, packet, at, bytes.length);
  }
}
