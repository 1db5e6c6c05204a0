package org.culvert.helper.linux.gcrypt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.bench.OwnPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the machine's libgcrypt: fails where there is none of 1.10 or later (libgcrypt20). */
class GcryptProviderTest {
  private static final String GCM = "AES/GCM/NoPadding";
  private static final int TAG = 16;
  private static final int LONGEST = 9000;
  private static final int LENGTH = 1400;
  private static final int AT = 64;
  private static final int ROUNDS = 20_000;

  private final Cipher ours = cipher();

  private static Cipher cipher() {
    try {
      return Cipher.getInstance(GCM, GcryptProvider.load());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static SecretKeySpec key(int length, int seed) {
    byte[] key = new byte[length];
    Arrays.fill(key, (byte) seed);
    return new SecretKeySpec(key, "AES");
  }

  private static GCMParameterSpec nonce(int number) {
    byte[] nonce = new byte[12];
    nonce[0] = (byte) (number >> Byte.SIZE);
    nonce[1] = (byte) number;
    return new GCMParameterSpec(Byte.SIZE * TAG, nonce);
  }

  @Test
  void itPassesTheCheckAndIsPreferred() {
    CipherSource source = CipherSource.preferring("libgcrypt", GcryptProvider::load);
    assertEquals(Optional.empty(), source.obstacle());
    assertTrue(source.carrier().startsWith("libgcrypt 1."), source.carrier());
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32})
  void everyLengthIsWhatTheJdkSealsAndIsOpened(int keyLength) throws Exception {
    Cipher jdk = Cipher.getInstance(GCM, "SunJCE");
    byte[] plain = new byte[LONGEST];
    new Random(1).nextBytes(plain);
    SecretKeySpec key = key(keyLength, 5);
    for (int length = 0; length <= LONGEST; length += length < 600 ? 1 : 97) {
      byte[] expected = sealed(jdk, key, length, plain, length);
      assertArrayEquals(expected, sealed(ours, key, length, plain, length));
      ours.init(Cipher.DECRYPT_MODE, key, nonce(length));
      ours.updateAAD(plain, 1, 8);
      assertArrayEquals(Arrays.copyOf(plain, length), ours.doFinal(expected));
    }
  }

  private static byte[] sealed(
      Cipher cipher, SecretKeySpec key, int number, byte[] data, int length) throws Exception {
    cipher.init(Cipher.ENCRYPT_MODE, key, nonce(number));
    cipher.updateAAD(data, 1, 8);
    return cipher.doFinal(data, 0, length);
  }

  @Test
  void nothingIsWrittenOfWhatIsNotAuthentic() throws Exception {
    SecretKeySpec key = key(32, 5);
    byte[] sealed = sealed(ours, key, 1, filled(LENGTH), LENGTH);
    sealed[LENGTH - 1] ^= 1;
    byte[] target = filled(LENGTH + 2);
    ours.init(Cipher.DECRYPT_MODE, key, nonce(1));
    ours.updateAAD(filled(LENGTH), 1, 8);
    assertThrows(
        AEADBadTagException.class, () -> ours.doFinal(sealed, 0, sealed.length, target, 1));
    assertArrayEquals(filled(LENGTH + 2), target);
  }

  @Test
  void aNonceIsNotSealedWithTwice() throws Exception {
    SecretKeySpec key = key(16, 5);
    sealed(ours, key, 1, filled(LENGTH), LENGTH);
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> sealed(ours, key, 1, filled(LENGTH), LENGTH));
    // Another key may have it.
    sealed(ours, key(16, 6), 1, filled(LENGTH), LENGTH);
  }

