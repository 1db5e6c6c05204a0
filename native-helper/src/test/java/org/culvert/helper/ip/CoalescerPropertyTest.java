package org.culvert.helper.ip;

import static org.culvert.helper.ip.PacketBuilder.ACK;
import static org.culvert.helper.ip.PacketBuilder.CWR;
import static org.culvert.helper.ip.PacketBuilder.ECE;
import static org.culvert.helper.ip.PacketBuilder.FIN;
import static org.culvert.helper.ip.PacketBuilder.PSH;
import static org.culvert.helper.ip.PacketBuilder.RST;
import static org.culvert.helper.ip.PacketBuilder.SYN;
import static org.culvert.helper.ip.PacketBuilder.URG;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.helper.ip.Coalescing.Write;

/** Whatever mixture of flows goes in: cut again, each flow is what it was. */
final class CoalescerPropertyTest {
  private static final int MAX_PACKET = 1500;

  /** A flow between addresses of its own, by which its packets are found again. */
  private static final class Flow {
    private static final HexFormat HEX = HexFormat.of();

    private final Random random;
    private final boolean ipv4;
    private final boolean tcp;
    private final boolean unnumbered;
    private final int size;
    private final byte[] source;
    private final byte[] options;
    private int id;
    private int sequence;
    private int acknowledgement;
    private int service;
    private int fragment;

    Flow(int number, Random random) {
      this.random = random;
      this.ipv4 = random.nextBoolean();
      this.tcp = random.nextInt(3) > 0;
      this.unnumbered = ipv4 && random.nextInt(4) == 0;
      this.size = random.nextInt(4) == 0 ? 1 + random.nextInt(30) : 200 + random.nextInt(1200);
      this.source =
          ipv4
              ? new byte[] {10, 8, 0, (byte) number}
              : HEX.parseHex("fd0000000000000000000000000000" + HEX.toHexDigits((byte) number));
      this.options = new byte[tcp ? 4 * random.nextInt(4) : 0];
      this.id = random.nextInt(0x10000);
      this.sequence = random.nextInt();
      this.fragment = unnumbered || random.nextBoolean() ? 0x4000 : 0;
    }

    boolean has(byte[] packet) {
      int at = ipv4 ? 12 : 8;
      return packet.length >= (ipv4 ? 20 : 40)
          && (packet[0] & 0xf0) == (ipv4 ? 0x40 : 0x60)
          && Arrays.equals(packet, at, at + source.length, source, 0, source.length);
    }

    byte[] next() {
      int change = random.nextInt(60);
      switch (change) {
        case 0 -> service = random.nextInt(256);
        case 1 -> acknowledgement++;
        case 2 -> id += random.nextInt(3);
        case 3 -> sequence += random.nextInt(5) - 2;
        case 4 -> random.nextBytes(options);
        default -> {}
      }
      int length = random.nextInt(12) == 0 ? random.nextInt(size + 2) : size;
      byte[] payload = new byte[length];
      random.nextBytes(payload);
      PacketBuilder builder =
          PacketBuilder.of(ipv4, tcp)
              .source(source)
              .id(id & 0xffff)
              .fragment(fragment)
              .service(service)
              .sequence(sequence)
              .acknowledgement(acknowledgement)
              .flags(flags())
              .tcpOptions(options)
              .payload(payload);
      rareHeaders(builder, change);
      sequence += length;
      if (!unnumbered) {
        id++;
      }
      return hostile(builder.build(), builder.transport());
    }

    private int flags() {
      int[] rare = {PSH, PSH, PSH, FIN, SYN, RST, URG, CWR, ECE};
      return random.nextInt(15) == 0 ? ACK | rare[random.nextInt(rare.length)] : ACK;
    }

    private void rareHeaders(PacketBuilder builder, int change) {
      switch (change) {
        case 5 -> builder.ttl(random.nextInt(256));
        case 6 -> builder.window(random.nextInt(0x10000));
        case 7 -> builder.urgent(random.nextInt(0x10000));
        case 8 -> builder.reserved(random.nextInt(16));
        case 9 -> builder.flowLabel(random.nextInt(1 << 20));
        case 10 -> builder.fragment(random.nextInt(0x10000));
        case 11 -> {
          if (ipv4) {
            builder.ipOptions(HEX.parseHex("01010100"));
          } else {
            builder.extensionHeaders(
                60, HEX.parseHex(tcp ? "0600010400000000" : "1100010400000000"));
          }
        }
        default -> {}
      }
    }

