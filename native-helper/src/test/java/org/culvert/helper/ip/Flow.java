package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.culvert.helper.ip.Coalescing.Write;

/** Packets of one flow, and what becomes of them. */
final class Flow {
  private Flow() {}

  static final HexFormat HEX = HexFormat.of();
  static final int SIZE = 100;
  static final byte[] TIMESTAMPS = HEX.parseHex("0101080a0000000100000002");

  static byte[] payload(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The segment of this number of one flow. */
  static PacketBuilder tcp(boolean ipv4, int number) {
    return PacketBuilder.of(ipv4, true)
        .id((0xfffe + number) & 0xffff)
        .sequence(0xffffff80 + SIZE * number)
        .tcpOptions(TIMESTAMPS)
        .payload(payload(number, SIZE));
  }

  static PacketBuilder tcp4(int number) {
    return tcp(true, number);
  }

  static PacketBuilder tcp6(int number) {
    return tcp(false, number);
  }

  static PacketBuilder udp(boolean ipv4, int number) {
    return PacketBuilder.of(ipv4, false).id(1000 + number).payload(payload(number, SIZE));
  }

  static byte[] changed(byte[] packet, int at, int value) {
    byte[] changed = packet.clone();
    changed[at] ^= (byte) value;
    return changed;
  }

  static List<Integer> packets(List<Write> writes) {
    return writes.stream().map(Write::packets).toList();
  }

  static void assertJoined(byte[]... packets) {
    List<Write> writes = Coalescing.of(packets);
    assertEquals(List.of(packets.length), packets(writes));
    assertEquals(Arrays.stream(packets).mapToInt(p -> p.length).sum(), writes.getFirst().payload());
    List<byte[]> cut = Cutting.cut(new Segmenter(), writes.getFirst().bytes());
    assertEquals(packets.length, cut.size());
    for (int i = 0; i < packets.length; i++) {
      assertArrayEquals(packets[i], cut.get(i));
    }
  }

  static void assertUnchanged(List<Write> writes, byte[]... packets) {
    assertEquals(packets.length, writes.size());
    for (int i = 0; i < packets.length; i++) {
      Write write = writes.get(i);
      assertArrayEquals(new byte[VirtioHeader.LENGTH], write.virtio());
      assertArrayEquals(packets[i], write.packet());
      assertEquals(1, write.packets());
      assertEquals(packets[i].length, write.payload());
    }
  }

  static void assertApart(byte[]... packets) {
    assertUnchanged(Coalescing.of(packets), packets);
  }
}
