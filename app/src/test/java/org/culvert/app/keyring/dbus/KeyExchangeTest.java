package org.culvert.app.keyring.dbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.freedesktop.dbus.DBusPath;
import org.junit.jupiter.api.Test;

class KeyExchangeTest {
  private static final DBusPath PATH = new DBusPath("/session/1");
  private static final byte[] SECRET = {'o', 'p', 'e', 'n', 0, -1};

  private static SecretKey key() throws GeneralSecurityException {
    return new KeyExchange().agree(new KeyExchange().publicKey());
  }

  @Test
  void bothSidesHaveTheSameKeyOf128Bits() throws Exception {
    KeyExchange one = new KeyExchange();
    KeyExchange other = new KeyExchange();
    SecretKey key = one.agree(other.publicKey());

    assertArrayEquals(key.getEncoded(), other.agree(one.publicKey()).getEncoded());
    assertEquals(16, key.getEncoded().length);
    assertFalse(Arrays.equals(key.getEncoded(), key().getEncoded()));
  }

  @Test
  void aPublicKeyHasNoByteForASign() throws Exception {
    for (int i = 0; i < 8; i++) {
      byte[] key = new KeyExchange().publicKey();
      assertTrue(key.length <= 128 && key[0] != 0);
    }
  }

  @Test
  void numbersThatGiveTheKeyAwayAreRefused() throws Exception {
    KeyExchange ours = new KeyExchange();
    for (byte[] bad : new byte[][] {{}, {0}, {1}}) {
      assertThrows(GeneralSecurityException.class, () -> ours.agree(bad));
    }
  }

  @Test
  void whatIsSealedIsOpenedWithTheSameKeyAlone() throws Exception {
    SecretKey key = key();
    SealedSecret sealed = new AesSession(PATH, key).seal(SECRET);

    assertEquals(16, sealed.value.length);
    assertArrayEquals(SECRET, new AesSession(PATH, key).open(sealed));
    SecretKey other = key();
    try {
      // One in 256 wrong keys leaves a padding that looks right.
      assertFalse(Arrays.equals(SECRET, new AesSession(PATH, other).open(sealed)));
    } catch (UnreadableSecretException e) {
      assertFalse(String.valueOf(e.getMessage()).contains("open\0"));
    }
  }

  @Test
  void theSameSecretNeverLooksTheSame() throws Exception {
    AesSession session = new AesSession(PATH, key());

    assertFalse(Arrays.equals(session.seal(SECRET).value, session.seal(SECRET).value));
  }

  @Test
  void whatIsNoSealedSecretIsRefused() throws Exception {
    AesSession session = new AesSession(PATH, key());

    for (int length : new int[] {0, 1, 15, 17}) {
      SealedSecret odd = new SealedSecret(PATH, new byte[length], new byte[length], "text/plain");
      assertThrows(UnreadableSecretException.class, () -> session.open(odd));
    }
  }

  @Test
  void aPlainSecretIsOnlyCopied() {
    PlainSession session = new PlainSession(PATH);
    SealedSecret sealed = session.seal(SECRET);

    assertArrayEquals(SECRET, session.open(sealed));
    assertFalse(sealed.toString().contains("open"));
  }
}
