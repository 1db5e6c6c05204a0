package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileStoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir private Path folder = Path.of("");

  @Test
  void whatIsStoredIsFoundAgainWhateverTheCase() throws Exception {
    StoredProfile stored = store().add(draft("Büro = 1", "client\n"));
    assertEquals(List.of(stored), store().list());
    assertEquals(Optional.of(stored), store().find("bÜRO = 1"));
    assertEquals("client\n", store().text(stored));
    assertEquals(Optional.of(stored), findText("client\n"));
    assertEquals(Instant.parse("2026-01-02T03:04:05Z"), stored.imported());
  }

  @Test
  void aDateInWordsIsUnderstood() throws Exception {
    StoredProfile stored = store().add(draft("a", "client\n"));
    Path file = profiles().resolve(stored.id() + ".properties");
    String text = Files.readString(file);
    String written = "imported=" + stored.imported().toEpochMilli();
    assertTrue(text.contains(written), text);
    Files.writeString(file, text.replace(written, "imported=2026-01-02T03\\:04\\:05Z"));
    assertEquals(List.of(stored), store().list());
  }

  @Test
  void anotherStoreOfThisProcessWaitsUntilAChangeIsMade() throws Exception {
    CompletableFuture<StoredProfile> other = new CompletableFuture<>();
    boolean waited =
        store()
            .change(
                () -> {
                  Thread.startVirtualThread(
                      () -> {
                        try {
                          other.complete(store().add(draft("a", "client\n")));
                        } catch (Exception e) {
                          other.completeExceptionally(e);
                        }
                      });
                  return !ended(other, 200);
                });
    assertTrue(waited, "it did not wait");
    assertEquals("a", other.get(10, TimeUnit.SECONDS).name());
  }

  private Optional<StoredProfile> findText(String text) throws IOException {
    return Optional.ofNullable(store().byText().get(ProfileStore.fingerprint(text)));
  }

  private static boolean ended(CompletableFuture<?> future, long millis) {
    try {
      future.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | InterruptedException e) {
      return true;
    }
  }

  @Test
  void onlyTheOwnerCanReadIt() throws Exception {
    store().add(draft("a", "client\n"));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(profiles())));
    try (Stream<Path> files = Files.list(profiles())) {
      for (Path file : files.toList()) {
        assertEquals(
            "rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
            file.toString());
      }
    }
  }

  @Test
  void aFolderThatWasOpenIsClosed() throws Exception {
    Files.createDirectories(profiles());
    Files.setPosixFilePermissions(profiles(), PosixFilePermissions.fromString("rwxr-xr-x"));
    store().add(draft("a", "client\n"));
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(profiles())));
  }

  @Test
  void aTakenNameGetsANumberUnlessItWasAskedFor() throws Exception {
    store().add(draft("a", "1"));
    assertEquals("A 2", store().add(draft("A", "2")).name());
    assertEquals("a 3", store().add(draft("a", "3")).name());
    var exact =
        new ProfileStore.Draft(
            "a", ProfileStore.IfTaken.REFUSE, "4", KnownSecrets.NONE, "s", false);
    assertThrows(ProfileException.class, () -> store().add(exact));
    assertEquals(3, store().list().size());
  }

  @Test
  void aLoginIsKeptBesideAndRemovedWithTheProfile() throws Exception {
    var draft =
        new ProfileStore.Draft(
            "a",
            ProfileStore.IfTaken.NUMBER,
            "client\n",
            new KnownSecrets(
                Optional.of(new Credentials("ann", Secret.ofText("pä ss"))),
                Optional.empty(),
                Optional.of(Secret.ofText("unlock")),
                Optional.empty()),
            "s",
            true);
    StoredProfile stored = store().add(draft);
    KnownSecrets known = store().known(stored);
    assertArrayEquals("unlock".getBytes(UTF_8), known.passphrase().orElseThrow().copyBytes());
    Credentials login = known.login().orElseThrow();
    assertEquals("ann", login.username());
    assertArrayEquals("pä ss".getBytes(UTF_8), login.password().copyBytes());
    assertFalse(draft.toString().contains("client"));

    store().remove(stored);
    store().remove(stored);
    assertEquals(List.of(), store().list());
    try (Stream<Path> files = Files.list(profiles())) {
      assertEquals(List.of(".lock"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void whatADeadProcessLeftAndStrangersFilesAreNoProfiles() throws Exception {
    store().add(draft("a", "client\n"));
    Files.writeString(profiles().resolve("0123.ovpn"), "half");
    Files.writeString(profiles().resolve("x.properties"), "name=\\u00zz");
    Files.writeString(profiles().resolve("y.properties"), "");
    assertEquals(1, store().list().size());
  }

  @Test
  void aStrangersFileInAnotherEncodingHidesNoProfile() throws Exception {
    store().add(draft("a", "client\n"));
    Files.write(profiles().resolve("z.properties"), new byte[] {'n', '=', (byte) 0xE4});
    assertEquals(1, store().list().size());
  }

  @Test
  void whatCannotBeReadHidesNoProfile() throws Exception {
    StoredProfile stored = store().add(draft("a", "client\n"));
    Files.createDirectory(profiles().resolve("x.properties"));
    Path loop = profiles().resolve("y.properties");
    Files.createSymbolicLink(loop, loop);
    assertEquals(List.of(stored), store().list());
    assertEquals(Optional.of(stored), findText("client\n"));
  }

  @Test
  void aTextThatCannotBeReadHindersNoImport() throws Exception {
    StoredProfile broken = store().add(draft("a", "client\n"));
    StoredProfile gone = store().add(draft("b", "client\nverb 1\n"));
    StoredProfile good = store().add(draft("c", "client\nverb 3\n"));
    Files.write(profiles().resolve(broken.id() + ".ovpn"), new byte[] {'c', (byte) 0xE4});
    Path text = profiles().resolve(gone.id() + ".ovpn");
    Files.delete(text);
    Files.createDirectory(text);
    assertEquals(Optional.of(good), findText("client\nverb 3\n"));
    assertEquals(Optional.empty(), findText("client\n"));
  }

  @Test
  void anOrderThatCannotBeReadHidesNoProfile() throws Exception {
    StoredProfile stored = store().add(draft("a", "client\n"));
    Files.createDirectory(profiles().resolve("order"));
    assertEquals(List.of(stored), store().list());
  }

  @Test
  void aProfileThatWasRemovedMeanwhileIsNotBroughtBackByANewName() throws Exception {
    StoredProfile stored = store().add(draft("a", "client\n"));
    store().remove(stored);
    assertThrows(ProfileException.class, () -> store().rename(stored, "b"));
    assertEquals(List.of(), store().list());
  }

  @Test
  void aNewNameTakesNothingBackThatWasReplacedMeanwhile() throws Exception {
    StoredProfile stored = store().add(draft("a", "client\n"));
    store()
        .add(
            new ProfileStore.Draft(
                "a", ProfileStore.IfTaken.REPLACE, "client\n#", KnownSecrets.NONE, "new:1", true));
    assertEquals("new:1", store().rename(stored, "b").server());
  }

  @Test
  void aProfileWithoutItsTextHindersNoImport() throws Exception {
    StoredProfile broken = store().add(draft("a", "client\n"));
    StoredProfile good = store().add(draft("b", "client\nverb 3\n"));
    Files.delete(profiles().resolve(broken.id() + ".ovpn"));
    assertEquals(Optional.of(good), findText("client\nverb 3\n"));
    assertEquals(Optional.empty(), findText("client\n"));
  }

  @Test
  void anEmptyStoreNeedsNoFolder() throws Exception {
    assertEquals(List.of(), store().list());
    assertFalse(Files.exists(profiles()));
  }

  @Test
  void theFolderFollowsTheDesktopsConvention() {
    assertEquals(
        Path.of("/home/ann/.local/share/culvert/profiles"),
        ProfileStore.folder(Map.of(), "/home/ann"));
    assertEquals(
        Path.of("/tmp/home/.local/share/culvert/profiles"),
        ProfileStore.folder(Map.of("HOME", "/tmp/home"), "/home/ann"));
    assertEquals(
        Path.of("/data/culvert/profiles"),
        ProfileStore.folder(Map.of("XDG_DATA_HOME", "/data"), "/home/ann"));
    assertEquals(
        Path.of("/home/ann/.local/share/culvert/profiles"),
        ProfileStore.folder(Map.of("XDG_DATA_HOME", "data"), "/home/ann"));
  }

  @ParameterizedTest
  @CsvSource({
    "office,office",
    "a/b\\c,a-b-c",
    "--all,all",
    "'  two  words ','two words'",
    "'',profile",
    "..,profile",
    "..hidden,..hidden",
    "tab\there,tab here",
    "\u202Eevil,evil",
  })
  void namesAreCleaned(String wanted, String name) {
    assertEquals(name, ProfileNames.clean(wanted));
  }

  @Test
  void aNumberBehindALongNameMakesItNoLonger() throws Exception {
    String name = "\uD83D\uDD11".repeat(99) + "x";
    assertEquals(name, store().add(draft(name, "client\n")).name());
    assertEquals(
        "\uD83D\uDD11".repeat(98) + " 2", store().add(draft(name, "client\nverb 3\n")).name());
    assertEquals(
        "\uD83D\uDD11".repeat(98) + " 3", store().add(draft(name, "client\nverb 4\n")).name());
    assertEquals("a 2", ProfileNames.numbered("a" + " ".repeat(97) + "b", 2));
  }

  @Test
  void aFileNamesItsProfile() {
    assertEquals("office", ProfileNames.ofFile("/a/b/office.ovpn"));
    assertEquals("office.v2", ProfileNames.ofFile("office.v2.conf"));
    assertTrue(ProfileNames.clean("x".repeat(500)).length() <= 100);
  }

  private ProfileStore store() {
    return new ProfileStore(profiles(), CLOCK);
  }

  private Path profiles() {
    return folder.resolve("data").resolve("profiles");
  }

  private static ProfileStore.Draft draft(String name, String text) {
    return new ProfileStore.Draft(
        name, ProfileStore.IfTaken.NUMBER, text, KnownSecrets.NONE, "s:1", false);
  }
}
