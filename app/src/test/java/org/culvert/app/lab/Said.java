package org.culvert.app.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What IP packets say, flow by flow and in order, whatever the borders of their segments:
 * neighbours in a TCP stream that differ in nothing but their sequence are one piece up to a PSH or
 * FIN, and a UDP packet is cut into datagrams as long as its port says. Everything else is kept
 * byte for byte.
 */
final class Said {
  /** Datagrams to this port and so many bytes more are as long as these bytes. */
  static final int UDP_PORTS = 10_000;

  private static final int MOST_UDP_PORTS = 10_000;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int UDP_HEADER = 8;
  private static final int FIN = 0x01;
  private static final int PSH = 0x08;
  private static final int CWR = 0x80;

  private final Map<String, List<String>> flows = new TreeMap<>();
  private final Map<String, Run> runs = new TreeMap<>();
  private final MessageDigest digest = sha256();

  private Said() {}

  /** Part of a TCP stream: all that its packets have in common, and their bytes. */
  private static final class Run {
    final String header;
    final int first;
    int next;
    int endFlags;
    final List<byte[]> payload = new ArrayList<>();

    Run(String header, int first) {
      this.header = header;
      this.first = first;
      this.next = first;
    }
  }

  /** Flows by their names, each as lines; packets that begin with another version are left out. */
  static Map<String, List<String>> by(List<byte[]> packets) {
    Said said = new Said();
    for (byte[] packet : packets) {
      switch (packet[0] >> 4) {
        case 4 -> said.ipv4(packet);
        case 6 -> said.ipv6(packet);
        default -> throw new AssertionError("neither IPv4 nor IPv6: " + hex(packet, 0, 4));
      }
    }
    said.runs.forEach(said::end);
    return said.flows;
  }

  private void ipv4(byte[] packet) {
    int header = (packet[0] & 0x0f) * 4;
    int fragment = number(packet, 6);
    boolean isFragment = (fragment & 0x3fff) != 0;
    String addresses = address(packet, 12, 4) + " > " + address(packet, 16, 4);
    String attributes =
        "tos %02x %s ttl %d options %s"
            .formatted(
                packet[1],
                (fragment & 0x4000) == 0 ? "may be cut" : "whole",
                packet[8] & 0xff,
                hex(packet, 20, header));
    transport(isFragment ? -1 : packet[9] & 0xff, addresses, attributes, packet, header);
  }

  private void ipv6(byte[] packet) {
    String addresses = address(packet, 8, 16) + " > " + address(packet, 24, 16);
    String attributes = "class and flow %s ttl %d".formatted(hex(packet, 0, 4), packet[7] & 0xff);
    transport(packet[6] & 0xff, addresses, attributes, packet, 40);
  }

  private void transport(int protocol, String addresses, String ip, byte[] packet, int at) {
    switch (protocol) {
      case TCP -> tcp("tcp " + addresses + ports(packet, at), ip, packet, at);
      case UDP -> udp("udp " + addresses + ports(packet, at), ip, packet, at);
      default -> line("other " + addresses, hash(packet, 0, packet.length));
    }
  }

  private void udp(String flow, String ip, byte[] packet, int at) {
    int size = number(packet, at + 2) - UDP_PORTS;
    if (size < 1 || size > MOST_UDP_PORTS) {
      line(flow, ip + ": " + hash(packet, at + UDP_HEADER, packet.length));
      return;
    }
    for (int from = at + UDP_HEADER; from < packet.length; from += size) {
      int to = Math.min(packet.length, from + size);
      line(flow, ip + ": " + (to - from) + " bytes " + hash(packet, from, to));
    }
  }

  private void tcp(String flow, String ip, byte[] packet, int at) {
    int flags = packet[at + 13] & 0xff;
    int data = at + ((packet[at + 12] & 0xf0) >> 2);
    int sequence = ByteBuffer.wrap(packet).getInt(at + 4);
    String header =
        "%s ack %s flags %02x window %s options %s"
            .formatted(
                ip,
                hex(packet, at + 8, at + 12),
                flags & ~(PSH | FIN | CWR),
                hex(packet, at + 14, at + 16),
                hex(packet, at + 20, data));
    if (data == packet.length) {
      finish(flow);
      line(flow, header + " sequence " + sequence + " no bytes, flags " + flags);
      return;
    }
    Run run = runs.get(flow);
    if (run == null
        || run.next != sequence
        || run.endFlags != 0
        || (flags & CWR) != 0
        || !run.header.equals(header)) {
      finish(flow);
      run = new Run(header, sequence);
      runs.put(flow, run);
      if ((flags & CWR) != 0) {
        line(flow, "reduced window from " + sequence);
      }
    }
    run.payload.add(Arrays.copyOfRange(packet, data, packet.length));
    run.next += packet.length - data;
    run.endFlags = flags & (PSH | FIN);
  }

  private void finish(String flow) {
    Run run = runs.remove(flow);
    if (run != null) {
      end(flow, run);
    }
  }

  private void end(String flow, Run run) {
    run.payload.forEach(digest::update);
    String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
    line(
        flow,
        run.header + " from " + run.first + " to " + run.next + " " + hash + " " + run.endFlags);
  }

  private void line(String flow, String text) {
    flows.computeIfAbsent(flow, any -> new ArrayList<>()).add(text);
  }

  private String hash(byte[] packet, int from, int to) {
    digest.update(packet, from, to - from);
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static int number(byte[] packet, int at) {
    return ByteBuffer.wrap(packet).getShort(at) & 0xffff;
  }

  private static String ports(byte[] packet, int at) {
    return " " + number(packet, at) + " > " + number(packet, at + 2);
  }

  private static String address(byte[] packet, int at, int length) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(packet, at, at + length)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static String hex(byte[] packet, int from, int to) {
    return HexFormat.of().formatHex(packet, from, to);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
