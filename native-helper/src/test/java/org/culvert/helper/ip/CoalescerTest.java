package org.culvert.helper.ip;

import static org.culvert.helper.ip.Flow.HEX;
import static org.culvert.helper.ip.Flow.assertApart;
import static org.culvert.helper.ip.Flow.assertJoined;
import static org.culvert.helper.ip.Flow.packets;
import static org.culvert.helper.ip.Flow.tcp4;
import static org.culvert.helper.ip.Flow.tcp6;
import static org.culvert.helper.ip.Flow.udp;
import static org.culvert.helper.ip.PacketBuilder.ACK;
import static org.culvert.helper.ip.PacketBuilder.ECE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.culvert.helper.ip.Coalescing.Write;
import org.junit.jupiter.api.Test;

/** Golden bytes are those of a little-endian machine. */
final class CoalescerTest {
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
}
