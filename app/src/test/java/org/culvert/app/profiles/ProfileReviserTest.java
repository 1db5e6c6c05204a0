package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another text for a stored profile. */
class ProfileReviserTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final String TEXT =
      "client\ndev tun\nremote vpn.example.org 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  @TempDir private Path folder = Path.of("");

  private ProfileStore store = new ProfileStore(Path.of(""), CLOCK);
  private ProfileReviser reviser = new ProfileReviser(store, new ProfileImporter(store, CLOCK));
  private StoredProfile office = new StoredProfile("", "", "", false, Instant.EPOCH, false);

  @BeforeEach
  void store() throws Exception {
    store = new ProfileStore(folder, CLOCK);
    reviser = new ProfileReviser(store, new ProfileImporter(store, CLOCK));
    office = store.add(draft("Office", TEXT));
  }

  private static ProfileStore.Draft draft(String name, String text) {
    return new ProfileStore.Draft(
        name,
        ProfileStore.IfTaken.REFUSE,
        text,
        KnownSecrets.ofLogin(Optional.of(new Credentials("anna", Secret.ofText("sesame")))),
        "vpn.example.org:1194",
        true);
  }

  private void revise(String text) throws Exception {
    reviser.revise(office, ProfileStore.fingerprint(TEXT), text);
  }

  private String login() throws Exception {
    Credentials login = store.known(office).login().orElseThrow();
    return login.username() + " " + new String(login.password().copyBytes(), UTF_8);
  }

  @Test
  void nameIdFavouriteAndLoginStay() throws Exception {
    store.favourite(office, true);
    StoredProfile renamed = store.rename(office, "Work");
    revise(TEXT.replace("1194", "443"));
    StoredProfile now = store.find("Work").orElseThrow();
    assertEquals(office.id(), now.id());
    assertEquals(renamed.imported(), now.imported());
    assertEquals("vpn.example.org:443", now.server());
    assertTrue(now.favourite());
    assertEquals("anna sesame", login());
  }

  @Test
  void aLoginThatIsWrittenIntoTheTextTakesThePlaceOfTheOldOneAndLeavesTheText() throws Exception {
    revise(
        TEXT.replace(
            "auth-user-pass\n", "<auth-user-pass>\nbert\nopen sesame\n</auth-user-pass>\n"));
    assertEquals("bert open sesame", login());
    assertEquals(TEXT, store.text(office));
  }

  @Test
  void aTextWithErrorsChangesNothing() throws Exception {
    ProfileException why =
        assertThrows(ProfileException.class, () -> revise(TEXT.replace("client", "clinet")));
    assertTrue(why.problem().message().startsWith("Office:1: "), why.problem().message());
    assertEquals(TEXT, store.text(office));
  }

  @Test
  void whatAnotherProgramWroteIsNotOverwritten() throws Exception {
    String other = TEXT.replace("udp", "tcp");
    Files.writeString(folder.resolve(office.id() + ".ovpn"), other);
    ChangedMeanwhileException why =
        assertThrows(ChangedMeanwhileException.class, () -> revise(TEXT.replace("1194", "443")));
    assertEquals(ProfileStore.fingerprint(other), why.fingerprint());
    assertEquals(other, store.text(office));
  }

  @Test
  void aProfileThatIsGoneDoesNotComeBack() throws Exception {
    store.remove(office);
    ProfileException why =
        assertThrows(ProfileException.class, () -> revise(TEXT.replace("1194", "443")));
    assertEquals("Office was removed meanwhile", why.problem().message());
    assertEquals(0, store.list().size());
  }
}
