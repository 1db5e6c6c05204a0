package org.culvert.core.data;

import static org.culvert.core.wire.Samples.counting;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;

/** Packets in pieces; wire reference 8.10 and 14.10. */
class FragmentsTest {
  private static final int PIECE = 400;
  private static final int ROOM = DataChannel.MAX_OVERHEAD + DataChannel.SPILL;

  private static DataChannel channel(boolean client, int piece, CompressionFraming framing) {
    DataChannel channel =
        new DataChannel(
            new DataSettings(
                    7,
                    DataChannelTest.format(DataCipher.AES_128_GCM),
                    framing,
                    false,
                    RenewalLimits.NONE)
                .cutTo(piece));
    channel.install(DataChannelTest.keys(0, DataCipher.AES_128_GCM, client));
    channel.activate(0);
    return channel;
  }

  private static List<byte[]> cut(DataChannel sender, byte[] packet) {
    List<byte[]> datagrams = new ArrayList<>();
    int pieces = sender.split(packet, 0, packet.length);
    for (int i = 0; i < pieces; i++) {
      byte[] target = new byte[sender.settings().fragment() + ROOM];
      datagrams.add(Arrays.copyOf(target, sender.sealPiece(i, target, 0)));
    }
    return datagrams;
  }

  private static byte[] open(DataChannel receiver, byte[] datagram) {
    byte[] target = new byte[2000];
    return Arrays.copyOf(
        target, Math.max(0, receiver.open(datagram, 0, datagram.length, target, 0)));
  }

  @Test
  void headersHaveThePublishedBits() {
    assertEquals(0, Fragments.header(Fragments.WHOLE, 0, 0, 0));
    assertEquals(0x00000015, Fragments.header(Fragments.NOT_LAST, 5, 0, 0));
    assertEquals(0x00000415, Fragments.header(Fragments.NOT_LAST, 5, 1, 0));
    assertEquals(0x00960816, Fragments.header(Fragments.LAST, 5, 2, 1200));
    assertEquals(0x00230876, Fragments.header(Fragments.LAST, 29, 2, 280));
    assertEquals(29, Fragments.sequence(0x00230876));
    assertEquals(2, Fragments.number(0x00230876));
    assertEquals(280, Fragments.size(0x00230876));
  }

  @Test
  void everyLengthArrivesInPiecesThatAreShortEnough() {
    for (CompressionFraming framing : CompressionFraming.values()) {
      DataChannel sender = channel(true, PIECE + 3, framing);
      DataChannel receiver = channel(false, PIECE, framing);
      assertEquals(PIECE, sender.settings().fragment());
      for (int length = 1; length < 1900; length += 7) {
        byte[] packet = counting(0x45, length);
        List<byte[]> datagrams = cut(sender, packet);
        int added = framing.addsByte() ? 1 : 0;
        assertEquals((length + added + PIECE - 1) / PIECE, datagrams.size());
        for (int i = 0; i < datagrams.size() - 1; i++) {
          assertTrue(datagrams.get(i).length <= PIECE + 28);
          assertEquals(0, open(receiver, datagrams.get(i)).length);
        }
        assertArrayEquals(packet, open(receiver, datagrams.getLast()));
      }
    }
  }

  @Test
  void aMessageOfOurOwnGoesWhole() {
    DataChannel sender = channel(true, PIECE, CompressionFraming.NONE);
    DataChannel receiver = channel(false, PIECE, CompressionFraming.NONE);
    byte[] target = new byte[200];
    int length = sender.seal(InBandMessage.ping(), 0, 16, target, 0);
    assertEquals(16 + 24 + 4, length);
    assertArrayEquals(InBandMessage.ping(), open(receiver, Arrays.copyOf(target, length)));
  }

  @Test
  void aPacketOfMoreThanThirtyTwoPiecesDoesNotGoOut() {
    DataChannel sender = channel(true, 40, CompressionFraming.NONE);
    assertEquals(32, sender.split(new byte[32 * 40], 0, 32 * 40));
    assertEquals(0, sender.split(new byte[32 * 40 + 1], 0, 32 * 40 + 1));
  }

  @Test
  void piecesAreNotHeldForEver() {
    DataChannel sender = channel(true, PIECE, CompressionFraming.NONE);
    DataChannel receiver = channel(false, PIECE, CompressionFraming.NONE);
    List<byte[]> first = cut(sender, counting(1, 1000));
    List<byte[]> second = cut(sender, counting(2, 1000));
    receiver.at(1_000);
    open(receiver, first.get(0));
    open(receiver, second.get(0));
    receiver.at(10_999);
    open(receiver, first.get(1));
    assertEquals(1000, open(receiver, first.get(2)).length);
    receiver.at(11_000);
    open(receiver, second.get(1));
    assertEquals(0, open(receiver, second.get(2)).length);
  }

  /** Whatever is lost, doubled or turned round: what comes out went in, and once. */
  @Property(tries = 100)
  void nothingComesOutThatDidNotGoIn(@ForAll long seed) {
    Random random = new Random(seed);
    DataChannel sender = channel(true, 100, CompressionFraming.NONE);
    DataChannel receiver = channel(false, 100, CompressionFraming.NONE);
    List<byte[]> way = new ArrayList<>();
    List<String> sent = new ArrayList<>();
    boolean losing = random.nextBoolean();
    for (int batch = 0; batch < 40; batch++) {
      // The pieces of at most twenty packets are on the way at a time.
      for (int i = random.nextInt(20); i >= 0; i--) {
        byte[] packet = new byte[1 + random.nextInt(1900)];
        random.nextBytes(packet);
        sent.add(Arrays.toString(packet));
        for (byte[] datagram : cut(sender, packet)) {
          if (!losing || random.nextInt(10) > 0) {
            way.add(datagram);
          }
          if (random.nextInt(20) == 0) {
            way.add(datagram);
          }
        }
      }
      Collections.shuffle(way, random);
      for (byte[] datagram : way) {
        byte[] whole = open(receiver, datagram);
        if (whole.length > 0) {
          assertTrue(sent.remove(Arrays.toString(whole)), "never sent, or received before");
        }
      }
      way.clear();
      assertTrue(losing || sent.isEmpty(), () -> sent.size() + " are missing");
    }
  }

  @Property(tries = 300)
  void noHeaderHarms(@ForAll long seed) {
    Random random = new Random(seed);
    Reassembler reassembler = new Reassembler();
    for (int i = 0; i < 200; i++) {
      byte[] target = new byte[1 + random.nextInt(2000)];
      random.nextBytes(target);
      if (random.nextBoolean() && target.length > 4) {
        BigEndian.putInt(
            target,
            0,
            Fragments.header(
                random.nextInt(4), random.nextInt(4), random.nextInt(32), random.nextInt(40) * 4));
      }
      int result = reassembler.take(target, 0, random.nextInt(target.length + 1));
      assertTrue(result <= target.length);
    }
  }
}
