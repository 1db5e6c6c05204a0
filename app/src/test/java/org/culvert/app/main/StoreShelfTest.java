package org.culvert.app.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.RemovedProfiles;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.imports.Defect;
import org.culvert.app.ui.imports.ImportPreview;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreShelfTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.com\npeer-fingerprint " + "00:".repeat(31) + "00\n";

  @TempDir Path folder;

  private SettingsStore settings = SettingsStore.NONE;
  private StoreShelf shelf = shelf(Path.of("unused"));

  @BeforeEach
  void openStore() {
    settings = new SettingsFile(folder.resolve("config"), Clock.systemUTC());
    shelf = shelf(folder.resolve("profiles"));
  }

  private StoreShelf shelf(Path where) {
    ProfileStore store = new ProfileStore(where, Clock.systemUTC());
    return new StoreShelf(store, new ProfileImporter(store, Clock.systemUTC()), settings);
  }

  private Inspection.Found look(Path... files) throws IOException {
    return assertInstanceOf(
        Inspection.Found.class,
        shelf.inspect(Arrays.stream(files).<ImportSource>map(ImportSource.File::new).toList()));
  }

  private ImportPreview preview(String name, String text) throws IOException {
    return look(Files.writeString(folder.resolve(name), text)).previews().getFirst();
  }

  private void importText(String name, String text) throws IOException {
    look(Files.writeString(folder.resolve(name), text))
        .store(List.of(new Inspection.Wanted(0, name.replace(".ovpn", ""))), false);
  }

  @Test
  void aDefectNamesItsLineWithoutTheWholePath() throws IOException {
    ImportPreview.Bad rejected =
        assertInstanceOf(
            ImportPreview.Bad.class,
            preview("broken.ovpn", "client\nremote vpn.example.com 99999999\n"));

    assertEquals("broken.ovpn", rejected.file());
    assertEquals("broken.ovpn:2", rejected.defects().getFirst().where());
    assertTrue(shelf.list().isEmpty());
  }

  @Test
  void everyDefectOfAProfileIsTold() throws IOException {
    ImportPreview.Bad rejected =
        assertInstanceOf(
            ImportPreview.Bad.class,
            preview("broken.ovpn", "client\nremote vpn.example.com 99999999\nproto sctp\n"));

    assertEquals(
        List.of("broken.ovpn:2", "broken.ovpn:3"),
        rejected.defects().stream().limit(2).map(Defect::where).toList());
  }

  @Test
  void theWarningsOfAGoodProfileAreTold() throws IOException {
    ImportPreview.Good imported =
        assertInstanceOf(ImportPreview.Good.class, preview("good.ovpn", GOOD + "up /bin/true\n"));

    assertTrue(
        imported.warnings().stream().anyMatch(warning -> warning.where().equals("good.ovpn:5")),
        imported::toString);
  }

  @Test
  void aProfileThatIsGoneIsToldInTheUsersLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMAN);
    try {
      IOException gone = assertThrows(IOException.class, () -> shelf.text("Office"));
      assertEquals("Office wurde inzwischen entfernt", gone.getMessage());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aFileThatIsNotThereIsRejected() throws IOException {
    ImportPreview.Bad bad =
        assertInstanceOf(
            ImportPreview.Bad.class, look(folder.resolve("missing.ovpn")).previews().getFirst());
    assertEquals("missing.ovpn", bad.file());
  }

  @Test
  void aPreviewTellsServersSignInAndThePathThatCheckPredicts() throws IOException {
    ImportPreview.Good good =
        assertInstanceOf(
            ImportPreview.Good.class,
            preview(
                "office.ovpn",
                GOOD
                    + "remote 2001:db8::5 443 tcp\nauth-user-pass\n"
                    + "static-challenge \"Your token\" 1\n"));

    assertEquals(List.of("vpn.example.com:1194 (UDP)", "[2001:db8::5]:443 (TCP)"), good.servers());
    assertEquals(
        new ImportPreview.SignIn(false, true, false, Optional.of("Your token")), good.signIn());
    assertEquals(
        new ImportPreview.ExpectedPath(
            new DataPathInfo("kernel", PathReason.of(PathReasonCode.PROFILE_FITS)), false),
        good.path());
    assertTrue(shelf.list().isEmpty(), "looking stores nothing");
  }

  @Test
  void whetherAllServersThatMatterAreReachedByTcpIsTold() throws IOException {
    String tcp = GOOD.replace("vpn.example.com", "vpn.example.com 443 tcp");
    assertTrue(good("tcp.ovpn", tcp).path().onlyTcp());
    assertFalse(good("both.ovpn", tcp + "remote vpn.example.com 1194 udp\n").path().onlyTcp());
    assertFalse(good("neither.ovpn", GOOD + "passtos\n").path().onlyTcp());
  }

  private ImportPreview.Good good(String name, String text) throws IOException {
    return assertInstanceOf(ImportPreview.Good.class, preview(name, text));
  }

  @Test
  void theSameContentIsNamedWhetherStoredOrTwiceInOneImport() throws IOException {
    importText("office.ovpn", GOOD);
    Path one = Files.writeString(folder.resolve("one.ovpn"), GOOD);
    Path two = Files.writeString(folder.resolve("two.ovpn"), GOOD + "verb 3\n");
    Path three = Files.writeString(folder.resolve("three.ovpn"), GOOD + "verb 3\n");

    assertEquals(
        List.of(Optional.of("office"), Optional.empty(), Optional.of("two")),
        look(one, two, three).previews().stream()
            .map(preview -> ((ImportPreview.Good) preview).same())
            .toList());
  }

  @Test
  void aPastedProfileIsNamedAfterItsServer() throws IOException {
    Inspection.Found found =
        assertInstanceOf(
            Inspection.Found.class, shelf.inspect(List.of(new ImportSource.Text(GOOD))));
    assertEquals("vpn.example.com", ((ImportPreview.Good) found.previews().getFirst()).name());
  }

  @Test
  void aReplacedProfileKeepsItsPlaceAndWhatTheKeyringKnowsItBy() throws IOException {
    importText("office.ovpn", GOOD);
    importText("alpha.ovpn", GOOD + "verb 1\n");
    shelf.favourite("office", true);
    Optional<String> id = shelf.secretsId("office");
    look(Files.writeString(folder.resolve("office.ovpn"), GOOD + "verb 4\n"))
        .store(List.of(new Inspection.Wanted(0, "Office")), true);

    assertEquals(id, shelf.secretsId("office"));
    assertTrue(shelf.text("office").contains("verb 4"));
    assertEquals(
        List.of("office", "alpha"), shelf.list().stream().map(StoredProfile::name).toList());
  }

  @Test
  void aRemovedProfileComesBackToItsPlace() throws IOException {
    importText("alpha.ovpn", GOOD);
    importText("beta.ovpn", GOOD + "verb 1\n");
    importText("gamma.ovpn", GOOD + "verb 2\n");
    shelf.favourite("gamma", true);
    shelf.place(List.of("gamma", "beta", "alpha"));
    shelf.remove("gamma").run();
    shelf.remove("beta").run();

    assertEquals(
        List.of("gamma", "beta", "alpha"), shelf.list().stream().map(StoredProfile::name).toList());
    assertTrue(shelf.list().getFirst().favourite());
  }

  @Test
  void aCopyHasItsOwnNameAndText() throws IOException {
    importText("office.ovpn", GOOD);
    assertEquals("office 2", shelf.duplicate("office"));
    assertEquals(shelf.text("office"), shelf.text("office 2"));
    assertThrows(IOException.class, () -> shelf.rename("office 2", "OFFICE"));
    shelf.rename("office 2", "Office at home");
    assertEquals(2, shelf.list().size());
  }

  @Test
  void secretsAreKeptUnderAnIdThatNoLaterProfileHas() throws IOException {
    importText("office.ovpn", GOOD);
    Optional<String> id = shelf.secretsId("office");
    assertTrue(id.isPresent());
    ProfileShelf.Undo undo = shelf.remove("office");
    importText("office.ovpn", GOOD);
    assertNotEquals(id, shelf.secretsId("office"));
    assertEquals("office 2", undo.run());
    assertEquals(id, shelf.secretsId("office 2"));
  }

  @Test
  void whatTheWindowRemovedComesBackByACommandWithItsSettings() throws Exception {
    importText("office.ovpn", GOOD);
    settings.change(
        _ -> Settings.USUAL.withProfile("office", wish -> wish.withConnectOnStart(true)));
    shelf.remove("office").loginForgotten();
    assertEquals(List.of(), shelf.list());

    RemovedProfiles removed =
        new ProfileStore(folder.resolve("profiles"), Clock.systemUTC()).removed();
    RemovedProfiles.Removed office = removed.find("office").orElseThrow();
    assertTrue(Overrides.parse(office.settings()).connectOnStart());
    assertTrue(office.loginForgotten());
    removed.restore(office);
    assertEquals(GOOD, shelf.text("office"));
  }

  @Test
  void settingsThatCannotBeReadKeepNoProfileFromBeingRemoved() throws IOException {
    importText("office.ovpn", GOOD);
    Files.createDirectories(folder.resolve("config/settings.json"));
    shelf.remove("office");
    assertEquals(List.of(), shelf.list());
  }

  @Test
  void damagedSettingsStayWhereTheyAreWhenAProfileIsRemoved() throws IOException {
    importText("office.ovpn", GOOD);
    Path file = Files.createDirectories(folder.resolve("config")).resolve("settings.json");
    Files.writeString(file, "{");
    shelf.remove("office");
    assertEquals(List.of(), shelf.list());
    assertEquals("{", Files.readString(file));
    assertThrows(IOException.class, settings::read, "nobody takes the usual for what was chosen");
  }

  @Test
  void aNameIsTakenAlsoWhereItIsWrittenInAnotherWay() throws IOException {
    importText("a-b.ovpn", GOOD);
    Inspection.Found found = look(Files.writeString(folder.resolve("c.ovpn"), GOOD + "verb 3\n"));
    assertTrue(found.isTaken(" A/b "));
    assertFalse(found.isTaken("a b"));
  }

  @Test
  void secretsOfAProfileThatWantsThemForgottenAreNotKept() throws IOException {
    importText("office.ovpn", GOOD + "auth-nocache\n");
    assertEquals(Optional.empty(), shelf.secretsId("office"));
  }

  @Test
  void whatAnImportTakesBackIsNeverSeen() throws Exception {
    Path where = folder.resolve("profiles");
    Queue<Runnable> meanwhile = new ArrayDeque<>();
    ProfileStore store =
        new ProfileStore(
            where,
            new TickingClock(() -> Optional.ofNullable(meanwhile.poll()).ifPresent(Runnable::run)));
    StoreShelf own = new StoreShelf(store, new ProfileImporter(store, Clock.systemUTC()), settings);
    store.add(draft("office", "vpn.example.com"));
    List<StoredProfile> before = own.list();

    CompletableFuture<List<StoredProfile>> seen = new CompletableFuture<>();
    meanwhile.add(() -> {});
    meanwhile.add(() -> look(own, seen));
    assertThrows(
        ProfileException.class,
        () ->
            store.addAll(
                List.of(
                    draft("office", ProfileStore.IfTaken.REPLACE, "elsewhere.example.com"),
                    draft("new", "vpn.example.com"),
                    draft("new", "vpn.example.com"))));

    assertEquals(before, seen.get(20, TimeUnit.SECONDS));
    assertEquals(before, own.list());
  }

  private static ProfileStore.Draft draft(String name, String server) {
    return draft(name, ProfileStore.IfTaken.REFUSE, server);
  }

  private static ProfileStore.Draft draft(
      String name, ProfileStore.IfTaken ifTaken, String server) {
    return new ProfileStore.Draft(
        name, ifTaken, GOOD.replace("vpn.example.com", server), KnownSecrets.NONE, server, false);
  }

  /** Gives it the time to look. */
  private static void look(StoreShelf shelf, CompletableFuture<List<StoredProfile>> seen) {
    Thread looking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    seen.complete(shelf.list());
                  } catch (IOException e) {
                    seen.completeExceptionally(e);
                  }
                });
    try {
      looking.join(Duration.ofMillis(500));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells each time it is looked at. */
  private static final class TickingClock extends Clock {
    private final Runnable looked;

    TickingClock(Runnable looked) {
      this.looked = looked;
    }

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
      looked.run();
      return Instant.EPOCH;
    }
  }
}
