package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names, copies and the order of what is stored. */
class ProfileOrderTest {
  @TempDir private Path folder = Path.of("");
  private ProfileStore store = new ProfileStore(folder, Clock.systemUTC());

  @BeforeEach
  void openStore() {
    store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
  }

  private StoredProfile add(String name) throws Exception {
    return store.add(draft(name, "text of " + name));
  }

  private static ProfileStore.Draft draft(String name, String text) {
    return new ProfileStore.Draft(
        name, ProfileStore.IfTaken.NUMBER, text, KnownSecrets.NONE, "s:1", false);
  }

  private static ProfileStore.Draft replacing(String name, String text) {
    return new ProfileStore.Draft(
        name, ProfileStore.IfTaken.REPLACE, text, KnownSecrets.NONE, "s:1", false);
  }

  private List<String> names() throws Exception {
    return store.list().stream().map(StoredProfile::name).toList();
  }

  @Test
  void favouritesComeFirstThenWhatWasPlacedThenTheRestByName() throws Exception {
    StoredProfile a = add("a");
    StoredProfile b = add("b");
    add("c");
    add("d");
    StoredProfile e = add("e");
    store.place(List.of(b, a));
    store.favourite(e, true);
    assertEquals(List.of("e", "b", "a", "c", "d"), names());
    assertTrue(store.find("e").orElseThrow().favourite());
    store.favourite(e, false);
    assertEquals(List.of("b", "a", "c", "d", "e"), names());
  }

  @Test
  void anotherNameKeepsThePlaceAndTheId() throws Exception {
    StoredProfile a = add("a");
    StoredProfile z = add("z");
    store.place(List.of(z, a));
    StoredProfile renamed = store.rename(z, " new/name ");
    assertEquals("new-name", renamed.name());
    assertEquals(z.id(), renamed.id());
    assertEquals(List.of("new-name", "a"), names());
    assertEquals("text of z", store.text(renamed));
    assertEquals("New-Name", store.rename(renamed, "New-Name").name(), "other letters alone");
    assertThrows(ProfileException.class, () -> store.rename(a, "NEW-NAME"));
  }