  @Test
  void whatIsNoAesKeyIsRefusedAndLeavesNothingToTheNextPacket() throws Exception {
    SecretKeySpec key = key(16, 5);
    sealed(ours, key, 1, filled(LENGTH), LENGTH);
    assertThrows(
        ProviderException.class, () -> sealed(ours, key(17, 5), 2, filled(LENGTH), LENGTH));
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> sealed(ours, key, 1, filled(LENGTH), LENGTH));
    assertSealsRight(key, 3);
  }

  @Test
  void openingInBetweenDoesNotAllowANonceAgain() throws Exception {
    SecretKeySpec key = key(16, 5);
    byte[] sealed = sealed(ours, key, 1, filled(LENGTH), LENGTH);
    ours.init(Cipher.DECRYPT_MODE, key, nonce(1));
    ours.updateAAD(filled(LENGTH), 1, 8);
    assertArrayEquals(filled(LENGTH), ours.doFinal(sealed));
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> sealed(ours, key, 1, filled(LENGTH), LENGTH));
  }

  @Test
  void aHeaderWithoutAPacketLeavesNothingToTheNextPacket() throws Exception {
    SecretKeySpec key = key(32, 5);
    ours.init(Cipher.ENCRYPT_MODE, key, nonce(1));
    ours.updateAAD(filled(LENGTH), 1, 8);
    assertSealsRight(key, 2);
    ours.init(Cipher.DECRYPT_MODE, key, nonce(3));
    ours.updateAAD(filled(LENGTH), 1, 8);
    assertThrows(AEADBadTagException.class, () -> ours.doFinal(new byte[3]));
    assertSealsRight(key(32, 6), 4);
  }

  private void assertSealsRight(SecretKeySpec key, int number) throws Exception {
    Cipher jdk = Cipher.getInstance(GCM, "SunJCE");
    assertArrayEquals(
        sealed(jdk, key, number, filled(LENGTH), LENGTH),
        sealed(ours, key, number, filled(LENGTH), LENGTH));
  }

  @Test
  void nothingIsWrittenWhereThereIsNoRoom() throws Exception {
    ours.init(Cipher.ENCRYPT_MODE, key(16, 5), nonce(1));
    byte[] target = filled(LENGTH);
    assertThrows(
        ShortBufferException.class, () -> ours.doFinal(filled(LENGTH), 0, LENGTH, target, 0));
    assertArrayEquals(filled(LENGTH), target);
  }

  @Test
  void aProcessorWithoutInstructionsForItIsLeftToOthers(@TempDir Path folder) throws Exception {
    Path processors = folder.resolve("cpuinfo");
    Files.writeString(processors, "processor\t: 0\nflags\t\t: fpu sse2 pclmulqdq\n");
    ProviderException refusal =
        assertThrows(ProviderException.class, () -> GcryptProvider.requireInstructions(processors));
    assertEquals("this processor has no instructions for AES-GCM", refusal.getMessage());
    Files.writeString(processors, "processor\t: 0\nFeatures\t: fp asimd aes pmull\n");
    GcryptProvider.requireInstructions(processors);
    Files.delete(processors);
    assertThrows(ProviderException.class, () -> GcryptProvider.requireInstructions(processors));
  }

  @Test
  void otherParametersAreRefused() {
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> ours.init(Cipher.ENCRYPT_MODE, key(16, 5), new GCMParameterSpec(96, new byte[12])));
    assertThrows(
        InvalidAlgorithmParameterException.class,
        () -> ours.init(Cipher.ENCRYPT_MODE, key(16, 5), new GCMParameterSpec(128, new byte[16])));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPacketCostsNothingInTheHeap(boolean epochs) {
    CipherSource source = CipherSource.preferring("libgcrypt", GcryptProvider::load);
    DataFormat format =
        epochs ? DataFormat.epochs(DataCipher.AES_256_GCM) : DataFormat.of(DataCipher.AES_256_GCM);
    DataSettings settings =
        new DataSettings(7, format, CompressionFraming.NONE, false, RenewalLimits.NONE);
    DataChannel channel = OwnPeer.channel(settings, source);
    byte[] memory = new byte[LENGTH + 200];
    byte[] target = new byte[LENGTH + 200];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    for (int i = 0; i < 2 * ROUNDS; i++) {
      if (i == ROUNDS) {
        before = threads.getCurrentThreadAllocatedBytes();
      }
      int start = AT - channel.settings().inFront();
      int sealed = channel.seal(memory, AT, LENGTH, memory, start);
      assertEquals(LENGTH, channel.open(memory, start, sealed, target, AT));
    }
    long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / ROUNDS;
    assertTrue(bytes < 1, () -> bytes + " bytes to seal and open a packet");
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }
}
