package org.culvert.app.keyring.mac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringContract;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class KeychainKeyringTest extends KeyringContract {
  private static final String ITEM =
      "kSecClass=kSecClassGenericPassword, kSecAttrService=Culvert, kSecAttrAccount=0123/login";

  private final FakeKeychain mac = new FakeKeychain();
  private final KeychainKeyring keyring = new KeychainKeyring(() -> mac);

  @Override
  protected Keyring keyring() {
    return keyring;
  }

  @AfterEach
  void everythingWasReleasedAndTheUserMayBeAsked() {
    assertEquals(0, mac.heap.alive());
    assertTrue(mac.allowsInteraction());
  }

  private static KeyringException refusal(Executable call) {
    return assertThrows(KeyringException.class, call);
  }

  private static String cause(Executable call) {
    return Optional.ofNullable(refusal(call).getCause()).map(Throwable::getMessage).orElse("none");
  }

  private Set<String> accounts() {
    return mac.items.keySet().stream().map(FakeKeychain.Name::account).collect(Collectors.toSet());
  }

  @Test
  void aFirstSecretIsAddedWithItsLabelAndTheUserInIt() throws Exception {
    store(LOGIN, "anna", "sesame");

    assertEquals(
        List.of("add {" + ITEM + ", kSecAttrLabel=" + LABEL + ", kSecValueData=anna\nsesame}"),
        mac.heard);
  }

  @Test
  void aLaterOneIsAnUpdateOfTheFirst() throws Exception {
    mac.put("Culvert", "0123/login", "old");
    store(LOGIN, "anna", "sesame");

    assertEquals(
        "update {" + ITEM + "} {kSecAttrLabel=" + LABEL + ", kSecValueData=anna\nsesame}",
        mac.heard.getLast());
    FakeKeychain.Item item = mac.item("Culvert", "0123/login");
    assertEquals(LABEL, item.label());
    assertEquals("anna\nsesame", item.secret());
  }

  @Test
  void oneSecretIsAskedForByItsWholeName() throws Exception {
    mac.put("Culvert", "0123/login", "anna\nsesame");
    mac.put("Other", "0123/login", "eve\nother");

    assertEquals("anna|sesame", read(LOGIN));
    assertEquals(
        List.of(
            "copy {" + ITEM + ", kSecMatchLimit=kSecMatchLimitOne, kSecReturnData=kCFBooleanTrue}"),
        mac.heard);
  }

  @Test
  void aProxysLoginHasTheProxyInItsAccount() throws Exception {
    store(PROXY, "ben", "two");
    store(PASSPHRASE, "", "open");

    assertEquals(Set.of("0123/proxy-login/proxy:3128", "0123/key-passphrase"), accounts());
  }

  @Test
  void whetherThereIsASecretIsToldByAttributesWithNobodyAsked() throws Exception {
    mac.put("Culvert", "0123/login", "anna\nsesame");
    mac.locked = true;
    mac.agrees = true;

    assertTrue(keyring.holds("0123"));
    assertFalse(keyring.holds("012"));
    assertEquals(0, mac.asked);
    assertEquals(
        List.of(
            "interaction false",
            "copy {kSecClass=kSecClassGenericPassword, kSecAttrService=Culvert,"
                + " kSecMatchLimit=kSecMatchLimitAll, kSecReturnAttributes=kCFBooleanTrue}",
            "interaction true"),
        mac.heard.subList(0, 3));
  }

  @Test
  void notEvenAKeychainThatWouldAskForAttributesAsks() {
    mac.put("Culvert", "0123/login", "anna\nsesame");
    mac.locked = true;
    mac.agrees = true;
    mac.hidesAttributes = true;

    assertEquals(KeyringTrouble.LOCKED, refusal(() -> keyring.holds("0123")).trouble());
    assertEquals(0, mac.asked);
  }

  @Test
  void whereTheUserCannotBeSparedNothingIsLookedFor() {
    mac.status = -4;

    KeyringException refusal = refusal(() -> keyring.holds("0123"));
    assertEquals(KeyringTrouble.FAILED, refusal.trouble());
    assertEquals(List.of("interaction false"), mac.heard);
  }

  @Test
  void whoIsAskedMayAgreeOrNot() throws Exception {
    mac.put("Culvert", "0123/login", "anna\nsesame");
    mac.locked = true;
    assertEquals(KeyringTrouble.LOCKED, refusal(() -> read(LOGIN)).trouble());
    assertEquals(KeyringTrouble.LOCKED, refusal(() -> store(LOGIN, "a", "b")).trouble());
    assertEquals(KeyringTrouble.LOCKED, refusal(() -> keyring.forget("0123")).trouble());
    assertEquals(3, mac.asked);

    mac.agrees = true;
    assertEquals("anna|sesame", read(LOGIN));
    assertTrue(keyring.forget("0123"));
    assertEquals("nothing", read(LOGIN));
  }

  @Test
  void othersAreNotForgotten() throws Exception {
    mac.put("Culvert", "0123/login", "one");
    mac.put("Culvert", "01234/login", "two");
    mac.put("Culvert", "", "not a string");
    mac.put("Other", "0123/login", "three");

    assertTrue(keyring.forget("0123"));
    assertEquals(
        List.of(
            new FakeKeychain.Name("Culvert", "01234/login"),
            new FakeKeychain.Name("Culvert", ""),
            new FakeKeychain.Name("Other", "0123/login")),
        List.copyOf(mac.items.keySet()));
  }

  @Test
  void aLoginThatSomebodyElseWroteIsNone() throws Exception {
    mac.put("Culvert", "0123/login", "sesame");

    assertEquals("nothing", read(LOGIN));
  }

  @Test
  void eachStatusHasItsTrouble() {
    Map<Integer, KeyringTrouble> troubles = new LinkedHashMap<>();
    troubles.put(-128, KeyringTrouble.LOCKED);
    troubles.put(-25293, KeyringTrouble.LOCKED);
    troubles.put(-25308, KeyringTrouble.LOCKED);
    troubles.put(-25315, KeyringTrouble.LOCKED);
    troubles.put(-25320, KeyringTrouble.LOCKED);
    troubles.put(-25291, KeyringTrouble.NO_KEYRING);
    troubles.put(-25294, KeyringTrouble.NO_KEYRING);
    troubles.put(-25307, KeyringTrouble.NO_KEYRING);
    troubles.put(-25302, KeyringTrouble.TOO_LONG);
    troubles.put(-50, KeyringTrouble.FAILED);
    troubles.put(-25295, KeyringTrouble.FAILED);
    troubles.forEach(
        (status, trouble) -> {
          mac.status = status;
          assertEquals(trouble, refusal(() -> read(LOGIN)).trouble(), status.toString());
          assertEquals(trouble, refusal(() -> store(LOGIN, "a", "b")).trouble());
        });
    mac.status = 0;
  }

  @Test
  void aFailureIsToldWithItsNumberAndWithoutASecret() {
    mac.status = -50;

    assertEquals("SecItemAdd: status -50", cause(() -> store(LOGIN, "anna", "sesame")));
    assertEquals("SecItemCopyMatching: status -50", cause(() -> read(LOGIN)));
    mac.status = 0;
  }

  @Test
  void withoutTheFrameworksItIsAnotherSystem() {
    KeychainKeyring elsewhere =
        new KeychainKeyring(
            () -> {
              throw new UnsatisfiedLinkError("Security");
            });

    KeyringException refusal = refusal(() -> elsewhere.find(LOGIN));
    assertEquals(KeyringTrouble.OTHER_SYSTEM, refusal.trouble());
    assertTrue(refusal.trouble().isAbsence());
  }
}