  @Test
  void whatTakesAPlaceKeepsNameAndIdAndNothingOfTheOldSecrets() throws Exception {
    StoredProfile old =
        store.add(
            new ProfileStore.Draft(
                "a",
                ProfileStore.IfTaken.REFUSE,
                "old",
                new KnownSecrets(
                    Optional.of(new Credentials("ann", Secret.ofText("x"))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                "s:1",
                true));
    StoredProfile now = store.add(replacing("A", "new"));
    assertEquals(old.id(), now.id());
    assertEquals("a", now.name());
    assertEquals("new", store.text(now));
    assertEquals(Optional.empty(), store.known(now).login());
  }

  @Test
  void whatLeadsToOtherServersKeepsThePlaceButNotTheIdThatSecretsAreSavedUnder() throws Exception {
    StoredProfile a = store.add(draft("a", profile("vpn.example.org")));
    StoredProfile z = add("z");
    store.place(List.of(z, a));
    store.favourite(a, true);
    StoredProfile same = store.add(replacing("a", profile("vpn.example.org") + "verb 3\n"));
    assertEquals(a.id(), same.id());

    StoredProfile now = store.add(replacing("a", profile("vpn.example.net")));
    assertNotEquals(a.id(), now.id());
    assertEquals(List.of(now.id(), z.id()), store.list().stream().map(StoredProfile::id).toList());
    assertTrue(store.list().getFirst().favourite());
  }

  @Test
  void aProxyThatIsNewIsAnotherServerToo() throws Exception {
    StoredProfile a = store.add(draft("a", profile("vpn.example.org")));
    assertNotEquals(
        a.id(),
        store
            .add(
                replacing(
                    "a",
                    profile("vpn.example.org").replace("udp", "tcp")
                        + "http-proxy proxy.example.net 3128\n"))
            .id());
  }

  @Test
  void whatTakesAnotherForTheServerIsNotGivenTheSavedSecretsEither() throws Exception {
    String text = profile("vpn.example.org");
    for (String other :
        List.of(text.replace("00\n", "11\n"), text + "verify-x509-name other name\n")) {
      StoredProfile before = store.add(replacing("a", text));
      assertNotEquals(before.id(), store.add(replacing("a", other)).id(), other);
    }
  }

  @Test
  void anotherAuthorityForTheServerIsAnotherServerToo() throws Exception {
    for (List<String> blocks :
        List.of(List.of(ca("one"), ca("other")), List.of(pkcs12(1), pkcs12(2)))) {
      StoredProfile before = store.add(replacing("a", known(blocks.getFirst())));
      StoredProfile same = store.add(replacing("a", known("verb 3\n" + blocks.getFirst())));
      assertEquals(before.id(), same.id());
      assertNotEquals(same.id(), store.add(replacing("a", known(blocks.getLast()))).id());
    }
  }

  private static String known(String by) {
    return "client\ndev tun\nremote vpn.example.org 1194 udp\nremote-cert-tls server\n"
        + "auth-user-pass\n"
        + by;
  }

  private static String ca(String name) throws IOException {
    try (InputStream file =
        ProfileOrderTest.class.getResourceAsStream("authority-" + name + ".crt")) {
      return "<ca>\n" + new String(Objects.requireNonNull(file).readAllBytes(), UTF_8) + "</ca>\n";
    }
  }

  /** A file that begins as one does, which is all that is seen without its passphrase. */
  private static String pkcs12(int content) {
    byte[] file = new byte[64];
    file[0] = 0x30;
    file[63] = (byte) content;
    return "<pkcs12>\n" + Base64.getMimeEncoder().encodeToString(file) + "\n</pkcs12>\n";
  }

  @Test
  void aReplacementThatFailsMidwayChangesNothing() throws Exception {
    StoredProfile a = store.add(draft("a", profile("vpn.example.org")));
    store.place(List.of(a));
    // As on a full disk: the order cannot be written.
    Files.createDirectories(folder.resolve("profiles/.order.draft/x"));
    assertThrows(
        IOException.class,
        () -> store.addAll(List.of(draft("b", "b"), replacing("a", profile("vpn.example.net")))));
    assertEquals(List.of(a), store.list());
    assertEquals(profile("vpn.example.org"), store.text(a));
  }

  @Test
  void whatCannotBeUndoneKeepsNothingElseFromBeingUndone() throws Exception {
    StoredProfile a = store.add(draft("a", profile("vpn.example.org")));
    store.place(List.of(a));
    Files.createDirectories(folder.resolve("profiles/.order.draft/x"));
    Files.createDirectories(folder.resolve("profiles/." + a.id() + ".ovpn.draft/x"));
    IOException failed =
        assertThrows(
            IOException.class,
            () ->
                store.addAll(List.of(draft("b", "b"), replacing("a", profile("vpn.example.net")))));
    assertEquals(1, failed.getSuppressed().length);
    assertEquals(List.of(a), store.list());
    assertEquals(profile("vpn.example.org"), store.text(a));
  }

  @Test
  void whatLedElsewhereIsUndoneWhenALaterOneFails() throws Exception {
    StoredProfile a = store.add(draft("a", profile("vpn.example.org")));
    store.favourite(a, true);
    ProfileStore.Draft taken =
        new ProfileStore.Draft(
            "b", ProfileStore.IfTaken.REFUSE, "x", KnownSecrets.NONE, "s:1", false);
    add("b");
    add("b 2");
    assertThrows(
        ProfileException.class,
        () -> store.addAll(List.of(replacing("a", profile("vpn.example.net")), taken)));
    assertEquals(profile("vpn.example.org"), store.text(store.find("a").orElseThrow()));
    assertEquals(a.id(), store.find("a").orElseThrow().id());
    assertTrue(store.find("a").orElseThrow().favourite());
    assertEquals(List.of("a", "b", "b 2"), names());
  }

  private static String profile(String host) {
    return "client\ndev tun\nremote "
        + host
        + " 1194 udp\npeer-fingerprint "
        + "00:".repeat(31)
        + "00\n";
  }

  @Test
  void anOrderThatIsDamagedIsMadeAnew() throws Exception {
    StoredProfile a = add("a");
    Path order = folder.resolve("profiles").resolve("order");
    Files.write(order, new byte[] {(byte) 0xE4, 0});
    assertEquals(List.of("a"), names());
    store.favourite(a, true);
    assertTrue(store.list().getFirst().favourite());
  }

  @Test
  void severalAreStoredOrNone() throws Exception {
    StoredProfile a = add("a");
    // A folder where the text of the second would go: it cannot be written.
    ProfileStore.Draft impossible =
        new ProfileStore.Draft(
            "b", ProfileStore.IfTaken.REFUSE, "b", KnownSecrets.NONE, "s:1", false);
    add("b");
    assertThrows(
        ProfileException.class,
        () -> store.addAll(List.of(draft("A", "new"), draft("c", "c"), impossible)));
    assertEquals(List.of("a", "b"), names());
    assertEquals("text of a", store.text(a));
  }

  @Test
  void whatWasReplacedComesBackWhenALaterOneFails() throws Exception {
    StoredProfile a = add("a");
    ProfileStore.Draft unnamed =
        new ProfileStore.Draft(
            "x", ProfileStore.IfTaken.REFUSE, "x", KnownSecrets.NONE, "s:1", false);
    assertThrows(
        ProfileException.class,
        () -> store.addAll(List.of(replacing("A", "new"), unnamed, unnamed)));
    assertEquals("text of a", store.text(a));
    assertEquals(List.of("a"), names());
  }

  @Test
  void eachIsReplacedOnceAndTheSecondOfANameGetsANumber() throws Exception {
    add("a");
    assertEquals(
        List.of("a", "a 2", "b"),
        store
            .addAll(List.of(replacing("a", "1"), replacing("a", "2"), replacing("b", "3")))
            .stream()
            .map(StoredProfile::name)
            .toList());
  }

  @Test
  void theOrderOfANewerVersionIsLeftAlone() throws Exception {
    StoredProfile a = add("a");
    Path order = folder.resolve("profiles").resolve("order");
    Files.writeString(order, "culvert-profile-order 2\nsomething else\n");
    assertEquals(List.of("a"), names());
    assertThrows(IOException.class, () -> store.favourite(a, true));
    assertTrue(Files.readString(order).contains("something else"));
    assertFalse(store.list().getFirst().favourite());
  }
}
