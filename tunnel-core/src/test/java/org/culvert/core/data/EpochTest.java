package org.culvert.core.data;

import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys that change by epochs; wire reference 8.5 and 14.9. */
class EpochTest {
  private static final int ROOM = DataChannel.MAX_OVERHEAD + DataChannel.SPILL;

  /** A ping is a packet and a block. */
  private static final long TWO_PINGS = 4;

  /** Whose ciphers are tried. */
  Sources source() {
    return Sources.JDK;
  }

  private DataChannel channel(DataCipher cipher, long epoch, boolean client) {
    DataFormat format = DataFormat.epochs(cipher);
    DataChannel channel =
        new DataChannel(
            new DataSettings(
                7, format, CompressionFraming.NONE, false, new RenewalLimits(0, 0, epoch)),
            source().get());
    channel.install(DataChannelTest.keys(0, format, client));
    channel.activate(0);
    return channel;
  }

  private static byte[] seal(DataChannel channel, byte[] packet) {
    byte[] target = new byte[packet.length + ROOM];
    return Arrays.copyOf(target, channel.seal(packet, 0, packet.length, target, 0));
  }

  private static int open(DataChannel channel, byte[] datagram) {
    return channel.open(datagram, 0, datagram.length, new byte[2000], 0);
  }

  private static int epochOf(byte[] datagram) {
    return (datagram[4] & 0xff) << 8 | (datagram[5] & 0xff);
  }

  @Test
  void secretsAreExpandedAsPublished() {
    byte[] secret =
        HexFormat.of().parseHex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
    byte[] expanded = EpochChain.expand(new ErasableKey("HmacSHA256", secret), "unit test", 16);
    assertEquals("185eaa1c7f228ab8eb29773214d92046", hex(expanded));
  }

  @ParameterizedTest
  @CsvSource({
    "AES_256_GCM, true, 0, "
        + "480000070001000000000001eaec2da36de39187f7772664df86af1d75ac49ab06df63fcff272700c962c6de",
    "AES_256_GCM, true, 1, "
        + "480000070001000000000002ab512b4d6157b5e4be6573c2db579716323bcdc3c76a0e7a230aaec41afe0102",
    "AES_256_GCM, true, 2, "
        + "480000070002000000000001142d7a1e9114914457e84f5d69784260223dc0f9f7e9d34805f8e1ae312c5668",
    "CHACHA20_POLY1305, true, 0, "
        + "48000007000100000000000121dd60b69a5dde3c318b437221e2556d2ae7530b69e38e1005b5a50494a5eb75",
    "AES_256_GCM, false, 0, "
        + "480000070001000000000001a4ff3f77c4e6165eb7099f1399affbd0e7804d64119607a99902b3d2d4a05572"
  })
  void aPingHasThePublishedBytes(DataCipher cipher, boolean client, int before, String expected) {
    DataChannel sender = channel(cipher, TWO_PINGS, client);
    DataChannel receiver = channel(cipher, TWO_PINGS, !client);
    for (int i = 0; i < before; i++) {
      seal(sender, InBandMessage.ping());
    }
    byte[] datagram = seal(sender, InBandMessage.ping());
    assertEquals(expected, hex(datagram));
    byte[] target = new byte[100];
    assertEquals(16, receiver.open(datagram, 0, datagram.length, target, 0));
    assertArrayEquals(InBandMessage.ping(), Arrays.copyOf(target, 16));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_256_GCM", "AES_192_GCM", "AES_128_GCM", "CHACHA20_POLY1305"})
  void everyLengthAndEveryOverlapGivesTheSamePacket(DataCipher cipher) {
    DataChannel sender = channel(cipher, 0, true);
    DataChannel receiver = channel(cipher, 0, false);
    for (int length : new int[] {0, 1, 15, 16, 17, 255, 1400, 1500}) {
      for (int shift : new int[] {-24, -3, 0, 3, 8, 12, 24, 27, 40, 64}) {
        byte[] packet = counting(length, length);
        byte[] memory = new byte[length + 200];
        System.arraycopy(packet, 0, memory, 50 + shift, length);
        int sealed = sender.seal(memory, 50 + shift, length, memory, 50);
        assertEquals(length + 28, sealed);
        assertEquals(length + sender.settings().headerBytes(), sealed);
        assertEquals(length, receiver.open(memory, 50, sealed, memory, 50 + shift));
        assertArrayEquals(packet, Arrays.copyOfRange(memory, 50 + shift, 50 + shift + length));
      }
    }
  }

  @Test
  void theNextEpochBeginsWhenTheKeyHasCarriedItsShareAndNotBefore() {
    DataChannel sender = channel(DataCipher.AES_128_GCM, TWO_PINGS, true);
    List<Integer> epochs = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      epochs.add(epochOf(seal(sender, InBandMessage.ping())));
    }
    assertEquals(List.of(1, 1, 2, 2, 3, 3), epochs);
    assertFalse(sender.needsRenegotiation());
  }

