package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import org.culvert.core.keys.DataCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ciphers keep the nonce that they were given, and compare the next one with it. */
class PacketCipherTest {
  private static final int LENGTH = 100;

  private static PacketKey key(DataCipher cipher) {
    return new PacketKey(cipher, new byte[32], new byte[8]);
  }

  private static int seal(PacketCipher cipher, PacketKey key, long number)
      throws GeneralSecurityException {
    byte[] target = new byte[LENGTH + PacketCipher.TAG];
    return cipher.process(key, number, new byte[4], 0, 4, new byte[LENGTH], 0, LENGTH, target, 0);
  }

  @ParameterizedTest
  @CsvSource({"AES_256_GCM, JDK", "AES_256_GCM, NATIVE", "CHACHA20_POLY1305, NATIVE"})
  void sealingTwiceWithOneNumberIsRefusedAndTheNextNumberIsNot(DataCipher kind, Sources source)
      throws Exception {
    PacketCipher cipher = new PacketCipher(Cipher.ENCRYPT_MODE, kind, source.get());
    PacketKey key = key(kind);
    for (long number = 1; number < 10; number++) {
      long used = number;
      assertEquals(LENGTH + PacketCipher.TAG, seal(cipher, key, number));
      assertThrows(GeneralSecurityException.class, () -> seal(cipher, key, used));
    }
  }

  @ParameterizedTest
  @CsvSource({"AES_256_GCM, JDK", "AES_256_GCM, NATIVE", "CHACHA20_POLY1305, NATIVE"})
  void aWipedKeyIsRefusedAndTheNextOneIsNot(DataCipher kind, Sources source) throws Exception {
    PacketCipher cipher = new PacketCipher(Cipher.ENCRYPT_MODE, kind, source.get());
    PacketKey wiped = key(kind);
    seal(cipher, wiped, 1);
    wiped.destroy();
    PacketKey fresh = key(kind);
    for (long number = 2; number < 10; number++) {
      long refused = number;
      assertThrows(IllegalStateException.class, () -> seal(cipher, wiped, refused));
      assertEquals(LENGTH + PacketCipher.TAG, seal(cipher, fresh, number));
    }
  }

  @ParameterizedTest
  @CsvSource({"AES_256_GCM, JDK", "AES_256_GCM, NATIVE", "CHACHA20_POLY1305, NATIVE"})
  void aPacketThatIsTooShortOrHasNoRoomDoesNotMixUpTheKeys(DataCipher kind, Sources source)
      throws Exception {
    byte[] plain = new byte[LENGTH];
    byte[] sealed = new byte[LENGTH + PacketCipher.TAG];
    PacketKey[] keys = {key(kind), new PacketKey(kind, filled(32), new byte[8])};
    PacketCipher opener = new PacketCipher(Cipher.DECRYPT_MODE, kind, source.get());
    for (int turn = 0; turn < 4; turn++) {
      PacketKey key = keys[turn % 2];
      int number = turn;
      new PacketCipher(Cipher.ENCRYPT_MODE, kind, CipherSource.jdk())
          .process(key, number, new byte[4], 0, 4, plain, 0, LENGTH, sealed, 0);
      assertThrows(
          AEADBadTagException.class,
          () -> opener.process(key, number, new byte[4], 0, 4, sealed, 0, 15, plain, 0));
      assertThrows(
          ShortBufferException.class,
          () ->
              opener.process(
                  key, number, new byte[4], 0, 4, sealed, 0, sealed.length, new byte[9], 0));
      assertEquals(
          LENGTH,
          opener.process(key, number, new byte[4], 0, 4, sealed, 0, sealed.length, plain, 0));
    }
  }

  @ParameterizedTest
  @CsvSource({"AES_256_GCM, JDK", "AES_256_GCM, NATIVE", "CHACHA20_POLY1305, NATIVE"})
  void aRetiredOneSealsNothingMore(DataCipher kind, Sources source) throws Exception {
    PacketCipher cipher = new PacketCipher(Cipher.ENCRYPT_MODE, kind, source.get());
    PacketKey key = new PacketKey(kind, filled(32), new byte[8]);
    seal(cipher, key, 1);
    cipher.retire();
    cipher.retire();
    assertThrows(IllegalStateException.class, () -> seal(cipher, key, 2));
  }

  @Test
  void aRetiredOneIsGivenZerosInsteadOfItsKey() throws Exception {
    List<byte[]> keys = new ArrayList<>();
    CipherSource source =
        CipherSource.checked("telling", () -> FaultyGcm.telling(key -> keys.add(key.getEncoded())));
    PacketCipher cipher = new PacketCipher(Cipher.ENCRYPT_MODE, DataCipher.AES_256_GCM, source);
    seal(cipher, new PacketKey(DataCipher.AES_256_GCM, filled(32), new byte[8]), 1);
    assertArrayEquals(filled(32), keys.getLast());
    cipher.retire();
    assertArrayEquals(new byte[32], keys.getLast());
  }

  /** Whoever uses it gets a packet or the exception, and the key is gone in the end. */
  @Test
  void oneThatIsRetiredInTheMidstOfItsPacketsForgetsItsKeyAsWell() throws Exception {
    Deque<byte[]> keys = new ConcurrentLinkedDeque<>();
    CipherSource source =
        CipherSource.checked("telling", () -> FaultyGcm.telling(key -> keys.add(key.getEncoded())));
    for (int round = 0; round < 50; round++) {
      keys.clear();
      PacketCipher cipher = new PacketCipher(Cipher.ENCRYPT_MODE, DataCipher.AES_256_GCM, source);
      PacketKey key = new PacketKey(DataCipher.AES_256_GCM, filled(32), new byte[8]);
      CountDownLatch begun = new CountDownLatch(1);
      FutureTask<Boolean> user =
          new FutureTask<>(
              () -> {
                long number = 0;
                while (true) {
                  seal(cipher, key, ++number);
                  begun.countDown();
                }
              });
      Thread thread = Thread.ofPlatform().start(user);
      begun.await();
      cipher.retire();
      thread.join();
      ExecutionException end = assertThrows(ExecutionException.class, user::get);
      assertInstanceOf(IllegalStateException.class, end.getCause());
      assertArrayEquals(new byte[32], keys.getLast());
    }
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return bytes;
  }
}
