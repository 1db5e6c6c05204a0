package org.culvert.helper.ip;

import static org.culvert.helper.ip.Flow.HEX;
import static org.culvert.helper.ip.Flow.SIZE;
import static org.culvert.helper.ip.Flow.TIMESTAMPS;
import static org.culvert.helper.ip.Flow.assertApart;
import static org.culvert.helper.ip.Flow.assertJoined;
import static org.culvert.helper.ip.Flow.assertUnchanged;
import static org.culvert.helper.ip.Flow.changed;
import static org.culvert.helper.ip.Flow.packets;
import static org.culvert.helper.ip.Flow.payload;
import static org.culvert.helper.ip.Flow.tcp;
import static org.culvert.helper.ip.Flow.tcp4;
import static org.culvert.helper.ip.Flow.tcp6;
import static org.culvert.helper.ip.Flow.udp;
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

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps two packets apart. */
final class CoalescerRulesTest {
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
  private static void assertApartAt(PacketBuilder one, PacketBuilder next, int at, int value) {
    byte[] first = one.build();
    byte[] second = next.build();
    first[at] = (byte) value;
    second[at] = (byte) value;
    assertApart(Naive.mended(first, one.transport()), Naive.mended(second, next.transport()));
  }

  @Test
  void rightChecksumsAreNoExcuseForWrongLengths() {
    // One word of options that are not there, a length of 1 too little, a segment as a header.
    assertApartAt(tcp4(0), tcp4(1), 0, 0x46);
    assertApartAt(tcp4(0), tcp4(1), 3, 20 + 32 + SIZE - 1);
    assertApartAt(tcp6(0), tcp6(1), 5, 32 + SIZE - 1);
    assertApartAt(udp(true, 0), udp(true, 1), 25, 8 + SIZE - 1);
    assertApartAt(udp(false, 0), udp(false, 1), 45, 8 + SIZE + 1);
    PacketBuilder longer = tcp6(1).sequence(0xffffff80 + SIZE + 16);
    assertApartAt(tcp6(0), longer, 52, 0x40);
    assertApartAt(tcp6(0).payload(), tcp6(0).payload(), 52, 0xf0);
  }
}
