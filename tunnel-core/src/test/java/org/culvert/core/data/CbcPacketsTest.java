package org.culvert.core.data;

import static org.culvert.core.wire.Samples.counting;
import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
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

class CbcPacketsTest {
  private static final DataFormat FORMAT = DataFormat.of(DataCipher.AES_256_CBC, DataDigest.SHA256);

  private static DataKeys keys(DataFormat format, boolean client) {
    try (var ours = KeySource.clientFrom(counting(0x00, KeySource.CLIENT_LENGTH), 0);
        var theirs = KeySource.serverFrom(counting(0x70, KeySource.SERVER_LENGTH), 0);
        var material = KeyMaterial.fromPrf(ours, theirs, Samples.CLIENT, Samples.SERVER)) {
      return material.dataKeys(0, format, client);
    }
  }

  private static DataChannel channel(DataFormat format, int peerId, boolean client) {
    DataChannel channel = new DataChannel(peerId);
    channel.install(keys(format, client));
    channel.activate(0);
    return channel;
  }

  private static byte[] seal(DataChannel channel, byte[] packet) {
    byte[] target = new byte[packet.length + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    return Arrays.copyOf(target, channel.seal(packet, 0, packet.length, target, 0));
  }

  private static int open(DataChannel channel, byte[] datagram, byte[] target) {
    return channel.open(datagram, 0, datagram.length, target, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "AES_256_CBC, SHA256, "
        + "48000007af832075feb41b6fad7be95d8c0e87205e5a5f89ff4002948970bdd9d792796e"
        + "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
        + "4909c6992960754c85722f51bd8cd57fe8eab0f8ebb75dd7965f128be0eafb47",
    "AES_128_CBC, SHA1, "
        + "48000007e685e6d72c56a500d0afd4cfe882933d90a508f5"
        + "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf"
        + "dd19e72190aa528bec52d725e7a53349e9b8261e9d296cb8ebba426f3b98711e"
  })
  void thePublishedPacketsAreOpened(DataCipher cipher, DataDigest digest, String datagram) {
    DataChannel receiver = channel(DataFormat.of(cipher, digest), 7, false);
    byte[] target = new byte[16];
    assertEquals(16, open(receiver, hex(datagram), target));
    assertArrayEquals(InBandMessage.ping(), target);
    assertEquals(DataChannel.DROPPED_REPLAY, open(receiver, hex(datagram), target));
  }

  @ParameterizedTest
  @EnumSource(DataDigest.class)
  void aSealedPacketIsWhatTheSpecificationSays(DataDigest digest) throws GeneralSecurityException {
    DataFormat format = DataFormat.of(DataCipher.AES_128_CBC, digest);
    byte[] datagram = seal(channel(format, 7, true), counting(1, 50));
    int ivAt = 4 + digest.length();
    try (DataKeys keys = keys(format, true)) {
      Mac mac = Mac.getInstance(digest.algorithm());
      mac.init(new SecretKeySpec(keys.sendHmacPart(), digest.algorithm()));
      mac.update(datagram, ivAt, datagram.length - ivAt);
      assertEquals("48000007", hex(Arrays.copyOf(datagram, 4)));
      assertEquals(hex(mac.doFinal()), hex(Arrays.copyOfRange(datagram, 4, ivAt)));
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(keys.sendKey(), "AES"),
          new IvParameterSpec(datagram, ivAt, 16));
      byte[] plain = cipher.doFinal(datagram, ivAt + 16, datagram.length - ivAt - 16);
      assertEquals("00000001" + hex(counting(1, 50)), hex(plain));
    }
  }

  @Test
  void noIvComesTwiceNotEvenUnderTheSameKey() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      DataChannel sender = channel(FORMAT, 7, true);
      for (int k = 0; k < 20; k++) {
        assertTrue(seen.add(hex(Arrays.copyOfRange(seal(sender, new byte[9]), 36, 52))));
      }
    }
  }

  @Test
  void aPacketThatDoesNotFitOrIsNoWholeNumberOfBlocksIsMalformed() {
    byte[] datagram = seal(channel(FORMAT, -1, true), new byte[100]);
    DataChannel receiver = channel(FORMAT, -1, false);
    assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, datagram, new byte[99]));
    for (int cut = 1; cut < 16; cut++) {
      byte[] shorter = Arrays.copyOf(datagram, datagram.length - cut);
      assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, shorter, new byte[200]));
    }
    for (int length : new int[] {1, 33, 49, 64}) {
      byte[] stub = Arrays.copyOf(datagram, length);
      assertEquals(DataChannel.DROPPED_MALFORMED, open(receiver, stub, new byte[200]));
    }
    assertEquals(100, open(receiver, datagram, new byte[100]));
  }

  @Test
  void eachBitOfCodeIvAndCiphertextIsProtected() {
    byte[] datagram = seal(channel(FORMAT, 7, true), counting(0, 40));
    DataChannel receiver = channel(FORMAT, 7, false);
    for (int bit = 4 * 8; bit < datagram.length * 8; bit++) {
      byte[] forged = datagram.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertEquals(DataChannel.DROPPED_NOT_AUTHENTIC, open(receiver, forged, new byte[200]));
    }
    assertEquals(40, open(receiver, datagram, new byte[200]));
  }

  @Test
  void packetIdsEndInsteadOfBeginningAgain() {
    DataChannel sender = new DataChannel(7);
    sender.install(keys(FORMAT, true), 0xffff_fffe);
    sender.activate(0);
    assertTrue(seal(sender, new byte[1]).length > 0);
    assertEquals(0, seal(sender, new byte[1]).length);
    assertTrue(sender.needsRenegotiation());
  }

  @Test
  void smallBlocksWearAKeyOutAfter64Megabytes() {
    DataFormat blowfish = new DataFormat(DataCipher.BF_CBC, Optional.of(DataDigest.SHA1), false);
    DataChannel sender = channel(blowfish, 7, true);
    byte[] packet = new byte[60_000];
    byte[] target = new byte[packet.length + 200];
    int needed = (64 << 20) / packet.length;
    for (int i = 0; i < needed; i++) {
      sender.seal(packet, 0, packet.length, target, 0);
    }
    assertFalse(sender.needsRenegotiation());
    sender.seal(packet, 0, packet.length, target, 0);
    assertTrue(sender.needsRenegotiation());
  }
}