    /** Mostly as it was; never other addresses or ports, by which it would be another flow. */
    private byte[] hostile(byte[] packet, int transport) {
      int end = (ipv4 ? 12 : 8) + 2 * source.length;
      switch (random.nextInt(60)) {
        case 0 -> {
          return Arrays.copyOf(packet, end + random.nextInt(packet.length - end));
        }
        case 1 -> {
          return Arrays.copyOf(packet, packet.length + 1 + random.nextInt(4));
        }
        case 2 -> {
          int at = transport + 4 + random.nextInt(packet.length - transport - 4);
          packet[at] ^= (byte) (1 << random.nextInt(8));
        }
        case 3 -> packet[1 + random.nextInt(7)] ^= (byte) (1 << random.nextInt(8));
        case 4 ->
            Naive.put16(packet, transport + (tcp ? 16 : 6), random.nextBoolean() ? 0 : 0xffff);
        case 5 -> packet[8] ^= (byte) (ipv4 ? 1 : 0);
        default -> {}
      }
      return packet;
    }

    /** What has no number gets one when it is cut; nobody reads it. */
    void assertSame(byte[] expected, byte[] actual) {
      if (unnumbered && expected.length == actual.length) {
        for (int at : new int[] {4, 5, 10, 11}) {
          expected[at] = 0;
          actual[at] = 0;
        }
      }
      assertArrayEquals(expected, actual);
    }
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(100)];
    random.nextBytes(bytes);
    return bytes;
  }

  @Property(tries = 600)
  void cutAgainEachFlowIsWhatItWas(@ForAll int seed) {
    Random random = new Random(seed);
    List<Flow> flows =
        IntStream.range(0, 1 + random.nextInt(random.nextInt(4) == 0 ? 24 : 6))
            .mapToObj(number -> new Flow(number, random))
            .toList();
    Coalescing coalescing = new Coalescing(MAX_PACKET, true);
    List<byte[]> in = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    Flow flow = flows.getFirst();
    int count = random.nextInt(300);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(40)) {
        case 0 -> coalescing.reject(garbage(random));
        case 1 -> writes.addAll(coalescing.flush());
        case 2, 3, 4, 5, 6, 7, 8, 9 -> flow = flows.get(random.nextInt(flows.size()));
        default -> {}
      }
      byte[] packet = random.nextInt(80) == 0 ? garbage(random) : flow.next();
      in.add(packet.clone());
      coalescing.accept(packet);
    }
    writes.addAll(coalescing.flush());

    Segmenter segmenter = new Segmenter();
    List<byte[]> out = new ArrayList<>();
    for (Write write : writes) {
      List<byte[]> cut = Cutting.cut(segmenter, write.bytes());
      assertEquals(write.packets(), cut.size());
      assertEquals(write.payload(), cut.stream().mapToInt(packet -> packet.length).sum());
      assertTrue(write.packet().length <= 65_535);
      out.addAll(cut);
    }
    assertEquals(0, segmenter.dropped());
    assertEquals(in.size(), out.size());
    for (Flow each : flows) {
      List<byte[]> expected = in.stream().filter(each::has).toList();
      List<byte[]> actual = out.stream().filter(each::has).toList();
      assertEquals(expected.size(), actual.size());
      for (int i = 0; i < expected.size(); i++) {
        each.assertSame(expected.get(i), actual.get(i));
      }
    }
    assertSameOthers(flows, in, out);
  }

  private static void assertSameOthers(List<Flow> flows, List<byte[]> in, List<byte[]> out) {
    List<byte[]> expected =
        in.stream().filter(packet -> flows.stream().noneMatch(flow -> flow.has(packet))).toList();
    List<byte[]> actual =
        out.stream().filter(packet -> flows.stream().noneMatch(flow -> flow.has(packet))).toList();
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }

  @Property(tries = 300)
  void nothingIsTooHostile(@ForAll int seed) {
    Random random = new Random(seed);
    Coalescing coalescing = new Coalescing(200, true);
    List<byte[]> in = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      byte[] packet = garbage(random);
      packet[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
      in.add(packet);
      coalescing.accept(packet);
    }

    List<Write> writes = coalescing.flush();

    assertEquals(in.size(), writes.size());
    for (int i = 0; i < in.size(); i++) {
      assertArrayEquals(in.get(i), writes.get(i).packet());
    }
  }
}
