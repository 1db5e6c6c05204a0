package org.culvert.app.profiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.profiles.RemovedProfiles.Removed;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovedProfilesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @TempDir Path folder = Path.of("");

  private final SetClock clock = new SetClock();
  private ProfileStore store = new ProfileStore(Path.of(""), clock);

  @BeforeEach
  void openStore() {
    store = new ProfileStore(folder, clock);
  }

  private StoredProfile add(String name, String text) throws Exception {
    return store.add(
        new ProfileStore.Draft(
            name,
            ProfileStore.IfTaken.REFUSE,
            text,
            new KnownSecrets(
                Optional.of(new Credentials("anna", Secret.ofText("sesame"))),
                Optional.empty(),
                Optional.of(Secret.ofText("open")),
                Optional.empty()),
            "vpn.example.org:1194",
            true));
  }

  private List<String> kept() throws IOException {
    return store.removed().list().stream().map(each -> each.profile().name()).toList();
  }

  private List<Path> filesOf(String id) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().contains(id)).toList();
    }
  }

  @Test
  void oneComesBackWholeInItsPlace() throws Exception {
    StoredProfile office = add("office", "client\n");
    add("alpha", "client\nverb 3\n");
    store.place(List.of(office));
    List<StoredProfile> before = store.list();
    store.removed().take(office, "settings");
    assertEquals(List.of("alpha"), store.list().stream().map(StoredProfile::name).toList());

    Removed removed = store.removed().find("OFFICE").orElseThrow();
    assertEquals("settings", removed.settings());
    assertEquals(office, store.removed().restore(removed));
    assertEquals(before, store.list());
    assertEquals("client\n", store.text(office));
    KnownSecrets known = store.known(office);
    assertEquals("anna", known.login().orElseThrow().username());
    assertTrue(known.passphrase().isPresent());
    assertFalse(Files.exists(store.removed().folder()));
  }

  @Test
  void oneWithADamagedOrMissingTextGoesAndComesBackAsItWas() throws Exception {
    StoredProfile damaged = add("damaged", "client\n");
    StoredProfile bare = add("bare", "client\n");
    byte[] text = {'c', (byte) 0xE4, '\n'};
    Path file = Files.write(folder.resolve(damaged.id() + ".ovpn"), text);
    Files.delete(folder.resolve(bare.id() + ".ovpn"));
    List<StoredProfile> before = store.list();
    Removed one = store.removed().take(damaged, "");
    Removed other = store.removed().take(bare, "");
    assertEquals(List.of(), store.list());

    store.removed().restore(one);
    store.removed().restore(other);
    assertEquals(before, store.list());
    assertArrayEquals(text, Files.readAllBytes(file));
    assertTrue(store.known(bare).login().isPresent());
  }

  @Test
  void onlyTheOwnerCanReadThem() throws Exception {
    store.removed().take(add("office", "client\n"), "");
    Path kept = store.removed().folder();
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    try (Stream<Path> files = Files.list(kept)) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void afterItsTimeNothingOfOneIsLeft() throws Exception {
    StoredProfile office = add("office", "client\n");
    store.removed().take(office, "");
    clock.now = clock.now.plus(RemovedProfiles.KEPT).minus(MINUTE);
    store.removed().take(add("late", "client\n"), "");
    store.removed().forgetOld();
    assertEquals(List.of("late", "office"), kept());

    clock.now = clock.now.plus(MINUTE);
    assertEquals(List.of("late"), kept());
    store.removed().forgetOld();
    assertEquals(List.of(), filesOf(office.id()));
    assertEquals(List.of("late"), kept());
    clock.now = clock.now.plus(RemovedProfiles.KEPT);
    store.removed().forgetOld();
    assertFalse(Files.exists(store.removed().folder()));
  }

  @Test
  void whatAProcessLeftThatDiedIsDeleted() throws Exception {
    store.removed().take(add("office", "client\n"), "");
    Path kept = store.removed().folder();
    Path text = Files.writeString(kept.resolve("0123.ovpn"), "<key>");
    Path draft = Files.writeString(kept.resolve(".4567.ovpn.draft"), "<key>");
    store.removed().forgetOld();
    assertFalse(Files.exists(text));
    assertFalse(Files.exists(draft));
    assertEquals(List.of("office"), kept());
  }

  @Test
  void aRemovalThatDidNotComeToItsEndIsNone() throws Exception {
    StoredProfile office = add("office", "client\n");
    store.removed().take(office, "");
    Path kept = store.removed().folder();
    for (Path file : filesOf(office.id())) {
      Files.copy(file, folder.resolve(kept.relativize(file)));
    }
    assertEquals(List.of(), kept());
    assertEquals(List.of(office), store.list());
  }

  @Test
  void oneWhoseNameIsTakenGetsANumber() throws Exception {
    store.removed().take(add("office", "client\n"), "");
    add("Office", "client\nverb 3\n");
    Removed removed = store.removed().find("office").orElseThrow();
    assertEquals("office 2", store.removed().restore(removed).name());
  }

  @Test
  void theLastOfAnAmbiguousNameIsMeant() throws Exception {
    store.removed().take(add("office", "client\n"), "first");
    clock.now = clock.now.plus(MINUTE);
    store.removed().take(add("office", "client\n"), "second");
    assertEquals("second", store.removed().find("office").orElseThrow().settings());

    assertTrue(store.removed().delete("Office"));
    assertFalse(store.removed().delete("office"));
    assertFalse(Files.exists(store.removed().folder()));
  }
}
