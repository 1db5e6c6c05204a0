package org.culvert.app.keyring.windows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringContract;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.sys.SecretMemory;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CredentialManagerKeyringTest extends KeyringContract {
  private static final int SESSION = 1;
  private static final int DOMAIN_PASSWORD = 2;

  private final FakeCredentialManager windows = new FakeCredentialManager();
  private final CredentialManagerKeyring keyring = new CredentialManagerKeyring(() -> windows);

  @Override
  protected Keyring keyring() {
    return keyring;
  }

  @AfterEach
  void allMemoryWasGivenBack() {
    assertEquals(0, windows.unfreed());
  }

  private static KeyringException refusal(Executable call) {
    return assertThrows(KeyringException.class, call);
  }

  private static String cause(Executable call) {
    return Optional.ofNullable(refusal(call).getCause()).map(Throwable::getMessage).orElse("none");
  }

  private void put(String target, int type, String user, String secret) {
    windows.kept.put(
        target, new FakeCredentialManager.Kept(target, type, SESSION, "", user, secret));
  }

  @Test
  void theStructureLiesAsTheHeaderDeclaresIt() {
    try (SecretMemory memory =
        CredentialLayout.write("Culvert/0123/login", LABEL, "änna", "sésame".getBytes(UTF_8))) {
      Credential credential = new Credential(memory.address());

      assertEquals(CredentialLayout.SIZE, credential.size());
      assertEquals(0, credential.flags);
      assertEquals(1, credential.type);
      assertEquals("Culvert/0123/login", Credential.text(credential.targetName));
      assertEquals(LABEL, Credential.text(credential.comment));
      assertEquals(7, credential.credentialBlobSize);
      assertArrayEquals("sésame".getBytes(UTF_8), credential.credentialBlob.getByteArray(0, 7));
      assertEquals(2, credential.persist);
      assertEquals(0, credential.attributeCount);
      assertEquals(null, credential.attributes);
      assertEquals(null, credential.targetAlias);
      assertEquals("änna", Credential.text(credential.userName));
    }
  }

  @Test
  void aPersonFindsItByItsTargetAndReadsWhatItIsIn() throws Exception {
    store(LOGIN, "anna", "sesame");
    store(PASSPHRASE, "", "open");
    store(PROXY, "ben", "two");

    assertEquals(
        Set.of(
            "Culvert/0123/login",
            "Culvert/0123/key-passphrase",
            "Culvert/0123/proxy-login/proxy:3128"),
        windows.kept.keySet());
    FakeCredentialManager.Kept login = windows.kept("Culvert/0123/login");
    assertEquals("anna", login.user());
    assertEquals(LABEL, login.comment());
    assertEquals("sesame", login.secret());
    assertEquals(CredentialLayout.GENERIC, login.type());
    assertEquals(CredentialLayout.LOCAL_MACHINE, login.persist());
    assertEquals("", windows.kept("Culvert/0123/key-passphrase").user());
  }

  @Test
  void aLabelIsCutWhereWindowsTakesNoMore() throws Exception {
    try (Secret secret = Secret.ofText("sesame")) {
      keyring.store(LOGIN, "x".repeat(254) + "🔑", new Credentials("anna", secret));
      assertEquals("x".repeat(254), windows.kept("Culvert/0123/login").comment());
      keyring.store(LOGIN, "x".repeat(300), new Credentials("anna", secret));
      assertEquals("x".repeat(255), windows.kept("Culvert/0123/login").comment());
    }
  }

  @Test
  void whatIsTooLongIsRefusedBeforeWindowsDoes() throws Exception {
    store(PASSPHRASE, "", "x".repeat(2560));
    store(LOGIN, "u".repeat(512), "sesame");
    windows.asked.clear();

    KeyringException secret = refusal(() -> store(PASSPHRASE, "", "x".repeat(2561)));
    KeyringException user = refusal(() -> store(LOGIN, "u".repeat(513), "sesame"));
    assertEquals(KeyringTrouble.TOO_LONG, secret.trouble());
    assertEquals(KeyringTrouble.TOO_LONG, user.trouble());
    assertEquals(List.of(), windows.asked);
    assertEquals("|" + "x".repeat(2560), read(PASSPHRASE));
    assertEquals("u".repeat(512) + "|sesame", read(LOGIN));
  }

  @Test
  void aLoginThatSomebodyElseWroteWithoutAUserIsNone() throws Exception {
    put("Culvert/0123/login", CredentialLayout.GENERIC, "", "sesame");
    put("Culvert/0123/key-passphrase", CredentialLayout.GENERIC, "somebody", "open");

    assertEquals("nothing", read(LOGIN));
    assertEquals("|open", read(PASSPHRASE));
  }

  @Test
  void othersAreNotForgotten() throws Exception {
    put("Culvert/0123/domain", DOMAIN_PASSWORD, "anna", "one");
    put("CULVERT/0123/LOGIN", CredentialLayout.GENERIC, "anna", "two");
    put("Culvert/01234/login", CredentialLayout.GENERIC, "anna", "three");
    put("Other/0123/login", CredentialLayout.GENERIC, "anna", "four");

    assertTrue(keyring.forget("0123"));
    assertEquals(
        Set.of("Culvert/0123/domain", "Culvert/01234/login", "Other/0123/login"),
        windows.kept.keySet());
    assertFalse(keyring.holds("0123"));
  }

  @Test
  void whetherThereIsASecretIsToldFromTheListAlone() throws Exception {
    store(LOGIN, "anna", "sesame");
    windows.asked.clear();

    assertTrue(keyring.holds("0123"));
    assertEquals(List.of("enumerate Culvert/0123/*"), windows.asked);
  }

  @Test
  void aLoginOverTheNetworkHasNoKeyring() {
    windows.error = 1312;

    assertEquals(KeyringTrouble.NO_KEYRING, refusal(() -> keyring.find(LOGIN)).trouble());
    assertEquals(KeyringTrouble.NO_KEYRING, refusal(() -> keyring.holds("0123")).trouble());
    assertEquals(KeyringTrouble.NO_KEYRING, refusal(() -> keyring.forget("0123")).trouble());
    assertEquals(KeyringTrouble.NO_KEYRING, refusal(() -> store(LOGIN, "a", "b")).trouble());
  }

  @Test
  void everyOtherErrorIsToldWithItsNumberAndWithoutASecret() throws Exception {
    store(LOGIN, "anna", "sesame");
    windows.error = 87;

    KeyringException refusal = refusal(() -> store(LOGIN, "anna", "sesame"));
    assertEquals(KeyringTrouble.FAILED, refusal.trouble());
    assertEquals("CredWriteW: error 87", cause(() -> store(LOGIN, "anna", "sesame")));
    assertEquals("CredReadW: error 87", cause(() -> read(LOGIN)));
    assertEquals("CredEnumerateW: error 87", cause(() -> keyring.forget("0123")));
  }

  @Test
  void whatWasNotFoundIsNotTakenForStored() {
    windows.error = 1168;
    assertEquals(KeyringTrouble.FAILED, refusal(() -> store(LOGIN, "a", "b")).trouble());
  }

  @Test
  void withoutTheLibraryItIsAnotherSystem() {
    CredentialManagerKeyring elsewhere =
        new CredentialManagerKeyring(
            () -> {
              throw new UnsatisfiedLinkError("Advapi32");
            });

    KeyringException refusal = refusal(() -> elsewhere.find(LOGIN));
    assertEquals(KeyringTrouble.OTHER_SYSTEM, refusal.trouble());
    assertTrue(refusal.trouble().isAbsence());
  }
}
