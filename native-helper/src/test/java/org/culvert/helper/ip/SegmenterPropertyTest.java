package org.culvert.helper.ip;

import static org.culvert.helper.ip.PacketBuilder.CWR;
import static org.culvert.helper.ip.PacketBuilder.FIN;
import static org.culvert.helper.ip.PacketBuilder.PSH;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever a superpacket is: its pieces are the whole, and hostile ones do no harm. */
final class SegmenterPropertyTest {
  private static final HexFormat HEX = HexFormat.of();

  private final Segmenter segmenter = new Segmenter();

  private List<byte[]> cut(byte[] read) {
    return Cutting.cut(segmenter, read);
  }

  @Property(tries = 200)
  void completesTheChecksumOfAWholePacket(
      @ForAll boolean ipv4, @ForAll boolean tcp, @ForAll @Size(max = 60) byte[] payload) {
    PacketBuilder builder = PacketBuilder.of(ipv4, tcp).payload(payload);
    byte[] read = builder.superpacket(0);
    read[1] = VirtioHeader.GSO_NONE;

    List<byte[]> packets = cut(read);

    assertEquals(1, packets.size());
    assertArrayEquals(builder.build(), packets.getFirst());
  }

  /** Whatever a read holds, there is no exception, and no packet outside of it. */
  @Property(tries = 3000)
  void noReadIsTooHostile(@ForAll @Size(max = 150) byte[] tail, @ForAll byte[] virtio) {
    byte[] read = Naive.join(virtio, tail);
    long before = segmenter.dropped();

    List<byte[]> packets = cut(read);

    assertEquals(before + (packets.isEmpty() ? 1 : 0), segmenter.dropped());
    assertTrue(packets.stream().allMatch(packet -> packet.length <= Math.max(0, read.length - 10)));
  }

  /** As before, but nearly right. */
  @Property(tries = 3000)
  void noMistakeInAReadIsTooHostile(
      @ForAll boolean ipv4,
      @ForAll boolean tcp,
      @ForAll @IntRange(max = 99) int at,
      @ForAll byte value,
      @ForAll @IntRange(max = 110) int length) {
    byte[] read = PacketBuilder.of(ipv4, tcp).payload(new byte[50]).superpacket(7);
    read[at % read.length] = value;

    List<byte[]> packets = cut(Arrays.copyOf(read, Math.min(read.length, length)));

    assertTrue(packets.stream().allMatch(packet -> packet.length <= read.length));
  }

  /** What a random superpacket is cut to, put together again by what is known of it. */
  @Property(tries = 500)
  void thePiecesAreTheWhole(
      @ForAll boolean ipv4,
      @ForAll boolean tcp,
      @ForAll int seed,
      @ForAll @IntRange(min = 1, max = 2000) int gsoSize) {
    Random random = new Random(seed);
    byte[] payload = new byte[random.nextInt(Math.min(65_000, gsoSize * 64))];
    random.nextBytes(payload);
    byte[] options = new byte[4 * random.nextInt(tcp ? 11 : 1)];
    random.nextBytes(options);
    int flags = random.nextInt(256);
    int id = random.nextInt(0x10000);
    int sequence = random.nextInt();
    PacketBuilder builder =
        PacketBuilder.of(ipv4, tcp)
            .id(id)
            .fragment(random.nextBoolean() ? 0x4000 : 0)
            .service(random.nextInt(256))
            .ttl(random.nextInt(256))
            .sequence(sequence)
            .flags(flags)
            .window(random.nextInt(0x10000))
            .urgent(random.nextInt(0x10000))
            .tcpOptions(options)
            .payload(payload);
    if (ipv4 && random.nextBoolean()) {
      builder.ipOptions(HEX.parseHex("0101010101010100"));
    } else if (!ipv4 && random.nextBoolean()) {
      builder.extensionHeaders(0, HEX.parseHex(tcp ? "0600010400000000" : "1100010400000000"));
    }
    byte[] read = builder.superpacket(gsoSize);
    if (tcp && random.nextBoolean()) {
      read[1] |= (byte) VirtioHeader.GSO_ECN;
    }
    byte[] whole = builder.build();
    int header = builder.headerLength();
    int at = builder.transport();

    List<byte[]> packets = cut(read);

    assertEquals(Math.max(1, Math.ceilDiv(payload.length, gsoSize)), packets.size());
    ByteArrayOutputStream together = new ByteArrayOutputStream();
    for (int i = 0; i < packets.size(); i++) {
      byte[] packet = packets.get(i);
      Naive.assertValid(packet);
      assertEquals(header, Naive.payload(packet));
      // All that a piece may change is put back; then its header is the original's.
      byte[] restored = Arrays.copyOf(packet, header);
      if (ipv4) {
        assertEquals((id + i) & 0xffff, Naive.u16(packet, 4));
        System.arraycopy(whole, 2, restored, 2, 4);
        System.arraycopy(whole, 10, restored, 10, 2);
      } else {
        System.arraycopy(whole, 4, restored, 4, 2);
      }
      if (tcp) {
        assertEquals(sequence + together.size(), Naive.u32(packet, at + 4));
        int expected = flags;
        if (i > 0) {
          expected &= ~CWR;
        }
        if (i < packets.size() - 1) {
          expected &= ~(FIN | PSH);
        }
        assertEquals(expected, Naive.u8(packet, at + 13));
        System.arraycopy(whole, at + 4, restored, at + 4, 4);
        restored[at + 13] = whole[at + 13];
        System.arraycopy(whole, at + 16, restored, at + 16, 2);
      } else {
        System.arraycopy(whole, at + 4, restored, at + 4, 4);
      }
      assertArrayEquals(Arrays.copyOf(whole, header), restored);
      boolean last = i == packets.size() - 1;
      assertTrue(last || packet.length == header + gsoSize);
      together.writeBytes(Naive.slice(packet, header));
    }
    assertArrayEquals(payload, together.toByteArray());
  }
}
