package org.culvert.app.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.culvert.app.state.Span;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Settings SOME =
      new Settings(
          Optional.of(Language.CHINESE),
          Optional.of(Appearance.DARK),
          new Choices(
              DataPathChoice.USERSPACE,
              new Protection(true, false, DnsWish.parse("9.9.9.9,2620:fe::fe")),
              false,
              true),
          Map.of(
              "Büro \"1\"",
              new Overrides(
                  true,
                  Optional.of(DataPathChoice.KERNEL),
                  new OwnProtection(
                      Optional.of(false), Optional.of(true), Optional.of(new DnsWish.None())),
                  Optional.of(true),
                  Optional.of(false)),
              "password",
              Overrides.NONE.withConnectOnStart(true)),
          new ChartLook(Span.DAY, ScaleKind.LOGARITHMIC),
          Optional.of(new WindowPlace(-8, 40, 1000, 700, true)));

  @TempDir private Path home = Path.of("");

  private SettingsFile store = new SettingsFile(Path.of(""), () -> NOW);

  @BeforeEach
  void make() {
    store = new SettingsFile(folder(), () -> NOW);
  }

  private Path folder() {
    return home.resolve("config").resolve("culvert");
  }

  private Path file() {
    return folder().resolve("settings.json");
  }

  private void written(String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(file(), text);
  }

  @Test
  void withoutAFileAllIsAsUsual() throws IOException {
    assertEquals(Settings.USUAL, store.read());
    assertFalse(Files.exists(folder()), "nothing is made for nothing");
  }

  @Test
  void whatIsSavedIsReadAgain() throws IOException {
    store.change(_ -> Settings.USUAL);
    assertEquals(Settings.USUAL, store.read());
    store.change(_ -> SOME);
    assertEquals(SOME, store.read());
  }

  @Test
  void onlyTheOwnerCanReadIt() throws IOException {
    store.change(_ -> SOME);
    assertEquals("rwx------", rights(folder()));
    assertEquals("rw-------", rights(file()));
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void whatANewerCulvertMayHaveWrittenIsPassedOver() throws IOException {
    written(
        """
        {"version":1,"appearance":"sepia","colour":"red","all":{"dataPath":"by pigeon",
        "dns":"by pigeon","reconnectAfterSleep":false,"music":true},"profiles":[{"name":"a","dataPath":"kernel",
        "mood":"good"}],"chart":{"span":"week","scale":"logarithmic"},"sound":{"loud":true}}
        """);
    Settings read = store.read();

    assertEquals(Optional.empty(), read.appearance());
    assertEquals(Choices.USUAL.withReconnectAfterSleep(false), read.all());
    assertEquals(
        Overrides.NONE.withDataPath(Optional.of(DataPathChoice.KERNEL)), read.overrides("a"));
    assertEquals(new ChartLook(Span.TWO_MINUTES, ScaleKind.LOGARITHMIC), read.chart());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "nonsense",
        "{}",
        "{\"version\":2}",
        "{\"version\":1,\"appearance\":7}",
        "{\"version\":1,\"all\":{\"notifications\":\"often\"}}",
        "{\"version\":1,\"profiles\":[{\"connectOnStart\":true}]}",
        "{\"version\":1,\"window\":{\"x\":1}}",
        "{\"version\":1,\"window\":{\"x\":99999999999,\"y\":0,\"width\":1,\"height\":1}}"
      })
  void aFileThatCannotBeUnderstoodIsPutAsideAsItIs(String text) throws IOException {
    written(text);
    Path aside = store.change(_ -> Settings.USUAL, SOME).orElseThrow();

    assertEquals("settings-20260102-030405.json.damaged", aside.getFileName().toString());
    assertEquals(text, Files.readString(aside));
    assertEquals(SOME, store.read());
    store.change(_ -> SOME);
    assertEquals(SOME, store.read());
  }

  @Test
  void twoThatAreDamagedInTheSameSecondAreBothKept() throws IOException {
    written("first");
    Path first = store.change(now -> now, SOME).orElseThrow();
    written("second");
    Path second = store.change(now -> now, SOME).orElseThrow();

    assertEquals("settings-20260102-030405-2.json.damaged", second.getFileName().toString());
    assertEquals("first", Files.readString(first));
    assertEquals("second", Files.readString(second));
  }

  @Test
  void whoOnlyWantsToKnowIsToldAndPutsNothingAside() throws IOException {
    assertEquals(Settings.USUAL, store.read());
    store.change(_ -> SOME);
    assertEquals(SOME, store.read());
    written("{\"version\":2}");
    var unknown = assertThrows(IOException.class, () -> store.read());
    assertEquals(
        file() + " cannot be understood: the file is of another version", unknown.getMessage());
    assertThrows(IOException.class, () -> store.read());
    assertEquals("{\"version\":2}", Files.readString(file()));
  }

  @Test
  void whoChangesWhatCannotBeUnderstoodLeavesItUnlessHeKnowsWhatToKeepInstead() throws IOException {
    written("nonsense");
    assertThrows(
        DamagedSettingsException.class,
        () -> store.change(now -> now.withAppearance(Appearance.DARK)));
    assertEquals("nonsense", Files.readString(file()));

    store.change(now -> now, SOME);
    assertEquals(SOME, store.read());
    assertEquals(
        Optional.empty(), store.change(now -> now.withAppearance(Appearance.DARK), Settings.USUAL));
    assertEquals(SOME.withAppearance(Appearance.DARK), store.read());
  }

  @Test
  void aFileFarTooLongIsNotOurs() throws IOException {
    Files.createDirectories(folder());
    Files.write(file(), (" ".repeat(1 << 20) + "{\"version\":1}").getBytes(UTF_8));
    assertThrows(DamagedSettingsException.class, () -> store.read());
  }

  @Test
  void theOldFileStaysWhenTheNewOneCannotBeWritten() throws IOException {
    store.change(_ -> SOME);
    Files.createDirectories(folder().resolve(".settings.json.draft").resolve("in the way"));

    assertThrows(IOException.class, () -> store.change(_ -> Settings.USUAL));
    assertEquals(SOME, store.read());

    written("nonsense");
    assertThrows(IOException.class, () -> store.change(now -> now, SOME));
    assertEquals("nonsense", Files.readString(file()), "without it all would be as usual");
    try (Stream<Path> files = Files.list(folder())) {
      assertEquals(0, files.filter(file -> file.toString().endsWith(".damaged")).count());
    }
  }

  @Test
  void twoWindowsKeepWhatEachOfThemChanged() throws IOException {
    SettingsFile other = new SettingsFile(folder(), () -> NOW);
    store.change(_ -> SOME);
    other.change(now -> now.withAppearance(Appearance.LIGHT));
    store.change(now -> now.withChart(ChartLook.USUAL));
    assertEquals(SOME.withAppearance(Appearance.LIGHT).withChart(ChartLook.USUAL), store.read());
  }

  @Test
  void whatIsLentHasNothingOfSingleProfilesAndIsNeverWritten() throws IOException {
    store.change(_ -> SOME);
    SettingsStore lent = store.lent();
    lent.change(_ -> Settings.USUAL);
    lent.change(now -> now.withAppearance(Appearance.LIGHT));
    assertEquals(SOME.only(Set.of()), lent.read());
    assertEquals(SOME, store.read());

    written("nonsense");
    lent.change(now -> now);
    assertEquals(Optional.empty(), lent.change(now -> now, SOME));
    assertEquals(Settings.USUAL, lent.read());
    assertEquals("nonsense", Files.readString(file()));
  }

  @Test
  void itBelongsToTheUsersConfiguration() {
    assertEquals(
        Path.of("/x/culvert"), SettingsFile.folder(Map.of("XDG_CONFIG_HOME", "/x"), "/home/a"));
    assertEquals(
        Path.of("/home/b/.config/culvert"),
        SettingsFile.folder(Map.of("HOME", "/home/b", "XDG_CONFIG_HOME", "relative"), "/home/a"));
    assertEquals(Path.of("/home/a/.config/culvert"), SettingsFile.folder(Map.of(), "/home/a"));
  }
}
