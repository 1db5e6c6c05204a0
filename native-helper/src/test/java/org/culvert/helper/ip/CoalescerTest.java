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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.culvert.helper.ip.Coalescing.Write;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden bytes are those of a little-endian machine. */
final class CoalescerTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final int SIZE = 100;
  private static final byte[] TIMESTAMPS = HEX.parseHex("0101080a0000000100000002");

  private static byte[] payload(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** The segment of this number of one flow. */
  private static PacketBuilder tcp(boolean ipv4, int number) {
    return PacketBuilder.of(ipv4, true)
        .id((0xfffe + number) & 0xffff)
        .sequence(0xffffff80 + SIZE * number)
        .tcpOptions(TIMESTAMPS)
        .payload(payload(number, SIZE));
  }

  private static PacketBuilder tcp4(int number) {
    return tcp(true, number);
  }

  private static PacketBuilder tcp6(int number) {
    return tcp(false, number);
  }

  private static PacketBuilder udp(boolean ipv4, int number) {
    return PacketBuilder.of(ipv4, false).id(1000 + number).payload(payload(number, SIZE));
  }

  private static byte[] changed(byte[] packet, int at, int value) {
    byte[] changed = packet.clone();
    changed[at] ^= (byte) value;
    return changed;
  }

  private static List<Integer> packets(List<Write> writes) {
    return writes.stream().map(Write::packets).toList();
  }

  private static void assertJoined(byte[]... packets) {
    List<Write> writes = Coalescing.of(packets);
    assertEquals(List.of(packets.length), packets(writes));
    assertEquals(Arrays.stream(packets).mapToInt(p -> p.length).sum(), writes.getFirst().payload());
    List<byte[]> cut = Cutting.cut(new Segmenter(), writes.getFirst().bytes());
    assertEquals(packets.length, cut.size());
    for (int i = 0; i < packets.length; i++) {
      assertArrayEquals(packets[i], cut.get(i));
    }
  }

  private static void assertUnchanged(List<Write> writes, byte[]... packets) {
    assertEquals(packets.length, writes.size());
    for (int i = 0; i < packets.length; i++) {
      Write write = writes.get(i);
      assertArrayEquals(new byte[VirtioHeader.LENGTH], write.virtio());
      assertArrayEquals(packets[i], write.packet());
      assertEquals(1, write.packets());
      assertEquals(packets[i].length, write.payload());
    }
  }

  private static void assertApart(byte[]... packets) {
    assertUnchanged(Coalescing.of(packets), packets);
  }

  @Test
  void joinsTcpOverIpv4AsComputedByHand() {
    String addresses = "0a080002c0000207";
    String end = "0101080a0000000100000002";

    List<Write> writes =
        Coalescing.of(
            HEX.parseHex(
                "45020039ffff40003f066fac"
                    + addresses
                    + "9c4001bbfffffffe0102030480100200dcdc0000"
                    + end
                    + "6162636465"),
            HEX.parseHex(
                "45020039000040003f066fac"
                    + addresses
                    + "9c4001bb000000030102030480100200cdce0000"
                    + end
                    + "666768696a"),
            HEX.parseHex(
                "45020035000140003f066faf"
                    + addresses
                    + "9c4001bb0000000801020304801902009b950000"
                    + end
                    + "6b"));

    assertEquals(List.of(3), packets(writes));
    assertEquals(
        "01013400050014001000"
            + "4502003fffff40003f066fa6"
            + addresses
            + "9c4001bbfffffffe0102030480190200cc420000"
            + end
            + "6162636465666768696a6b",
        HEX.formatHex(writes.getFirst().bytes()));
  }

  @Test
  void joinsUdpOverIpv6AsComputedByHand() {
    byte[] first = PacketBuilder.udp6().payload((byte) 1, (byte) 2).build();
    byte[] second = PacketBuilder.udp6().payload((byte) 3).build();

    List<Write> writes = Coalescing.of(first, second);

    byte[] whole = PacketBuilder.udp6().payload((byte) 1, (byte) 2, (byte) 3).superpacket(2);
    assertEquals(List.of(2), packets(writes));
    assertArrayEquals(whole, writes.getFirst().bytes());
    assertEquals("01053000020028000600", HEX.formatHex(writes.getFirst().virtio()));
  }

  @Test
  void packetsThatFollowEachOtherAreJoined() {
    assertJoined(tcp4(0).build(), tcp4(1).build(), tcp4(2).build(), tcp4(3).build());
    assertJoined(tcp6(0).build(), tcp6(1).build(), tcp6(2).build(), tcp6(3).build());
    assertJoined(udp(true, 0).build(), udp(true, 1).build(), udp(true, 2).build());
    assertJoined(udp(false, 0).build(), udp(false, 1).build(), udp(false, 2).build());
  }

  @Test
  void payloadsShorterThanHeadersAreJoined() {
    byte[][] packets = new byte[40][];
    for (int i = 0; i < packets.length; i++) {
      packets[i] = tcp6(0).sequence(i).payload((byte) i).build();
    }
    assertJoined(packets);
  }

  @Test
  void marksOfCongestionAreNoHindranceWhenEqual() {
    assertJoined(
        tcp4(0).service(0xbb).flags(ACK | ECE).build(),
        tcp4(1).service(0xbb).flags(ACK | ECE).build());
    assertJoined(
        tcp6(0).service(0xbb).flags(ACK | ECE).reserved(1).build(),
        tcp6(1).service(0xbb).flags(ACK | ECE).reserved(1).build());
  }

  @Test
  void packetsWithoutNumberThatAreNeverFragmentedAreJoined() {
    List<Write> writes =
        Coalescing.of(
            tcp4(0).id(0).build(),
            tcp4(1).id(0).build(),
            tcp4(2).id(0).build(),
            tcp4(3).id(1).build());

    assertEquals(List.of(3, 1), packets(writes));
    assertEquals(0, Naive.u16(writes.getFirst().packet(), 4));
  }

  @Test
  void numbersThatCountedMustGoOnCounting() {
    assertEquals(
        List.of(2, 1),
        packets(
            Coalescing.of(tcp4(0).id(5).build(), tcp4(1).id(6).build(), tcp4(2).id(5).build())));
    assertEquals(
        List.of(2, 1),
        packets(
            Coalescing.of(tcp4(0).id(5).build(), tcp4(1).id(6).build(), tcp4(2).id(6).build())));
    assertEquals(
        List.of(2, 1),
        packets(
            Coalescing.of(tcp4(0).id(5).build(), tcp4(1).id(5).build(), tcp4(2).id(7).build())));
  }

  private static Arguments tcpRule(String name, UnaryOperator<PacketBuilder> change) {
    return Arguments.of(name, change);
  }

  static Stream<Arguments> whatSeparatesTcp() {
    return Stream.of(
        tcpRule("type of service", b -> b.service(4)),
        tcpRule("congestion mark", b -> b.service(3)),
        tcpRule("TTL, hop limit", b -> b.ttl(63)),
        tcpRule("acknowledgement", b -> b.acknowledgement(78)),
        tcpRule("window", b -> b.window(513)),
        tcpRule("urgent pointer", b -> b.urgent(1)),
        tcpRule("reserved bits", b -> b.reserved(1)),
        tcpRule("ECE", b -> b.flags(ACK | ECE)),
        tcpRule("no ACK", b -> b.flags(0)),
        tcpRule("SYN", b -> b.flags(ACK | SYN)),
        tcpRule("RST", b -> b.flags(ACK | RST)),
        tcpRule("URG", b -> b.flags(ACK | URG)),
        tcpRule("CWR", b -> b.flags(ACK | CWR)),
        tcpRule("first option", b -> b.tcpOptions(HEX.parseHex("0103080a0000000100000002"))),
        tcpRule("last option", b -> b.tcpOptions(HEX.parseHex("0101080a0000000100000003"))),
        tcpRule("no options", b -> b.tcpOptions()),
        tcpRule("more options", b -> b.tcpOptions(Arrays.copyOf(TIMESTAMPS, 16))),
        tcpRule("a gap", b -> b.sequence(0xffffff80 + SIZE + 1)),
        tcpRule("an overlap", b -> b.sequence(0xffffff80 + SIZE - 1)),
        tcpRule("the same again", b -> b.sequence(0xffffff80)),
        tcpRule("longer", b -> b.payload(payload(1, SIZE + 1))),
        tcpRule("empty", b -> b.payload()),
        tcpRule("source port", b -> b.sourcePort(40_001)),
        tcpRule("destination port", b -> b.destinationPort(444)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatSeparatesTcp")
  void whatDiffersIsNotJoined(String name, UnaryOperator<PacketBuilder> change) {
    for (boolean ipv4 : new boolean[] {true, false}) {
      assertApart(tcp(ipv4, 0).build(), change.apply(tcp(ipv4, 1)).build());
    }
  }

  static Stream<Arguments> whatSeparatesIpv4() {
    return Stream.of(
        tcpRule("a number left out", b -> b.id(1)),
        tcpRule("a number before", b -> b.id(0xfffd)),
        tcpRule("may be fragmented", b -> b.fragment(0)),
        tcpRule("more fragments", b -> b.fragment(0x2000)),
        tcpRule("more fragments, though not to be", b -> b.fragment(0x6000)),
        tcpRule("a later fragment", b -> b.fragment(0x4001)),
        tcpRule("reserved flag", b -> b.fragment(0xc000)),
        tcpRule("options", b -> b.ipOptions(HEX.parseHex("01010100"))),
        tcpRule("source", b -> b.source(HEX.parseHex("0a080003"))),
        tcpRule("destination", b -> b.destination(HEX.parseHex("c0000208"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatSeparatesIpv4")
  void whatDiffersInIpv4IsNotJoined(String name, UnaryOperator<PacketBuilder> change) {
    assertApart(tcp4(0).build(), change.apply(tcp4(1)).build());
  }

  @Test
  void whatDiffersInIpv6IsNotJoined() {
    byte[] first = tcp6(0).build();
    assertApart(first, tcp6(1).flowLabel(0x12346).build());
    assertApart(first, tcp6(1).extensionHeaders(0, HEX.parseHex("0600010400000000")).build());
    for (int at = 0; at < 16; at++) {
      byte[] address = HEX.parseHex("20010db8000000000000000000000007");
      assertApart(first, tcp6(1).destination(changed(address, at, 0x40)).build());
      address = HEX.parseHex("fd000000000000000000000000000002");
      assertApart(first, tcp6(1).source(changed(address, at, 0x40)).build());
    }
  }

  static Stream<Arguments> whatIsNeverJoined() {
    return Stream.of(
        tcpRule("SYN", b -> b.flags(ACK | SYN)),
        tcpRule("RST", b -> b.flags(ACK | RST)),
        tcpRule("URG", b -> b.flags(ACK | URG)),
        tcpRule("CWR", b -> b.flags(ACK | CWR)),
        tcpRule("PSH", b -> b.flags(ACK | PSH)),
        tcpRule("FIN", b -> b.flags(ACK | FIN)),
        tcpRule("more fragments", b -> b.fragment(0x2000)),
        tcpRule("reserved flag", b -> b.fragment(0xc000)),
        tcpRule("fragment", b -> b.fragment(0x0004)),
        tcpRule("options", b -> b.ipOptions(HEX.parseHex("01010100"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("whatIsNeverJoined")
  void thatBothHaveItIsNoExcuse(String name, UnaryOperator<PacketBuilder> change) {
    assertApart(change.apply(tcp4(0)).build(), change.apply(tcp4(1)).build());
  }

  @Test
  void extensionHeadersInBothAreNoExcuse() {
    byte[] hopByHop = HEX.parseHex("0600010400000000");
    assertApart(
        tcp6(0).extensionHeaders(0, hopByHop).build(),
        tcp6(1).extensionHeaders(0, hopByHop).build());
  }

  @Test
  void equalNumbersOfWhatMayBeFragmentedAreNotJoined() {
    assertApart(tcp4(0).fragment(0).id(0).build(), tcp4(1).fragment(0).id(0).build());
    assertJoined(tcp4(0).fragment(0).build(), tcp4(1).fragment(0).build());
  }

  @Test
  void theEndOfDataEndsTheRun() {
    for (int flag : new int[] {PSH, FIN, PSH | FIN}) {
      byte[] last = tcp4(1).flags(ACK | flag).build();
      assertJoined(tcp4(0).build(), last);
      assertEquals(
          List.of(2, 2),
          packets(Coalescing.of(tcp4(0).build(), last, tcp4(2).build(), tcp4(3).build())));
    }
  }

  @Test
  void aShorterOneEndsTheRun() {
    byte[] shorter = tcp6(1).payload(payload(1, SIZE - 1)).build();
    byte[] next = tcp6(2).sequence(0xffffff80 + 2 * SIZE - 1).payload(payload(1, SIZE - 1)).build();
    assertJoined(tcp6(0).build(), shorter);
    assertEquals(List.of(2, 1), packets(Coalescing.of(tcp6(0).build(), shorter, next)));

    shorter = udp(true, 1).payload(payload(1, SIZE - 1)).build();
    next = udp(true, 2).payload(payload(1, SIZE - 1)).build();
    assertJoined(udp(true, 0).build(), shorter);
    assertEquals(List.of(2, 1), packets(Coalescing.of(udp(true, 0).build(), shorter, next)));
  }

  @Test
  void whatDiffersInUdpIsNotJoined() {
    for (boolean ipv4 : new boolean[] {true, false}) {
      byte[] first = udp(ipv4, 0).build();
      assertApart(first, udp(ipv4, 1).payload(payload(1, SIZE + 1)).build());
      assertApart(first, udp(ipv4, 1).payload().build());
      assertApart(first, udp(ipv4, 1).service(1).build());
      assertApart(first, udp(ipv4, 1).ttl(63).build());
      assertApart(first, udp(ipv4, 1).sourcePort(40_001).build());
      assertApart(first, udp(ipv4, 1).destinationPort(444).build());
    }
    assertApart(udp(true, 0).build(), udp(true, 1).id(1002).build());
    assertApart(udp(true, 0).payload().build(), udp(true, 1).payload().build());
  }

  @Test
  void datagramsWithoutChecksumAreNotJoined() {
    byte[] first = udp(true, 0).build();
    byte[] second = udp(true, 1).build();
    byte[] none = second.clone();
    Naive.put16(none, 26, 0);

    assertApart(first, none);
    Naive.put16(first, 26, 0);
    assertApart(first, second);
  }

  @Test
  void aMissingChecksumIsNotJoinedThoughItWouldBeRight() {
    byte[] payload = payload(1, SIZE);
    Naive.put16(payload, 0, 0);
    Naive.put16(payload, 0, Naive.u16(udp(true, 1).payload(payload).build(), 26));
    byte[] datagram = udp(true, 1).payload(payload).build();
    assertEquals(0xffff, Naive.u16(datagram, 26));
    assertJoined(udp(true, 0).build(), datagram);

    Naive.put16(datagram, 26, 0);
    assertApart(udp(true, 0).build(), datagram);
  }

  @Test
  void theOtherFormOfAnIpv4ChecksumWouldNotComeBack() {
    int id = Naive.u16(tcp4(1).id(0).build(), 10);
    byte[] second = tcp4(1).id(id).build();
    assertEquals(0, Naive.u16(second, 10));
    assertJoined(tcp4(0).id(id - 1).build(), second);

    Naive.put16(second, 10, 0xffff);
    assertApart(tcp4(0).id(id - 1).build(), second);
  }

  @Test
  void addressesOfOneVersionAreNotThoseOfTheOther() {
    byte[] four = tcp4(0).build();
    byte[] source = HEX.parseHex("fd000000" + "00".repeat(12));
    System.arraycopy(four, 12, source, 4, 12);
    byte[] six = tcp6(0).source(source).build();
    assertArrayEquals(
        Arrays.copyOfRange(four, 12, 24), Arrays.copyOfRange(six, 12, 24), "addresses and ports");

    assertEquals(List.of(2, 1), packets(Coalescing.of(four, six, tcp4(1).build())));
  }

  @Test
  void datagramsAreNotJoinedForADeviceThatDoesNotTakeThem() {
    byte[] first = udp(true, 0).build();
    byte[] second = udp(true, 1).build();

    assertUnchanged(
        new Coalescing(1500, false).accept(first).accept(second).flush(), first, second);
  }

  @Test
  void tcpAndUdpOfTheSamePortsAreDifferentFlows() {
    byte[] tcp = tcp4(0).build();
    byte[] udp = udp(true, 0).build();

    assertEquals(
        List.of(2, 2), packets(Coalescing.of(tcp, udp, tcp4(1).build(), udp(true, 1).build())));
  }

  @Test
  void aWrongChecksumIsNeverMadeRight() {
    for (boolean ipv4 : new boolean[] {true, false}) {
      byte[] first = tcp(ipv4, 0).build();
      byte[] second = tcp(ipv4, 1).build();
      int last = first.length - 1;
      assertApart(first, changed(second, last, 1));
      assertApart(changed(first, last, 1), second);
      assertApart(changed(first, last, 1), changed(second, last, 1));
      first = udp(ipv4, 0).build();
      second = udp(ipv4, 1).build();
      last = first.length - 1;
      assertApart(first, changed(second, last, 1));
      assertApart(changed(first, last, 1), second);
    }
    assertApart(tcp4(0).build(), changed(tcp4(1).build(), 10, 1));
    assertApart(changed(tcp4(0).build(), 10, 1), tcp4(1).build());
  }

  @Test
  void aChecksumInItsOtherFormWouldNotComeBack() {
    byte[] second = tcp4(1).payload(payload(1, SIZE)).build();
    byte[] payload = payload(1, SIZE);
    payload[0] = 0;
    payload[1] = 0;
    int checksum = Naive.u16(tcp4(1).payload(payload).build(), 36);
    Naive.put16(payload, 0, checksum);
    byte[] zero = tcp4(1).payload(payload).build();
    assertEquals(0, Naive.u16(zero, 36));
    byte[] other = zero.clone();
    Naive.put16(other, 36, 0xffff);

    assertJoined(tcp4(0).build(), second);
    assertJoined(tcp4(0).build(), zero);
    assertApart(tcp4(0).build(), other);
  }

  @Test
  void lengthsThatDisagreeAreNotJoined() {
    for (boolean ipv4 : new boolean[] {true, false}) {
      byte[] first = tcp(ipv4, 0).build();
      byte[] second = tcp(ipv4, 1).build();
      assertApart(first, Arrays.copyOf(second, second.length + 1));
      assertApart(first, Arrays.copyOf(second, second.length - 1));
      assertApart(Arrays.copyOf(first, first.length + 2), second);
    }
  }

  /** Two packets that would be joined, but for a byte that both have wrong. */
  private static void assertApart(PacketBuilder one, PacketBuilder next, int at, int value) {
    byte[] first = one.build();
    byte[] second = next.build();
    first[at] = (byte) value;
    second[at] = (byte) value;
    assertApart(Naive.mended(first, one.transport()), Naive.mended(second, next.transport()));
  }

  @Test
  void rightChecksumsAreNoExcuseForWrongLengths() {
    // One word of options that are not there, a length of 1 too little, a segment as a header.
    assertApart(tcp4(0), tcp4(1), 0, 0x46);
    assertApart(tcp4(0), tcp4(1), 3, 20 + 32 + SIZE - 1);
    assertApart(tcp6(0), tcp6(1), 5, 32 + SIZE - 1);
    assertApart(udp(true, 0), udp(true, 1), 25, 8 + SIZE - 1);
    assertApart(udp(false, 0), udp(false, 1), 45, 8 + SIZE + 1);
    PacketBuilder longer = tcp6(1).sequence(0xffffff80 + SIZE + 16);
    assertApart(tcp6(0), longer, 52, 0x40);
    assertApart(tcp6(0).payload(), tcp6(0).payload(), 52, 0xf0);
  }

  @Test
  void whatIsNotUnderstoodPassesUnchanged() {
    byte[] echo = udp(true, 0).build();
    echo[9] = 1;
    byte[] echo6 = udp(false, 0).build();
    echo6[6] = 58;
    byte[] whole = tcp6(0).build();

    assertApart(echo, echo6, new byte[] {0x45}, new byte[] {0x60, 0}, new byte[] {0x10}, echo);
    for (int length = 1; length < whole.length; length++) {
      assertApart(Arrays.copyOf(whole, length), Arrays.copyOf(tcp4(0).build(), length));
    }
  }

  @Test
  void flowsAreJoinedAlthoughTheyCrossEachOther() {
    Coalescing coalescing = new Coalescing(1500, true);
    for (int i = 0; i < 5; i++) {
      for (int port = 1; port <= 8; port++) {
        coalescing.accept(tcp(port % 2 == 0, i).sourcePort(port).build());
      }
    }

    List<Write> writes = coalescing.flush();

    assertEquals(List.of(5, 5, 5, 5, 5, 5, 5, 5), packets(writes));
    for (int port = 1; port <= 8; port++) {
      List<byte[]> cut = Cutting.cut(new Segmenter(), writes.get(port - 1).bytes());
      for (int i = 0; i < 5; i++) {
        assertArrayEquals(tcp(port % 2 == 0, i).sourcePort(port).build(), cut.get(i));
      }
    }
  }

  @Test
  void aFlowIsNeverOvertakenByItself() {
    byte[] acknowledgement = tcp4(2).payload().build();
    List<Write> writes =
        Coalescing.of(
            tcp4(0).build(), tcp4(1).build(), acknowledgement, tcp4(2).build(), tcp4(3).build());

    assertEquals(List.of(2, 1, 2), packets(writes));
    assertArrayEquals(acknowledgement, writes.get(1).packet());
  }

  @Test
  void whatMayBeOfAFlowIsNotOvertakenByIt() {
    byte[] fragment = tcp4(1).fragment(0x2000).build();
    byte[] other = tcp4(1).fragment(0x2000).source(HEX.parseHex("0a080003")).build();
    byte[] extended = tcp6(1).extensionHeaders(60, HEX.parseHex("0600010400000000")).build();

    assertEquals(
        List.of(1, 1, 1), packets(Coalescing.of(tcp4(0).build(), fragment, tcp4(1).build())));
    assertEquals(List.of(2, 1), packets(Coalescing.of(tcp4(0).build(), other, tcp4(1).build())));
    assertEquals(
        List.of(1, 1, 1), packets(Coalescing.of(tcp6(0).build(), extended, tcp6(1).build())));
    assertEquals(List.of(2, 1), packets(Coalescing.of(tcp6(0).build(), fragment, tcp6(1).build())));
  }

  @Test
  void aRunHasAtMost64Packets() {
    Coalescing coalescing = new Coalescing(1500, true);
    for (int i = 0; i < 130; i++) {
      coalescing.accept(tcp4(i).build());
    }
    assertEquals(List.of(64, 64, 2), packets(coalescing.flush()));
  }

  @Test
  void aRunHasAtMost65535Bytes() {
    int size = (65_535 - 40) / 5;
    assertEquals(65_535, 40 + 5 * size);

    assertEquals(List.of(5, 2), runsOfSeven(size));
    assertEquals(List.of(4, 3), runsOfSeven(size + 1));
  }

  private static List<Integer> runsOfSeven(int size) {
    Coalescing coalescing = new Coalescing(20_000, true);
    for (int i = 0; i < 7; i++) {
      coalescing.accept(
          PacketBuilder.tcp4().id(i).sequence(size * i).payload(payload(i, size)).build());
    }
    return packets(coalescing.flush());
  }

  @Test
  void theLargestPacketsAreNotJoined() {
    byte[] first = PacketBuilder.tcp4().payload(new byte[65_495]).build();
    byte[] second = PacketBuilder.tcp4().id(1001).sequence(70_495).payload((byte) 1).build();
    Coalescing coalescing = new Coalescing(65_535, true);

    assertUnchanged(coalescing.accept(first).accept(second).flush(), first, second);
  }

  @Test
  void whatIsRejectedLeavesNoTrace() {
    Coalescing coalescing = new Coalescing(1500, true);
    byte[] garbage = payload(9, 1400);
    coalescing.reject(garbage).accept(tcp4(0).build()).reject(garbage).reject(garbage);
    coalescing.accept(tcp4(1).build()).reject(garbage).accept(tcp4(2).build()).reject(garbage);

    List<Write> writes = coalescing.flush();

    assertEquals(List.of(3), packets(writes));
    List<byte[]> cut = Cutting.cut(new Segmenter(), writes.getFirst().bytes());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(tcp4(i).build(), cut.get(i));
    }
  }

  @Test
  void aPacketInARunsOldSlotPassesUnchanged() {
    Coalescing coalescing = new Coalescing(1500, true);
    assertEquals(
        List.of(2), packets(coalescing.accept(tcp4(0).build()).accept(tcp4(1).build()).flush()));

    assertUnchanged(coalescing.accept(tcp6(0).build()).flush(), tcp6(0).build());
    assertUnchanged(coalescing.accept(new byte[] {1}).flush(), new byte[] {1});
  }

  @Test
  void moreFlowsThanRunsAreWrittenInBetween() {
    Coalescing coalescing = new Coalescing(1500, true);
    for (int port = 1; port <= 16; port++) {
      coalescing.accept(tcp4(0).sourcePort(port).build());
      assertFalse(coalescing.isFull());
    }
    for (int port = 1; port <= 16; port++) {
      coalescing.accept(tcp4(1).sourcePort(port).build());
      assertFalse(coalescing.isFull());
    }

    coalescing.accept(tcp4(0).sourcePort(17).build());

    assertTrue(coalescing.isFull());
    coalescing.accept(tcp4(1).sourcePort(17).build());
    List<Write> writes = coalescing.flush();
    assertEquals(18, writes.size());
    assertEquals(2, writes.get(15).packets());
    assertArrayEquals(tcp4(0).sourcePort(17).build(), writes.get(16).packet());
    assertArrayEquals(tcp4(1).sourcePort(17).build(), writes.get(17).packet());
  }

  @Test
  void itIsFullOfPacketsThatStayAlone() {
    for (int length : new int[] {1, 600, 9000}) {
      Coalescing coalescing = new Coalescing(9000, true);
      int count = 0;
      while (!coalescing.isFull()) {
        coalescing.accept(payload(count++, length));
      }
      assertEquals(length == 1 ? 128 : Math.ceilDiv((64 << 10) + 1, length + 10), count);
      List<Write> writes = coalescing.flush();
      for (int i = 0; i < count; i++) {
        assertArrayEquals(payload(i, length), writes.get(i).packet());
      }
      assertFalse(coalescing.isFull());
    }
  }

  @Test
  void aPacketThatHasNoRoomIsAMistakeOfTheCaller() {
    Coalescer coalescer = new Coalescer(1500, true);
    assertThrows(IllegalArgumentException.class, () -> coalescer.accept(0));
    assertThrows(IllegalArgumentException.class, () -> coalescer.accept(1501));
    while (!coalescer.isFull()) {
      coalescer.accept(1500);
    }
    assertThrows(IllegalArgumentException.class, () -> coalescer.accept(1));
  }
}
