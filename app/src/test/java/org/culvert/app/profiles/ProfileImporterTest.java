package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.culvert.app.profiles.ProfileImporter.Outcome;
import org.culvert.core.api.ProblemCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileImporterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC);
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.org 1194 udp\nauth-user-pass\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";
  private static final String KEY =
      "-----BEGIN OpenVPN Static key V1-----\n"
          + "000102030405060708090a0b0c0d0e0f\n".repeat(16)
          + "-----END OpenVPN Static key V1-----\n";

  @TempDir private Path folder = Path.of("");
  private ProfileStore store = new ProfileStore(folder, CLOCK);

  @BeforeEach
  void openStore() {
    store = new ProfileStore(folder.resolve("store"), CLOCK);
  }

  @Test
  void aFileBecomesAProfileOfItsName() throws Exception {
    Outcome.Stored stored = one(write("office.ovpn", GOOD));
    assertTrue(stored.isNew());
    assertEquals("office", stored.profile().name());
    assertEquals("vpn.example.org:1194", stored.profile().server());
    assertTrue(stored.profile().asksForPassword());
    assertEquals(List.of(stored.profile()), store.list());
  }

  @Test
  void theFilesThatItNamesAreTakenIn() throws Exception {
    Files.createDirectories(folder.resolve("keys"));
    write("keys/ta.key", KEY);
    Outcome.Stored stored = one(write("office.ovpn", GOOD + "tls-crypt keys/ta.key\n"));
    assertTrue(store.text(stored.profile()).contains("<tls-crypt>\n-----BEGIN OpenVPN Static"));
  }

  @Test
  void aLinkThatLeadsOutIsNotFollowed() throws Exception {
    Path outside = write("ta.key", KEY);
    Path inside = Files.createDirectories(folder.resolve("inside"));
    Files.createSymbolicLink(inside.resolve("ta.key"), outside);
    Path file = write("inside/office.ovpn", GOOD + "tls-crypt ta.key\n");
    assertTrue(why(file).contains("Put the file itself, not a link to it, next to"), why(file));
    assertEquals(List.of(), store.list());
  }

  @Test
  void hiddenFilesAreNotTakenWhateverTheProfileSays() throws Exception {
    Files.createDirectories(folder.resolve(".ssh"));
    write(".ssh/ta.key", KEY);
    write(".ta.key", KEY);
    Files.createSymbolicLink(folder.resolve("link.key"), folder.resolve(".ta.key"));
    for (String name : List.of(".ssh/ta.key", ".ta.key", "/somewhere/.ta.key")) {
      String why = rejected(GOOD + "tls-crypt " + name + "\n");
      assertTrue(why.contains("names " + name + ", which is hidden"), why);
      assertTrue(why.contains("without a dot"), why);
    }
    String linked = rejected(GOOD + "tls-crypt link.key\n");
    assertTrue(linked.contains("is not there"), linked);
  }

  @Test
  void anAbsolutePathIsSaidNotToBeRead() throws Exception {
    Path elsewhere = write("elsewhere.key", KEY);
    Files.createDirectories(folder.resolve("inner"));
    Path file = write("inner/a.ovpn", GOOD + "tls-crypt " + elsewhere + "\n");
    String why = why(file);
    assertTrue(why.contains("outside of the profile's folder and not read"), why);
    assertTrue(why.contains("no elsewhere.key next to the profile"), why);
  }

  private String rejected(String text) throws Exception {
    return why(write("hidden.ovpn", text));
  }

  private String why(Path file) throws Exception {
    Outcome outcome = importFrom(file.toString()).getFirst();
    return assertInstanceOf(Outcome.Rejected.class, outcome).problems().toString();
  }

  @Test
  void aServerThatNeverFinishesIsGivenUpAndSaidSo() throws Exception {
    CountDownLatch forEver = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    ProfileException late =
        assertThrows(
            ProfileException.class,
            () ->
                WebSource.within(
                    Duration.ofMillis(20),
                    "vpn.example.org",
                    () -> {
                      try {
                        forEver.await();
                      } catch (InterruptedException e) {
                        stopped.countDown();
                      }
                      return new byte[0];
                    }));
    assertTrue(late.problem().message().contains("vpn.example.org did not send"), late.toString());
    assertTrue(late.problem().hint().contains("browser"), late.problem().hint());
    assertTrue(stopped.await(10, TimeUnit.SECONDS), "the reading is stopped");
  }

  @Test
  void theSameTextAgainChangesNothing() throws Exception {
    Path file = write("office.ovpn", GOOD);
    Outcome.Stored first = one(file);
    Outcome.Stored second = one(file);
    assertFalse(second.isNew());
    assertEquals(first.profile(), second.profile());
    assertEquals(1, store.list().size());
  }

  @Test
  void theSameTextUnderANameThatWasAskedForIsStoredUnderThatName() throws Exception {
    Path file = write("office.ovpn", GOOD);
    one(file);
    var importer = new ProfileImporter(store, CLOCK);
    var again =
        importer.importFrom(
            file.toString(),
            ProfileImporter.Wishes.named(Optional.of("work")),
            InputStream.nullInputStream());

    Outcome.Stored stored = assertInstanceOf(Outcome.Stored.class, again.getFirst());
    assertTrue(stored.isNew());
    assertEquals(
        List.of("office", "work"), store.list().stream().map(StoredProfile::name).toList());
  }

  @Test
  void aNameThatHadToBeCutIsTold() throws Exception {
    Path file = write("office.ovpn", GOOD);
    var importer = new ProfileImporter(store, CLOCK);
    var outcome =
        importer.importFrom(
            file.toString(),
            ProfileImporter.Wishes.named(Optional.of("x".repeat(120))),
            InputStream.nullInputStream());

    Outcome.Stored stored = assertInstanceOf(Outcome.Stored.class, outcome.getFirst());
    assertTrue(stored.notes().getLast().what().contains("too long"));
  }

  @Test
  void aStoreThatCannotBeWrittenIsNotTakenForAFileThatCannotBeRead() throws Exception {
    write("store", "a file in the way");
    Path file = write("office.ovpn", GOOD);
    ProfileException e = assertThrows(ProfileException.class, () -> importFrom(file.toString()));
    assertEquals(ProblemCode.STORE_FAILED, e.problem().code());
  }

  @Test
  void anotherTextUnderTheSameNameGetsANumber() throws Exception {
    one(write("office.ovpn", GOOD));
    assertEquals("office 2", one(write("office.ovpn", GOOD + "verb 3\n")).profile().name());
  }

  @Test
  void aNameThatWasAskedForIsTakenOrTheImportFails() throws Exception {
    Path file = write("a.ovpn", GOOD);
    Path other = write("b.ovpn", GOOD + "verb 3\n");
    var importer = new ProfileImporter(store, CLOCK);
    importer.importFrom(
        file.toString(),
        ProfileImporter.Wishes.named(Optional.of("work")),
        InputStream.nullInputStream());
    var second =
        importer.importFrom(
            other.toString(),
            ProfileImporter.Wishes.named(Optional.of("Work")),
            InputStream.nullInputStream());
    assertInstanceOf(Outcome.Rejected.class, second.getFirst());
    assertEquals(List.of("work"), store.list().stream().map(StoredProfile::name).toList());
  }

  @Test
  void aProfileThatDoesNotParseChangesNothingAndNamesTheLine() throws Exception {
    Path file = write("bad.ovpn", GOOD + "no-such-directive\n");
    var rejected = assertInstanceOf(Outcome.Rejected.class, importFrom(file.toString()).getFirst());
    assertTrue(rejected.problem().message().contains("bad.ovpn:6"), rejected.problem().message());
    assertFalse(Files.exists(folder.resolve("store")));
  }

  @Test
  void ofAFolderTheGoodProfilesAreStoredAndTheOthersReported() throws Exception {
    Path dir = Files.createDirectories(folder.resolve("dir/sub"));
    Files.writeString(dir.resolve("a.ovpn"), GOOD);
    Files.writeString(dir.resolve("b.conf"), GOOD + "no-such-directive\n");
    Files.writeString(dir.resolve("readme.txt"), "read me");
    List<Outcome> outcomes = importFrom(folder.resolve("dir").toString());
    assertInstanceOf(Outcome.Stored.class, outcomes.get(0));
    assertInstanceOf(Outcome.Rejected.class, outcomes.get(1));
    assertEquals(2, outcomes.size());
  }

  @Test
  void aFolderIsReadToItsDepths() throws Exception {
    Path deep = Files.createDirectories(folder.resolve("dir/1/2/3/4/5/6/7/8"));
    Files.writeString(deep.resolve("a.ovpn"), GOOD);
    assertEquals("a", one(folder.resolve("dir")).profile().name());
  }

  @Test
  void aFolderOfTooManyProfilesIsRefusedInsteadOfReadInPart() throws Exception {
    Path dir = Files.createDirectories(folder.resolve("dir"));
    for (int i = 0; i <= SourceLimits.FILES; i++) {
      Files.createFile(dir.resolve(i + ".ovpn"));
    }
    ProfileException refused =
        assertThrows(ProfileException.class, () -> importFrom(dir.toString()));
    assertEquals(dir + " is too large for a folder of profiles", refused.problem().message());
    Files.delete(dir.resolve("0.ovpn"));
    assertEquals(SourceLimits.FILES, importFrom(dir.toString()).size());
  }

  @Test
  void whatAMacPutsBesideAFileIsNoProfile() throws Exception {
    byte[] zip =
        zip(
            Map.of(
                "vpn/work.ovpn", GOOD,
                "__MACOSX/vpn/._work.ovpn", "\0\5",
                "__MACOSX/vpn/work.ovpn", "\0\5",
                "vpn/._work.ovpn", "\0\5"));
    Path file = Files.write(folder.resolve("mac.zip"), zip);
    assertEquals(1, importFrom(file.toString()).size());
    assertEquals("work", one(file).profile().name());

    Files.createDirectories(folder.resolve("dir/__MACOSX"));
    write("dir/home.ovpn", GOOD + "verb 3\n");
    write("dir/._home.ovpn", "\0\5");
    write("dir/__MACOSX/home.ovpn", "\0\5");
    assertEquals(1, importFrom(folder.resolve("dir").toString()).size());
    assertEquals("home", one(folder.resolve("dir")).profile().name());
  }

  @Test
  void anArchiveIsReadWithTheFilesInIt() throws Exception {
    byte[] zip = zip(Map.of("vpn/office.ovpn", GOOD + "tls-crypt ta.key\n", "vpn/ta.key", KEY));
    Path file = Files.write(folder.resolve("all.zip"), zip);
    assertEquals("office", one(file).profile().name());
  }

  @Test
  void equalTextsOfAnArchiveAreStoredOnce() throws Exception {
    Map<String, String> files = new TreeMap<>(Map.of("a.ovpn", GOOD, "b.ovpn", GOOD));
    files.put("c.ovpn", GOOD + "verb 3\n");
    Path file = Files.write(folder.resolve("all.zip"), zip(files));
    List<Outcome.Stored> stored =
        importFrom(file.toString()).stream().map(Outcome.Stored.class::cast).toList();
    assertEquals(List.of(true, false, true), stored.stream().map(Outcome.Stored::isNew).toList());
    assertEquals(List.of("a", "a", "c"), stored.stream().map(it -> it.profile().name()).toList());
    assertEquals(2, store.list().size());
    assertTrue(
        importFrom(file.toString()).stream()
            .map(Outcome.Stored.class::cast)
            .noneMatch(Outcome.Stored::isNew));
  }

  @Test
  void whatIsReplacedIsKeptUnderTheOtherNameThatTheArchiveHasForIt() throws Exception {
    one(write("office.ovpn", GOOD));
    String newer = GOOD.replace("example.org", "example.net");
    Path both = Files.createDirectories(folder.resolve("both"));
    write("both/before.ovpn", GOOD);
    write("both/office.ovpn", newer);
    for (Outcome outcome : replaceFrom(both)) {
      assertTrue(assertInstanceOf(Outcome.Stored.class, outcome).isNew(), outcome.toString());
    }
    assertEquals(Map.of("before", GOOD, "office", newer), texts());
    for (Outcome outcome : replaceFrom(both)) {
      assertFalse(assertInstanceOf(Outcome.Stored.class, outcome).isNew(), outcome.toString());
    }
    assertEquals(Map.of("before", GOOD, "office", newer), texts());
  }

  @Test
  void twoThatSwapTheirNamesSwapTheirTexts() throws Exception {
    String other = GOOD.replace("example.org", "example.net");
    one(write("a.ovpn", GOOD));
    one(write("b.ovpn", other));
    Path both = Files.createDirectories(folder.resolve("both"));
    write("both/a.ovpn", other);
    write("both/b.ovpn", GOOD);
    replaceFrom(both);
    assertEquals(Map.of("a", other, "b", GOOD), texts());
  }

  @Test
  void ofTwoNamesakesTheOneThatIsThereStaysAndTheOtherGetsANumber() throws Exception {
    one(write("a.ovpn", GOOD));
    String other = GOOD.replace("example.org", "example.net");
    Files.createDirectories(folder.resolve("both/second"));
    write("both/a.ovpn", GOOD);
    write("both/second/a.ovpn", other);
    replaceFrom(folder.resolve("both"));
    assertEquals(Map.of("a", GOOD, "a 2", other), texts());
  }

  private List<Outcome> replaceFrom(Path source) throws Exception {
    return new ProfileImporter(store, CLOCK)
        .importFrom(
            source.toString(),
            new ProfileImporter.Wishes(Optional.empty(), true, Optional.empty()),
            InputStream.nullInputStream());
  }

  private Map<String, String> texts() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (StoredProfile profile : store.list()) {
      texts.put(profile.name(), store.text(profile));
    }
    return texts;
  }

  @Test
  void aPipeIsReadForACommandAndKeepsNoWindowWaiting() throws Exception {
    Path pipe = folder.resolve("pipe.ovpn");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    var importer = new ProfileImporter(store, CLOCK);
    var refused =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10),
            () -> assertThrows(ProfileException.class, () -> importer.lookAt(pipe)));
    assertTrue(refused.problem().message().contains("neither a file"), refused.toString());

    Thread writer = Thread.ofVirtual().start(() -> writeTo(pipe));
    assertEquals("pipe", one(pipe).profile().name());
    writer.join();
  }

  private static void writeTo(Path pipe) {
    try (OutputStream out = Files.newOutputStream(pipe)) {
      out.write(GOOD.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void standardInputMayBeAProfileOrAnArchive() throws Exception {
    var importer = new ProfileImporter(store, CLOCK);
    importer.importFrom(
        "-",
        ProfileImporter.Wishes.named(Optional.of("a")),
        new ByteArrayInputStream(GOOD.getBytes(UTF_8)));
    importer.importFrom(
        "-",
        ProfileImporter.Wishes.named(Optional.empty()),
        new ByteArrayInputStream(zip(Map.of("b.ovpn", GOOD + "verb 3\n"))));
    assertEquals(List.of("a", "b"), store.list().stream().map(StoredProfile::name).toList());
  }

  @Test
  void anArchiveThatUnpacksWithoutEndIsRefused() throws Exception {
    byte[] zip = zip(Map.of("a.ovpn", "x".repeat(40 << 20)));
    Path file = Files.write(folder.resolve("bomb.zip"), zip);
    assertThrows(ProfileException.class, () -> importFrom(file.toString()));
  }

  @Test
  void anEmptyArchiveIsSaidToHaveNoProfile() throws Exception {
    Path file = Files.write(folder.resolve("empty.zip"), zip(Map.of()));
    ProfileException refused =
        assertThrows(ProfileException.class, () -> importFrom(file.toString()));
    assertEquals(
        file + " has no file in it that ends in .ovpn or .conf", refused.problem().message());
  }

  @Test
  void anArchiveThatWasCutOffIsSaidToBeIncomplete() throws Exception {
    byte[] zip = zip(Map.of("a.ovpn", GOOD));
    Path file = Files.write(folder.resolve("half.zip"), Arrays.copyOf(zip, 60));
    ProfileException refused =
        assertThrows(ProfileException.class, () -> importFrom(file.toString()));
    assertEquals(file + " is damaged or not complete", refused.problem().message());
    assertTrue(refused.problem().hint().startsWith("Get the archive again"), refused.toString());
  }

  @Test
  void aDamagedArchiveIsRefused() throws Exception {
    byte[] zip = zip(Map.of("a.ovpn", GOOD));
    for (int i = 30; i < zip.length; i++) {
      byte[] damaged = zip.clone();
      damaged[i] ^= 0x55;
      Path file = Files.write(folder.resolve("bad.zip"), damaged);
      try {
        importFrom(file.toString());
      } catch (ProfileException e) {
        assertFalse(e.problem().message().isEmpty());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/office.ovpn",
        "ftp://example.org/office.ovpn",
        "file:///etc/passwd",
        "https:///office.ovpn",
        "https://exa mple/",
      })
  void onlyHttpsAddressesAreRead(String address) {
    assertThrows(ProfileException.class, () -> importFrom(address));
  }

  @Test
  void whatIsNotThereAndWhatIsTooLargeIsSaid() throws Exception {
    var missing =
        assertThrows(
            ProfileException.class, () -> importFrom(folder.resolve("none.ovpn").toString()));
    assertTrue(missing.problem().message().contains("there is no such file"));
    Path large = Files.write(folder.resolve("large.ovpn"), new byte[(1 << 20) + 1]);
    assertThrows(ProfileException.class, () -> importFrom(large.toString()));
    assertInstanceOf(Outcome.Rejected.class, importFrom(folder.toString()).getFirst());
  }

  @Test
  void aFileThatIsTooLargeHidesNoneOfItsNeighbours() throws Exception {
    Path several = Files.createDirectories(folder.resolve("several"));
    write("several/good.ovpn", GOOD);
    Files.write(several.resolve("large.conf"), new byte[(1 << 20) + 1]);
    List<Outcome> outcomes = importFrom(several.toString());
    assertEquals(2, outcomes.size());
    assertInstanceOf(Outcome.Stored.class, outcomes.getFirst());
    var bad = assertInstanceOf(Outcome.Rejected.class, outcomes.getLast());
    assertTrue(bad.problem().message().contains("larger than 1 MiB"), bad.problem().message());
  }

  @Test
  void aFileThatManyProfilesTakeInMakesNoHeapOfThem() throws Exception {
    Map<String, String> files = new TreeMap<>();
    files.put("big.inc", ("#" + "x".repeat(999) + "\n").repeat(900));
    for (int i = 0; i < 60; i++) {
      files.put(i + ".ovpn", GOOD + "config big.inc\n");
    }
    Path file = Files.write(folder.resolve("heap.zip"), zip(files));
    var refused = assertThrows(ProfileException.class, () -> importFrom(file.toString()));
    assertTrue(refused.problem().message().contains("too large"), refused.problem().message());
  }

  @Test
  void aLoginTextHasTwoLinesAndPerhapsAResponse() {
    assertEquals(Optional.empty(), LoginText.parse("ann".getBytes(UTF_8)));
    assertEquals(Optional.empty(), LoginText.parse("ann\n".getBytes(UTF_8)));
    assertTrue(LoginText.parse("ann\n\n".getBytes(UTF_8)).isPresent(), "an empty password");
    assertEquals(Optional.empty(), LoginText.parse("\nsecret".getBytes(UTF_8)));
    byte[] content = "ann\r\nse cret\r\nmore".getBytes(UTF_8);
    var known = LoginText.parse(content).orElseThrow();
    var login = known.login().orElseThrow();
    assertEquals("ann", login.username());
    assertArrayEquals("se cret".getBytes(UTF_8), login.password().copyBytes());
    assertArrayEquals("more".getBytes(UTF_8), known.response().orElseThrow().copyBytes());
    assertArrayEquals(new byte[content.length], content);
  }

  @Test
  void aByteOrderMarkIsNoPartOfAUserNameOrPassphrase() {
    byte[] content = "\uFEFFann\nsecret\n".getBytes(UTF_8);
    byte[] line = "\uFEFFopen\n".getBytes(UTF_8);
    assertArrayEquals("open".getBytes(UTF_8), LoginText.firstLine(line).copyBytes());
    assertEquals("ann", LoginText.parse(content).orElseThrow().login().orElseThrow().username());
    assertEquals(0, LoginText.firstLine("\uFEFF".getBytes(UTF_8)).length());
    assertEquals(Optional.empty(), LoginText.parse("\uFEFF\nsecret\n".getBytes(UTF_8)));
  }

  private Outcome.Stored one(Path file) throws Exception {
    return assertInstanceOf(Outcome.Stored.class, importFrom(file.toString()).getFirst());
  }

  private List<Outcome> importFrom(String source) throws ProfileException {
    return new ProfileImporter(store, CLOCK)
        .importFrom(
            source, ProfileImporter.Wishes.named(Optional.empty()), InputStream.nullInputStream());
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private static byte[] zip(Map<String, String> files) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
