package org.culvert.core.data;

import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.culvert.core.api.Secret;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.keys.KeyMaterial;
import org.culvert.core.keys.KeySource;
import org.culvert.core.wire.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DataChannelTest {
  private static final int ROOM = DataChannel.MAX_OVERHEAD + DataChannel.SPILL;

  static DataKeys keys(int keyId, DataCipher cipher, boolean client) {
    return keys(keyId, format(cipher), client);
  }

  static DataKeys keys(int keyId, DataFormat format, boolean client) {
    try (var ours = KeySource.clientFrom(counting(0x00, KeySource.CLIENT_LENGTH), 0);
        var theirs = KeySource.serverFrom(counting(0x70, KeySource.SERVER_LENGTH), 0);
        var material = KeyMaterial.fromPrf(ours, theirs, Samples.CLIENT, Samples.SERVER)) {
      return material.dataKeys(keyId, format, client);
    }
  }

  /** CBC ciphers with SHA256. */
  static DataFormat format(DataCipher cipher) {
    return cipher.isAead() ? DataFormat.of(cipher) : DataFormat.of(cipher, DataDigest.SHA256);
  }

  /** Whose ciphers are tried. */
  Sources source() {
    return Sources.JDK;
  }

  private DataChannel channel(int peerId, int keyId, DataCipher cipher, boolean client) {
    DataChannel channel = source().channel(peerId);
    channel.install(keys(keyId, cipher, client));
    channel.activate(keyId);
    return channel;
  }

  private static byte[] seal(DataChannel channel, byte[] packet) {
    byte[] target = new byte[packet.length + ROOM];
    return Arrays.copyOf(target, channel.seal(packet, 0, packet.length, target, 0));
  }

  private static int open(DataChannel channel, byte[] datagram) {
    return channel.open(datagram, 0, datagram.length, new byte[2000], 0);
  }

  private static byte[] opened(DataChannel channel, byte[] datagram) {
    byte[] target = new byte[2000];
    return Arrays.copyOf(target, channel.open(datagram, 0, datagram.length, target, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "AES_256_GCM, 7, true, 0, "
        + "4800000700000001302057c2458845feabe340c9456b8ac5da732b9c789096f0e2de97e645df7f77",
    "AES_128_GCM, 7, true, 0, "
        + "4800000700000001e7ebf1d2f3cad7e8c5b07d76a848999bbf584e85c265d2f2097ce2f71d1748ed",
    "CHACHA20_POLY1305, 7, true, 0, "
        + "4800000700000001ad8026c027393b1416b3ce29842b5e249a36de42e00b75b467426b2d0fe90477",
    "AES_256_GCM, -1, true, 0, "
        + "30000000015db7eeb0b8f483b9b2d350b8e90c54fada732b9c789096f0e2de97e645df7f77",
    "AES_256_GCM, 7, false, 1, "
        + "490000070000000107d0cc19dd750a3941e233b841d5f908f8a02a9ee2ea0f3d0f15022fc4b1abd1"
  })
  void aPingHasThePublishedBytes(
      DataCipher cipher, int peerId, boolean client, int keyId, String expected) {
    DataChannel sender = channel(peerId, keyId, cipher, client);
    DataChannel receiver = channel(peerId, keyId, cipher, !client);
    byte[] datagram = seal(sender, InBandMessage.ping());
    assertEquals(expected, hex(datagram));
    assertArrayEquals(InBandMessage.ping(), opened(receiver, datagram));
    assertEquals(keyId, receiver.newestKeyIdReceived());
  }

  @ParameterizedTest
  @EnumSource(DataCipher.class)
  void everyLengthAndEveryOverlapGivesTheSamePacket(DataCipher cipher) {
    for (int peerId : new int[] {-1, 9}) {
      DataChannel sender = channel(peerId, 0, cipher, true);
      DataChannel receiver = channel(peerId, 0, cipher, false);
      for (int length : new int[] {0, 1, 15, 16, 17, 255, 1400, 1500}) {
        for (int shift : new int[] {-24, -3, 0, 3, 8, 21, 24, 27, 40, 64}) {
          byte[] packet = counting(length, length);
          byte[] memory = new byte[length + 200];
          System.arraycopy(packet, 0, memory, 50 + shift, length);
          int sealed = sender.seal(memory, 50 + shift, length, memory, 50);
          assertEquals(length + overhead(cipher, length) + (peerId < 0 ? 1 : 4), sealed);
          int received = receiver.open(memory, 50, sealed, memory, 50 + shift);
          assertEquals(length, received);
          assertArrayEquals(packet, Arrays.copyOfRange(memory, 50 + shift, 50 + shift + length));
        }
      }
    }
  }

  private static int overhead(DataCipher cipher, int length) {
    if (cipher.isAead()) {
      return 20;
    }
    int block = cipher.blockLength();
    return 32 + block + (4 + length) / block * block + block - length;
  }

  @Test
  void openingLeavesTheDatagramAndItsNeighboursAlone() {
    byte[] datagram = seal(channel(7, 0, DataCipher.AES_256_GCM, true), counting(0, 100));
    byte[] memory = counting(3, 400);
    System.arraycopy(datagram, 0, memory, 50, datagram.length);
    byte[] before = memory.clone();
    byte[] target = counting(5, 200);
    assertEquals(
        100,
        channel(7, 0, DataCipher.AES_256_GCM, false).open(memory, 50, datagram.length, target, 20));
    assertArrayEquals(before, memory);
    assertArrayEquals(counting(0, 100), Arrays.copyOfRange(target, 20, 120));
    assertArrayEquals(counting(5, 20), Arrays.copyOf(target, 20));
    assertArrayEquals(counting(125, 80), Arrays.copyOfRange(target, 120, 200));
  }

  @Test
  void withoutAnActiveKeyNothingIsSealed() {
    DataChannel channel = source().channel(7);
    byte[] target = new byte[200];
    assertEquals(0, channel.seal(new byte[10], 0, 10, target, 0));
    channel.install(keys(2, DataCipher.AES_256_GCM, true));
    assertEquals(0, channel.seal(new byte[10], 0, 10, target, 0));
    channel.activate(2);
    assertEquals(34, channel.seal(new byte[10], 0, 10, target, 0));
    channel.retire(2);
    assertEquals(0, channel.seal(new byte[10], 0, 10, target, 0));
    assertThrows(IllegalStateException.class, () -> channel.activate(2));
  }

  @Test
  void bothKeysAreReadWhileTheSenderChanges() {
    DataChannel sender = channel(7, 0, DataCipher.AES_256_GCM, true);
    DataChannel receiver = channel(7, 0, DataCipher.AES_256_GCM, false);
    byte[] early = seal(sender, new byte[20]);
    byte[] late = seal(sender, new byte[20]);
    sender.install(keys(1, DataCipher.CHACHA20_POLY1305, true));
    receiver.install(keys(1, DataCipher.CHACHA20_POLY1305, false));
    assertEquals(20, open(receiver, early));
    assertEquals(0, receiver.newestKeyIdReceived());
    sender.activate(1);
    assertEquals(20, open(receiver, seal(sender, new byte[20])));
    assertEquals(1, receiver.newestKeyIdReceived());
    assertEquals(20, open(receiver, late));
    receiver.retire(0);
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, early));
    receiver.close();
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, seal(sender, new byte[20])));
  }

  @Test
  void everyDropHasItsCodeAndItsCounter() {
    DataChannel sender = channel(7, 0, DataCipher.AES_256_GCM, true);
    DataChannel receiver = channel(7, 0, DataCipher.AES_256_GCM, false);
    byte[] valid = seal(sender, new byte[30]);
    byte[] forged = valid.clone();
    forged[forged.length - 1] ^= 1;
    byte[] otherPeer = valid.clone();
    otherPeer[3] ^= 1;
    byte[] otherKey = valid.clone();
    otherKey[0] |= 5;
    byte[] idZero = valid.clone();
    idZero[7] = 0;
    byte[] control = valid.clone();
    control[0] = 0x20;
    assertEquals(DataChannel.DROPPED_NOT_AUTHENTIC, open(receiver, forged));
    assertEquals(DataChannel.DROPPED_NOT_AUTHENTIC, open(receiver, otherPeer));
    assertEquals(DataChannel.DROPPED_NO_KEY, open(receiver, otherKey));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, idZero));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, control));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, new byte[0]));
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, Arrays.copyOf(valid, 23)));
    assertEquals(
        DataChannel.DROPPED_MALFORMED, receiver.open(valid, 0, valid.length, new byte[29], 0));
    assertEquals(-1, receiver.newestKeyIdReceived());
    assertEquals(30, open(receiver, valid));
    assertEquals(DataChannel.DROPPED_REPLAY, open(receiver, valid));
    assertEquals(new DataCounters(0, 0, 1, 30, 5, 1, 2, 1, 0, 0), receiver.counters());
    assertEquals(new DataCounters(1, 30, 0, 0, 0, 0, 0, 0, 0, 0), sender.counters());
  }

  @Test
  void packetIdsEndInsteadOfBeginningAgain() {
    DataChannel sender = source().channel(7);
    sender.install(keys(0, DataCipher.CHACHA20_POLY1305, true), 0xfeff_fffe);
    sender.activate(0);
    assertEquals("feffffff", hex(seal(sender, new byte[1])).substring(8, 16));
    assertFalse(sender.needsRenegotiation());
    assertEquals("ff000000", hex(seal(sender, new byte[1])).substring(8, 16));
    assertTrue(sender.needsRenegotiation());
    sender.install(keys(1, DataCipher.CHACHA20_POLY1305, true), 0xffff_fffe);
    sender.activate(1);
    assertEquals("ffffffff", hex(seal(sender, new byte[1])).substring(8, 16));
    assertEquals(0, seal(sender, new byte[1]).length);
    assertEquals(0, seal(sender, new byte[1]).length);
    assertTrue(sender.needsRenegotiation());
  }

  @Test
  void onlyGcmIsLimitedByTheAmountOfData() {
    KeyUsage gcm = KeyUsage.of(DataCipher.AES_128_GCM);
    KeyUsage chacha = KeyUsage.of(DataCipher.CHACHA20_POLY1305);
    for (long used = 0; used < KeyUsage.GCM_WARNING; used += 1 + (Integer.MAX_VALUE - 15) / 16) {
      assertFalse(gcm.nearsLimit());
      gcm.add(Integer.MAX_VALUE - 15);
      chacha.add(Integer.MAX_VALUE - 15);
    }
    assertTrue(gcm.nearsLimit());
    assertFalse(chacha.nearsLimit());
  }

  @Test
  void installingTakesTheKeysOver() {
    DataKeys keys = keys(0, DataCipher.AES_256_GCM, true);
    new DataChannel(7).install(keys);
    assertThrows(IllegalStateException.class, keys::sendKey);
  }

  @ParameterizedTest
  @CsvSource({
    "AES_256_GCM, 7, 100000",
    "AES_256_GCM, -1, 20000",
    "CHACHA20_POLY1305, 7, 20000",
    "AES_128_CBC, 7, 20000",
    "BF_CBC, -1, 20000"
  })
  void mutatedPacketsAreDroppedAndChangeNothing(DataCipher cipher, int peerId, int tries) {
    DataChannel receiver = channel(peerId, 0, cipher, false);
    byte[] valid = seal(channel(peerId, 0, cipher, true), counting(0, 60));
    Random random = new Random(3);
    byte[] target = new byte[200];
    for (int i = 0; i < tries; i++) {
      byte[] bytes = Samples.mutate(valid, random);
      // The short header is not covered, nor any of CBC, but its key id must be installed.
      int covered = cipher.isAead() && peerId >= 0 ? 0 : peerId >= 0 ? 4 : 1;
      boolean same =
          bytes.length == valid.length
              && Arrays.equals(bytes, covered, bytes.length, valid, covered, valid.length);
      if (!same) {
        assertTrue(receiver.open(bytes, 0, bytes.length, target, 0) < 0);
      }
    }
    assertEquals(-1, receiver.newestKeyIdReceived());
    assertEquals(60, open(receiver, valid));
  }

  @Test
  void aRetiredKeyIsWipedEvenForThoseWhoHoldIt() {
    byte[] bytes = counting(1, 32);
    ErasableKey key = new ErasableKey("AES", bytes);
    assertArrayEquals(counting(1, 32), key.getEncoded());
    key.destroy();
    assertThrows(IllegalStateException.class, key::getEncoded);
    assertArrayEquals(new byte[32], bytes);
  }

  @Test
  void exportedMaterialServesAsWell() {
    byte[] exported = counting(9, KeyMaterial.LENGTH);
    try (var here = KeyMaterial.fromExporter(Secret.owning(exported.clone()));
        var there = KeyMaterial.fromExporter(Secret.owning(exported))) {
      DataChannel client = source().channel(0);
      client.install(here.dataKeys(4, format(DataCipher.AES_192_GCM), true));
      client.activate(4);
      DataChannel server = source().channel(0);
      server.install(there.dataKeys(4, format(DataCipher.AES_192_GCM), false));
      assertArrayEquals(counting(0, 50), opened(server, seal(client, counting(0, 50))));
    }
  }
}
