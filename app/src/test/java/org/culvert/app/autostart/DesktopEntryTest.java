package org.culvert.app.autostart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesktopEntryTest {
  @TempDir private Path home = Path.of("");

  private Path program = Path.of("");

  @BeforeEach
  void install() throws IOException {
    program =
        Files.createFile(
            home.resolve("culvert"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private DesktopEntry entry() {
    return new DesktopEntry(folder(), Optional.of(program));
  }

  private Path folder() {
    return home.resolve("config").resolve("autostart");
  }

  private Path file() {
    return folder().resolve("culvert.desktop");
  }

  private void written(String text) throws IOException {
    Files.createDirectories(folder());
    Files.writeString(file(), text);
  }

  @Test
  void itIsOffUntilItIsSwitchedOnAndOffAgain() throws IOException {
    DesktopEntry entry = entry();
    assertFalse(entry.isOn());
    entry.set(true);
    assertTrue(entry.isOn());
    List<String> lines = Files.readAllLines(file());
    assertEquals("[Desktop Entry]", lines.getFirst());
    assertTrue(lines.contains("Exec=\"" + program + "\" gui --hidden"), lines::toString);

    entry.set(false);
    assertFalse(entry.isOn());
    assertFalse(Files.exists(file()));
    entry.set(false);
  }

  @Test
  void aFolderThatIsThereKeepsItsRights() throws IOException {
    Files.createDirectories(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    entry().set(true);

    assertEquals(
        "rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hidden=true", "X-GNOME-Autostart-enabled=false", "TryExec=/not/there"})
  void whatTheDesktopSwitchedOffIsOff(String line) throws IOException {
    written("[Desktop Entry]\nExec=culvert gui\n" + line + "\n");
    assertFalse(entry().isOn());
    entry().set(true);
    assertTrue(entry().isOn());
  }

  @Test
  void whatStandsInOtherGroupsAndCommentsDoesNotCount() throws IOException {
    written(
        """
        # Hidden=true
        [Desktop Entry]
        #Hidden=true
        Exec = culvert gui
        [Desktop Action New]
        Hidden=true
        """);
    assertTrue(entry().isOn());
    written("[Another]\nExec=culvert gui\n");
    assertFalse(entry().isOn());
  }

  @Test
  void aPathIsQuotedAsTheSpecificationWantsIt() throws IOException {
    new DesktopEntry(folder(), Optional.of(Path.of("/o d/50%/$a\\b\"c"))).set(true);

    assertTrue(
        Files.readString(file())
            .contains("Exec=\"/o d/50%%/\\\\$a\\\\\\\\b\\\\\"c\" gui --hidden\n"),
        Files.readString(file()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "o d",
        "50%",
        "%U",
        "a\\b",
        "a\\",
        "$HOME",
        "`id`",
        "\"q\"",
        "it's",
        "a;b #c",
        "~&|<>()*?",
        "tab\there",
        "line\nHidden=true",
        "line\rHidden=true",
        "\\nHidden=true",
        "[Desktop Action New]",
        "für 我"
      })
  void whateverItsFolderIsNamedTheDesktopStartsTheProgramThatIsThere(String name)
      throws IOException {
    program = Files.move(program, Files.createDirectory(home.resolve(name)).resolve("culvert"));
    DesktopEntry entry = entry();
    entry.set(true);

    DesktopFile file = DesktopFile.parse(Files.readString(file()));
    assertEquals("Application", file.value("Type"));
    assertEquals("Culvert", file.value("Name"));
    assertEquals(program.toString(), file.value("TryExec"));
    assertEquals(List.of(program.toString(), "gui", "--hidden"), file.command());
    assertEquals(
        Set.of("Type", "Name", "Comment", "Icon", "Exec", "TryExec", "Terminal"),
        file.entries().keySet());
    assertTrue(entry.isOn(), Files.readString(file()));
    Files.delete(program);
    assertFalse(entry.isOn());
  }

  @Test
  void theEntryOfTheSystemOpensProfilesAndLinks() throws IOException {
    Path desktop =
        Path.of(Objects.requireNonNull(System.getProperty("culvert.root")), "packaging/desktop");
    DesktopFile file = DesktopFile.parse(Files.readString(desktop.resolve("culvert.desktop")));

    assertEquals("Application", file.value("Type"));
    assertEquals("Culvert", file.value("Name"));
    assertEquals(List.of("culvert", "gui", "%U"), file.command());
    assertEquals("false", file.value("Terminal"));
    assertEquals(List.of("Network"), file.values("Categories"));
    assertFalse(file.values("Keywords").contains(""));
    assertEquals(
        List.of("application/x-openvpn-profile", "x-scheme-handler/openvpn"),
        file.values("MimeType"));
    assertTrue(
        Files.readString(desktop.resolve("culvert-mime.xml"))
            .contains("<mime-type type=\"application/x-openvpn-profile\">"));
  }

  @Test
  void withoutAProgramToStartItCannotBeSwitchedOn() {
    DesktopEntry entry = new DesktopEntry(folder(), Optional.empty());
    assertEquals(Optional.of(Autostart.Obstacle.UNKNOWN_PROGRAM), entry.obstacle());
    assertThrows(IOException.class, () -> entry.set(true));
  }
}
