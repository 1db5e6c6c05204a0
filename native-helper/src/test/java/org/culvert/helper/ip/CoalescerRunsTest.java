package org.culvert.helper.ip;

import static org.culvert.helper.ip.Flow.HEX;
import static org.culvert.helper.ip.Flow.assertUnchanged;
import static org.culvert.helper.ip.Flow.packets;
import static org.culvert.helper.ip.Flow.payload;
import static org.culvert.helper.ip.Flow.tcp;
import static org.culvert.helper.ip.Flow.tcp4;
import static org.culvert.helper.ip.Flow.tcp6;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.culvert.helper.ip.Coalescing.Write;
import org.junit.jupiter.api.Test;

/** Runs beside each other, and their bounds. */
final class CoalescerRunsTest {
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
