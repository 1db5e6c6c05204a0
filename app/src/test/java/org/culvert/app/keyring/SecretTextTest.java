package org.culvert.app.keyring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

class SecretTextTest {
  private static String written(SecretKind kind, String user, String password) {
    return new String(
        SecretText.write(kind, new Credentials(user, Secret.ofText(password))), UTF_8);
  }

  private static Optional<String> read(SecretKind kind, String text) {
    return SecretText.read(kind, text.getBytes(UTF_8))
        .map(it -> it.username() + "|" + new String(it.password().copyBytes(), UTF_8));
  }

  @Test
  void aLoginHasTheNameInALineOfItsOwn() {
    assertEquals("änna\nsésame", written(SecretKind.LOGIN, "änna", "sésame"));
    assertEquals(Optional.of("änna|sésame"), read(SecretKind.LOGIN, "änna\nsésame"));
    assertEquals(Optional.of("anna|two\nlines"), read(SecretKind.PROXY_LOGIN, "anna\ntwo\nlines"));
    assertEquals(Optional.of("anna|"), read(SecretKind.LOGIN, "anna\n"));
  }

  @Test
  void aPassphraseIsAlone() {
    assertEquals("sesame", written(SecretKind.KEY_PASSPHRASE, "", "sesame"));
    assertEquals(Optional.of("|se\nsame"), read(SecretKind.KEY_PASSPHRASE, "se\nsame"));
  }

  @Test
  void whatSomebodyElseWroteIsNoLogin() {
    assertEquals(Optional.empty(), read(SecretKind.LOGIN, ""));
    assertEquals(Optional.empty(), read(SecretKind.LOGIN, "sesame"));
    assertEquals(Optional.empty(), read(SecretKind.LOGIN, "\nsesame"));
  }

  @Test
  void whatWasReadIsWiped() {
    byte[] text = "anna\nsesame".getBytes(UTF_8);
    SecretText.read(SecretKind.LOGIN, text);

    assertArrayEquals(new byte[text.length], text);
  }
}