  @Test
  void gcmIsLimitedByItselfAndChaChaIsNot() {
    assertEquals((1L << 36) - 1, RenewalLimits.NONE.epochOf(DataCipher.AES_256_GCM));
    assertEquals(Long.MAX_VALUE, RenewalLimits.NONE.epochOf(DataCipher.CHACHA20_POLY1305));
  }

  @Test
  void whatTheEpochsCarriedCountsTogetherForThePeriodicRenewal() {
    DataFormat format = DataFormat.epochs(DataCipher.AES_256_GCM);
    DataChannel sender =
        new DataChannel(
            new DataSettings(
                7, format, CompressionFraming.NONE, false, new RenewalLimits(0, 5, TWO_PINGS)));
    sender.install(DataChannelTest.keys(0, format, true));
    sender.activate(0);
    for (int i = 0; i < 4; i++) {
      seal(sender, InBandMessage.ping());
    }
    assertFalse(sender.needsRenegotiation());
    seal(sender, InBandMessage.ping());
    assertTrue(sender.needsRenegotiation());
  }

  @Test
  void aSenderFollowsThePeerAtOnce() {
    DataChannel client = channel(DataCipher.AES_256_GCM, 0, true);
    DataChannel server = channel(DataCipher.AES_256_GCM, TWO_PINGS, false);
    byte[] third = new byte[0];
    for (int i = 0; i < 5; i++) {
      third = seal(server, InBandMessage.ping());
    }
    assertEquals(1, epochOf(seal(client, new byte[10])));
    assertEquals(1, client.epoch());
    assertEquals(16, open(client, third));
    assertEquals(3, client.epoch(), "the peer has begun it");
    assertEquals(3, epochOf(seal(client, new byte[10])));
    assertEquals(10, open(server, seal(client, new byte[10])));
  }

