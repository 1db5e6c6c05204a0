package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
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
}
