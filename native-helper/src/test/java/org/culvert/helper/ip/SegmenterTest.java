package org.culvert.helper.ip;

import static org.culvert.helper.ip.PacketBuilder.ACK;
import static org.culvert.helper.ip.PacketBuilder.CWR;
import static org.culvert.helper.ip.PacketBuilder.ECE;
import static org.culvert.helper.ip.PacketBuilder.FIN;
import static org.culvert.helper.ip.PacketBuilder.PSH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden bytes are those of a little-endian machine. */
final class SegmenterTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] NO_VIRTIO = new byte[VirtioHeader.LENGTH];

  private final Segmenter segmenter = new Segmenter();

  private List<byte[]> cut(byte[] read) {
    return Cutting.cut(segmenter, read);
  }

  private List<String> cutHex(String virtio, String packet) {
    return cut(HEX.parseHex(virtio + packet)).stream().map(HEX::formatHex).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] random(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** A superpacket of three pieces, with one number of its virtio header changed. */
  private static byte[] superpacket(int field, int value) {
    byte[] read = PacketBuilder.tcp4().payload(new byte[2500]).superpacket(1000);
    read[field] = (byte) value;
    read[field + 1] = (byte) (value >> 8);
    return read;
  }

  private void assertDropped(byte[] read) {
    long before = segmenter.dropped();
    assertEquals(List.of(), cut(read));
    assertEquals(before + 1, segmenter.dropped());
  }

  @Test
  void cutsTcpOverIpv4AsComputedByHand() {
    // FIN, PSH, ACK and CWR; sequence number and identification just before they wrap.
    String virtio = "01813400050014001000";
    String addresses = "0a080002c0000207";
    String end = "0101080a0000000100000002";

    assertEquals(
        List.of(
            "45020039ffff40003f066fac"
                + addresses
                + "9c4001bbfffffffe0102030480900200dc5c0000"
                + end
                + "6162636465",
            "45020039000040003f066fac"
                + addresses
                + "9c4001bb000000030102030480100200cdce0000"
                + end
                + "666768696a",
            "45020035000140003f066faf"
                + addresses
                + "9c4001bb0000000801020304801902009b950000"
                + end
                + "6b"),
        cutHex(
            virtio,
            "4502003fffff40003f066fa6"
                + addresses
                + "9c4001bbfffffffe0102030480990200cc420000"
                + end
                + "6162636465666768696a6b"));
    assertEquals(0, segmenter.dropped());
  }

  @Test
  void cutsUdpBehindAnExtensionHeaderAsComputedByHand() {
    String virtio = "01053800040030000600";
    String addresses = "fd000000000000000000000000000002" + "20010db8000000000000000000000007";
    String options = "1100010400000000";

    assertEquals(
        List.of(
            "6ab1234500143c40" + addresses + options + "13880035000cfc8f61626364",
            "6ab1234500143c40" + addresses + options + "13880035000cf48765666768"),
        cutHex(
            virtio, "6ab1234500183c40" + addresses + options + "1388003500102ae46162636465666768"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipv4", "ipv6", "other"})
  void whatIsWholePassesUnchanged(String kind) {
    byte[] packet =
        switch (kind) {
          case "ipv4" -> PacketBuilder.tcp4().payload(text("hello")).build();
          case "ipv6" -> PacketBuilder.udp6().payload(text("hello")).build();
          default -> new byte[] {(byte) 0xf0};
        };

    List<byte[]> packets = cut(Naive.join(NO_VIRTIO, packet));

    assertEquals(1, packets.size());
    assertArrayEquals(packet, packets.getFirst());
  }

  /** A payload with which the checksum is 0. */
  private static byte[] summingToZero(PacketBuilder builder) {
    byte[] packet = builder.payload((byte) 0, (byte) 0).build();
    int checksum = Naive.u16(packet, builder.transport() + (Naive.protocol(packet) == 6 ? 16 : 6));
    return new byte[] {(byte) (checksum >> 8), (byte) checksum};
  }

  @Test
  void aUdpChecksumOfZeroBecomesItsOtherForm() {
    PacketBuilder builder = PacketBuilder.udp4();
    builder.payload(summingToZero(builder));
    byte[] whole = builder.superpacket(0);
    whole[1] = VirtioHeader.GSO_NONE;

    for (byte[] read : List.of(whole, builder.superpacket(2))) {
      byte[] packet = cut(read).getFirst();
      assertEquals(0xffff, Naive.u16(packet, 26));
      Naive.assertValid(packet);
    }
  }

  @Test
  void aTcpChecksumOfZeroIsZero() {
    PacketBuilder builder = PacketBuilder.tcp4();
    builder.payload(summingToZero(builder));
    byte[] whole = builder.superpacket(0);
    whole[1] = VirtioHeader.GSO_NONE;

    for (byte[] read : List.of(whole, builder.superpacket(2))) {
      byte[] packet = cut(read).getFirst();
      assertEquals(0, Naive.u16(packet, 36));
      Naive.assertValid(packet);
    }
  }

  /** As it comes without {@code NEEDS_CSUM}: nothing is told of a checksum, which is complete. */
  private static byte[] complete(PacketBuilder builder, int gsoSize) {
    byte[] read = builder.superpacket(gsoSize);
    byte[] packet = builder.build();
    System.arraycopy(packet, 0, read, VirtioHeader.LENGTH, packet.length);
    read[0] = VirtioHeader.DATA_VALID;
    Arrays.fill(read, 6, VirtioHeader.LENGTH, (byte) 0);
    return read;
  }

  private static PacketBuilder builder(String kind) {
    return switch (kind) {
      case "tcp4" -> PacketBuilder.tcp4();
      case "tcp4 with options" -> PacketBuilder.tcp4().ipOptions(new byte[8]);
      case "tcp6" -> PacketBuilder.tcp6();
      case "udp4" -> PacketBuilder.udp4();
      case "udp6" -> PacketBuilder.udp6();
      default ->
          PacketBuilder.tcp6()
              .extensionHeaders(0, HEX.parseHex("3c00010400000000" + "0600010400000000"));
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tcp4", "tcp4 with options", "tcp6", "tcp6 behind options", "udp4", "udp6"})
  void aSuperpacketWhoseChecksumIsCompleteIsCutAsAnother(String kind) {
    byte[] payload = random(3, 2500);

    List<byte[]> packets = cut(complete(builder(kind).payload(payload), 1000));

    List<byte[]> usual = cut(builder(kind).payload(payload).superpacket(1000));
    assertEquals(3, packets.size());
    for (int i = 0; i < packets.size(); i++) {
      Naive.assertValid(packets.get(i));
      assertArrayEquals(usual.get(i), packets.get(i));
    }
    assertEquals(0, segmenter.dropped());
  }

  @Test
  void aCompleteChecksumIsNotBelieved() {
    byte[] read = complete(PacketBuilder.tcp4().payload(random(4, 50)), 20);
    read[VirtioHeader.LENGTH + 36] ^= 0x55; // that of the first piece alone, from some cards

    List<byte[]> packets = cut(read);

    assertEquals(3, packets.size());
    packets.forEach(Naive::assertValid);
  }

  @Test
  void withoutAChecksumToCompleteTheProtocolMustBeFound() {
    for (int protocol : new int[] {1, 17}) {
      byte[] read = complete(PacketBuilder.tcp4().payload(new byte[60]), 20);
      read[VirtioHeader.LENGTH + 9] = (byte) protocol;
      assertDropped(read);
    }
    for (int next : new int[] {1, 43, 44, 17}) {
      byte[] read = complete(PacketBuilder.tcp6().payload(new byte[60]), 20);
      read[VirtioHeader.LENGTH + 6] = (byte) next;
      assertDropped(read);
    }
    byte[] endless = complete(PacketBuilder.tcp6().payload(new byte[60]), 20);
    endless[VirtioHeader.LENGTH + 6] = 0;
    Arrays.fill(endless, VirtioHeader.LENGTH + 40, endless.length, (byte) 0);
    assertDropped(endless);
    for (int length : new int[] {1, 19, 39}) {
      for (int version : new int[] {4, 6}) {
        byte[] read = new byte[VirtioHeader.LENGTH + length];
        VirtioHeader.write(
            read,
            0,
            0,
            version == 4 ? VirtioHeader.GSO_TCPV4 : VirtioHeader.GSO_TCPV6,
            0,
            20,
            0,
            0);
        read[VirtioHeader.LENGTH] = (byte) (version << 4);
        assertDropped(read);
      }
    }
  }

  @Test
  void theEndIsInTheLastPieceAndAReducedWindowInTheFirst() {
    int flags = FIN | PSH | ACK | ECE | CWR;
    byte[] read = PacketBuilder.tcp6().flags(flags).payload(new byte[30]).superpacket(10);

    List<Integer> found = cut(read).stream().map(packet -> Naive.u8(packet, 53)).toList();

    assertEquals(List.of(ACK | ECE | CWR, ACK | ECE, FIN | PSH | ACK | ECE), found);
  }

  @Test
  void oneOfOnePieceHasAllFlags() {
    int flags = FIN | PSH | ACK | CWR;
    PacketBuilder builder = PacketBuilder.tcp4().flags(flags).payload(new byte[10]);

    List<byte[]> packets = cut(builder.superpacket(10));

    assertEquals(1, packets.size());
    assertArrayEquals(builder.build(), packets.getFirst());
  }

  @Test
  void aSuperpacketWithoutPayloadIsOnePacket() {
    PacketBuilder builder = PacketBuilder.udp6();

    List<byte[]> packets = cut(builder.superpacket(10));

    assertEquals(1, packets.size());
    assertArrayEquals(builder.build(), packets.getFirst());
  }

  @Test
  void theLengthOfTheHeaderIsNotBelieved() {
    byte[] read = superpacket(2, 0xffff);

    List<byte[]> packets = cut(read);

    assertEquals(3, packets.size());
    packets.forEach(Naive::assertValid);
  }

  @Test
  void theChecksumIsThatOfTheSendersAddressesBehindARoutingHeader() {
    // The final destination is in the routing header; only the sum in the field knows it.
    byte[] routing = HEX.parseHex("0602000100000000" + "20010db80000000000000000000000aa");
    byte[] read =
        PacketBuilder.udp6()
            .extensionHeaders(43, Naive.join(new byte[] {17}, Naive.slice(routing, 1)))
            .payload(random(1, 30))
            .superpacket(10);
    int field = VirtioHeader.LENGTH + 40 + routing.length + 6;
    int elsewhere = Naive.u16(read, field) + 0x1234;
    Naive.put16(read, field, (elsewhere & 0xffff) + (elsewhere >> 16));

    List<byte[]> packets = cut(read);

    assertEquals(3, packets.size());
    for (byte[] packet : packets) {
      int sum = Naive.transportSum(packet) + 0x1234;
      assertEquals(0xffff, (sum & 0xffff) + (sum >> 16));
    }
  }

  @Test
  void headersLongerThanPiecesAreWrittenOverOlderPieces() {
    PacketBuilder builder = PacketBuilder.tcp6().tcpOptions(new byte[40]).payload(random(2, 50));

    List<byte[]> packets = cut(builder.superpacket(1));

    assertEquals(50, packets.size());
    for (int i = 0; i < packets.size(); i++) {
      Naive.assertValid(packets.get(i));
      assertEquals(random(2, 50)[i], packets.get(i)[100]);
    }
  }

  @Test
  void aNewReadForgetsTheOneBefore() {
    byte[] first = superpacket(2, 0);
    byte[] second = Naive.join(NO_VIRTIO, PacketBuilder.udp4().build());
    segmenter.begin(first, 0, first.length);
    assertTrue(segmenter.next());

    segmenter.begin(second, 0, second.length);

    assertTrue(segmenter.next());
    assertEquals(VirtioHeader.LENGTH, segmenter.offset());
    assertEquals(28, segmenter.length());
    assertFalse(segmenter.next());
    assertFalse(segmenter.next());
    assertEquals(0, segmenter.dropped());
  }

  @Test
  void whatIsNoPacketIsDropped() {
    assertDropped(new byte[0]);
    assertDropped(new byte[VirtioHeader.LENGTH]);
    assertDropped(Naive.join(NO_VIRTIO, new byte[65_536]));
  }

  @Test
  void aDroppedReadLeavesNothingOfTheOneBefore() {
    byte[] first = superpacket(2, 0);
    segmenter.begin(first, 0, first.length);
    assertTrue(segmenter.next());

    segmenter.begin(first, 0, 5);

    assertFalse(segmenter.next());
  }

  @Test
  void aHeaderThatDoesNotFitThePacketIsDropped() {
    assertDropped(superpacket(0, VirtioHeader.NEEDS_CSUM | VirtioHeader.GSO_UDP << 8));
    assertDropped(superpacket(0, VirtioHeader.NEEDS_CSUM | VirtioHeader.GSO_TCPV6 << 8));
    assertDropped(superpacket(0, VirtioHeader.NEEDS_CSUM | VirtioHeader.GSO_UDP_L4 << 8));
    assertDropped(superpacket(0, VirtioHeader.NEEDS_CSUM | 77 << 8));
    assertDropped(superpacket(4, 0));
    for (int start : new int[] {0, 4, 19, 21, 24, 40, 2521, 2540, 65_535}) {
      assertDropped(superpacket(6, start));
    }
    for (int offset : new int[] {0, 6, 15, 17, 65_535}) {
      assertDropped(superpacket(8, offset));
    }
  }

  @Test
  void aChecksumOutsideOfThePacketIsDropped() {
    byte[] read = PacketBuilder.udp4().payload(new byte[4]).superpacket(0);
    read[1] = VirtioHeader.GSO_NONE;
    read[6] = 25;
    assertDropped(read);
    read[7] = (byte) 0xff;
    assertDropped(read);
    read[6] = 24;
    read[7] = 0;
    assertEquals(1, cut(read).size());
  }

  @Test
  void aTcpHeaderOfWrongLengthIsDropped() {
    byte[] read = PacketBuilder.tcp4().payload(new byte[8]).superpacket(4);
    for (int words : new int[] {0, 4, 8, 15}) {
      read[VirtioHeader.LENGTH + 32] = (byte) (words << 4);
      assertDropped(read);
    }
    read[VirtioHeader.LENGTH + 32] = (byte) (7 << 4);
    assertEquals(1, cut(read).size());
  }

  @Test
  void anIpHeaderOfWrongLengthIsDropped() {
    for (int first : new int[] {0x44, 0x46, 0x4f, 0x65, 0x55, 0x05}) {
      byte[] read = superpacket(2, 0);
      read[VirtioHeader.LENGTH] = (byte) first;
      assertDropped(read);
    }
    byte[] five = PacketBuilder.udp6().payload(new byte[60]).superpacket(10);
    five[VirtioHeader.LENGTH] = 0x55;
    assertDropped(five);
    byte[] sixAsFour = PacketBuilder.tcp6().payload(new byte[60]).superpacket(10);
    sixAsFour[1] = VirtioHeader.GSO_TCPV4;
    assertDropped(sixAsFour);
    byte[] six = PacketBuilder.udp6().payload(new byte[60]).superpacket(10);
    six[6] = 39;
    assertDropped(six);
  }

  @Test
  void headersBeyondAllMeasureAreDropped() {
    for (int header : new int[] {4096, 4100}) {
      byte[] read = PacketBuilder.udp6().payload(new byte[header - 48 + 20]).superpacket(10);
      read[6] = (byte) (header - 8);
      read[7] = (byte) ((header - 8) >> 8);
      assertEquals(header > 4096 ? 0 : 2, cut(read).size());
    }
    assertEquals(1, segmenter.dropped());
  }
}