  @Test
  void theEpochBeforeIsStillReadAndOlderOnesAreNot() {
    DataChannel sender = channel(DataCipher.AES_256_GCM, TWO_PINGS, true);
    DataChannel receiver = channel(DataCipher.AES_256_GCM, TWO_PINGS, false);
    List<byte[]> sealed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sealed.add(seal(sender, InBandMessage.ping()));
    }
    assertEquals(16, open(receiver, sealed.get(0)));
    assertEquals(16, open(receiver, sealed.get(2)));
    assertEquals(16, open(receiver, sealed.get(1)));
    assertEquals(DataChannel.DROPPED_REPLAY, open(receiver, sealed.get(1)));
    // Epoch 3 is skipped: it is as gone as epoch 1.
    assertEquals(16, open(receiver, sealed.get(6)));
    assertEquals(16, open(receiver, sealed.get(3)));
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, sealed.get(4)));
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, sealed.get(1)));
  }

  @Test
  void onlySixteenEpochsAheadAreReadAndAForgedOneMovesNothing() {
    DataChannel sender = channel(DataCipher.AES_256_GCM, 2, true);
    DataChannel receiver = channel(DataCipher.AES_256_GCM, 2, false);
    List<byte[]> sealed = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      sealed.add(seal(sender, InBandMessage.ping()));
    }
    byte[] forged = sealed.get(16).clone();
    forged[20] ^= 1;
    assertEquals(DataChannel.DROPPED_NOT_AUTHENTIC, open(receiver, forged));
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, sealed.get(17)));
    assertEquals(1, epochOf(seal(receiver, new byte[1])));
    assertEquals(16, open(receiver, sealed.get(0)));
    assertEquals(16, open(receiver, sealed.get(16)));
    assertEquals(16, open(receiver, sealed.get(32)));
    assertEquals(DataChannel.DROPPED_REPLAY, open(receiver, sealed.get(16)));
    assertEquals(33, epochOf(seal(receiver, new byte[1])));
  }

  @Test
  void malformedOnesAreDropped() {
    DataChannel receiver = channel(DataCipher.AES_256_GCM, 0, false);
    byte[] valid = seal(channel(DataCipher.AES_256_GCM, 0, true), counting(0, 30));
    byte[] epochZero = valid.clone();
    epochZero[5] = 0;
    byte[] counterZero = valid.clone();
    counterZero[11] = 0;
    byte[] shortHeader = valid.clone();
    shortHeader[0] = 0x30;
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, epochZero));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, counterZero));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, shortHeader));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, Arrays.copyOf(valid, 27)));
    assertEquals(
        DataChannel.DROPPED_MALFORMED, receiver.open(valid, 0, valid.length, new byte[29], 0));
    assertEquals(30, open(receiver, valid));
  }

  @ParameterizedTest
  @EnumSource(
      value = DataCipher.class,
      names = {"AES_256_GCM", "CHACHA20_POLY1305"})
  void mutatedPacketsAreDroppedAndChangeNothing(DataCipher cipher) {
    DataChannel receiver = channel(cipher, 0, false);
    byte[] valid = seal(channel(cipher, 0, true), counting(0, 60));
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Samples.mutate(valid, random);
      if (!Arrays.equals(bytes, valid)) {
        assertTrue(open(receiver, bytes) < 0);
      }
    }
    assertEquals(60, open(receiver, valid));
  }

  @Test
  void epochsEndInsteadOfBeginningAgain() {
    DataChannel sender = channel(DataCipher.AES_256_GCM, 1, true);
    int last = 0;
    int late = 0;
    for (byte[] datagram = seal(sender, new byte[1]);
        datagram.length > 0;
        datagram = seal(sender, new byte[1])) {
      last = epochOf(datagram);
      if (late == 0 && sender.needsRenegotiation()) {
        late = last;
      }
    }
    assertEquals(0xf000, late);
    assertEquals(0xffff - 17, last);
    assertEquals(0, seal(sender, new byte[1]).length);
  }

  /** Whatever a network does, a packet is taken once, and what is new enough is taken. */
  @Property(tries = 60)
  void noPacketIsTakenTwiceAndNoneOfTheNewestIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    DataCipher cipher =
        random.nextBoolean() ? DataCipher.AES_128_GCM : DataCipher.CHACHA20_POLY1305;
    DataChannel[] sides = {
      channel(cipher, 2 + random.nextInt(100), true),
      channel(cipher, 2 + random.nextInt(100), false)
    };
    int[] newestTaken = {0, 0};
    int[] newestSent = {0, 0};
    Set<String> taken = new HashSet<>();
    Set<String> sent = new HashSet<>();
    List<List<byte[]>> onTheWay = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < 200; round++) {
      int side = random.nextInt(2);
      List<byte[]> way = onTheWay.get(side);
      for (int i = random.nextInt(20); i > 0; i--) {
        byte[] datagram = seal(sides[side], new byte[random.nextInt(64)]);
        assertTrue(sent.add(side + hex(Arrays.copyOf(datagram, 12))), "a number came twice");
        int epoch = epochOf(datagram);
        assertTrue(epoch >= newestSent[side] && epoch >= newestTaken[side]);
        newestSent[side] = epoch;
        for (int copies = random.nextInt(3); copies > 0; copies--) {
          way.add(datagram);
        }
      }
      Collections.shuffle(way, random);
      int other = 1 - side;
      for (int i = random.nextInt(way.size() + 1); i > 0; i--) {
        byte[] datagram = way.removeLast();
        int epoch = epochOf(datagram);
        boolean first = !taken.contains(other + hex(datagram));
        int result = open(sides[other], datagram);
        if (result >= 0) {
          assertTrue(first, "taken twice");
          taken.add(other + hex(datagram));
        } else {
          assertTrue(!first || epoch < newestTaken[other] || epoch > newestTaken[other] + 16);
        }
        newestTaken[other] = result >= 0 ? Math.max(newestTaken[other], epoch) : newestTaken[other];
      }
      if (random.nextInt(10) == 0) {
        way.clear();
      }
    }
  }

  @Test
  void aRetiredKeyLeavesNothingToOpenOrSealWith() {
    DataChannel channel = channel(DataCipher.AES_256_GCM, 0, false);
    byte[] valid = seal(channel(DataCipher.AES_256_GCM, 0, true), counting(0, 60));
    channel.retire(0);
    assertEquals(DataChannel.DROPPED_NO_KEY, open(channel, valid));
    assertEquals(0, seal(channel, new byte[3]).length);
  }

  @Test
  void theChainForgetsWhatItCameFrom() {
    byte[] first = counting(1, 32);
    EpochChain chain = new EpochChain(DataCipher.AES_256_GCM, first);
    chain.next();
    assertArrayEquals(new byte[32], first);
    chain.destroy();
    assertThrows(IllegalStateException.class, chain::next);
  }
}
