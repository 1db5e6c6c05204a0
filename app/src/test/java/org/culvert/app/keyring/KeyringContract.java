package org.culvert.app.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

/** What every keyring does, whatever it keeps its secrets in. */
public abstract class KeyringContract {
  protected static final String LABEL = "Culvert: login of Office";
  protected static final SecretName LOGIN = SecretName.login("0123");
  protected static final SecretName PASSPHRASE = SecretName.passphrase("0123");
  protected static final SecretName PROXY = SecretName.proxyLogin("0123", "proxy:3128");

  /** The one to look at; open and empty when a test begins. */
  protected abstract Keyring keyring();

  protected final void store(SecretName name, String user, String password)
      throws KeyringException {
    try (Secret secret = Secret.ofText(password)) {
      keyring().store(name, LABEL, new Credentials(user, secret));
    }
  }

  protected final String read(SecretName name) throws KeyringException {
    Optional<Credentials> found = keyring().find(name);
    return found
        .map(
            it ->
                it.username() + "|" + new String(it.password().copyBytes(), StandardCharsets.UTF_8))
        .orElse("nothing");
  }

  @Test
  void whatIsStoredIsFoundUnderItsNameAlone() throws Exception {
    assertEquals("nothing", read(LOGIN));
    store(LOGIN, "anna", "sésame öffne dich 🔑");
    store(PASSPHRASE, "", "open");
    store(PROXY, "bén@corp 🔑", "");

    assertEquals("anna|sésame öffne dich 🔑", read(LOGIN));
    assertEquals("|open", read(PASSPHRASE));
    assertEquals("bén@corp 🔑|", read(PROXY));
    assertEquals("nothing", read(SecretName.login("4567")));
    assertEquals("nothing", read(SecretName.proxyLogin("0123", "other:3128")));
  }

  @Test
  void aLaterOneTakesThePlaceOfTheFirst() throws Exception {
    store(LOGIN, "anna", "a longer old one");
    store(LOGIN, "ben", "new");

    assertEquals("ben|new", read(LOGIN));
    assertTrue(keyring().forget("0123"));
    assertEquals("nothing", read(LOGIN));
    assertFalse(keyring().forget("0123"));
  }

  @Test
  void manyLengthsComeBackAsTheyWere() throws Exception {
    for (int length = 0; length < 40; length++) {
      store(PASSPHRASE, "", "x".repeat(length));
      assertEquals("|" + "x".repeat(length), read(PASSPHRASE));
    }
  }

  @Test
  void aProfileIsForgottenWhole() throws Exception {
    store(LOGIN, "anna", "one");
    store(PASSPHRASE, "", "two");
    store(PROXY, "ben", "three");
    store(SecretName.login("01234"), "eve", "four");
    assertTrue(keyring().holds("0123"));
    assertFalse(keyring().holds("012"));
    assertTrue(keyring().forget("0123"));

    assertFalse(keyring().holds("0123"));
    assertFalse(keyring().forget("0123"));
    assertEquals("nothing", read(PROXY));
    assertEquals("eve|four", read(SecretName.login("01234")));
  }

  @Test
  void whatIsStoredStaysTheCallersAndWhatIsFoundIsNew() throws Exception {
    try (Secret secret = Secret.ofText("sesame")) {
      keyring().store(LOGIN, LABEL, new Credentials("anna", secret));
      assertEquals("sesame", new String(secret.copyBytes(), StandardCharsets.UTF_8));
    }
    keyring().find(LOGIN).orElseThrow().password().wipe();
    assertEquals("anna|sesame", read(LOGIN));
  }
}
