package org.culvert.app.ui.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import org.culvert.app.diagnostics.Archive;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.dialogs.DiagnosticsSheet;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.LogLine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the button to the file. */
@Tag("ui")
class DiagnosticsWindowTest {
  private static final String PROFILE =
      "client\nremote vpn.example.com 1194\n<key>\ns3cret-key\n</key>\n";

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();

  private WindowDriver open(Appearance appearance) {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194").saying(PROFILE),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), appearance)));
    window.waitToShow("connect-action");
    return window;
  }

  private static void askWith(WindowDriver window, Path file) {
    WindowDriver.onFx(
        () -> {
          ((DiagnosticsSheet) window.visible("diagnostics-sheet"))
              .askWith((_, name) -> Optional.of(file).filter(_ -> name.endsWith(".zip")));
          return true;
        });
  }

  @Test
  void theButtonOfTheLogWritesAFileWithoutSecrets() throws Exception {
    Path file = folder.resolve("d.zip");
    try (WindowDriver window = open(Appearance.LIGHT)) {
      helper.say(Samples.log("Office", 1_000, LogLine.Level.INFO, "hello vpn.example.com"));
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.click("log-diagnostics");
      window.waitForText("diagnostics-note", text -> text.contains("are in it"));
      askWith(window, file);
      window.press(KeyCode.ENTER);
      window.waitForText("toast-text", "Saved to d.zip"::equals);
      assertFalse(window.shows("diagnostics-sheet"));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Archive files = Archive.of(Files.readAllBytes(file));
    assertTrue(files.text("log.txt").contains("hello vpn.example.com"));
    assertTrue(files.text("profile-1.ovpn").contains("<key>\n[removed: 10 bytes]"));
    assertFalse(files.toString().contains("s3cret"));
  }

  @Test
  void theMenuLeadsThereTooAndNamesStayOutWhenWanted() throws Exception {
    Path file = folder.resolve("d.zip");
    try (WindowDriver window = open(Appearance.LIGHT)) {
      window.click("profile-menu");
      window.waitFor("the menu", () -> ((MenuButton) window.visible("profile-menu")).isShowing());
      WindowDriver.onFx(
          () -> {
            ((MenuButton) window.visible("profile-menu"))
                .getItems().stream()
                    .filter(item -> "profile-diagnostics".equals(item.getId()))
                    .forEach(item -> item.fire());
            ((MenuButton) window.visible("profile-menu")).hide();
            return true;
          });
      window.waitToShow("diagnostics-sheet");
      window.click("diagnostics-hide");
      window.waitForText("diagnostics-note", text -> text.contains("replaced"));
      askWith(window, file);
      window.click("diagnostics-save");
      window.waitForText("toast-text", "Saved to d.zip"::equals);
    }
    assertFalse(Archive.of(Files.readAllBytes(file)).toString().contains("vpn.example.com"));
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 800", "DARK, 800, 600", "LIGHT, 420, 520", "DARK, 420, 520"})
  void theSheetFitsAndEscapeLeavesIt(Appearance appearance, int width, int height)
      throws Exception {
    try (WindowDriver window = open(appearance)) {
      window.resize(width, height);
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.click("log-diagnostics");
      window.waitToShow("diagnostics-sheet");
      String name =
          "diagnostics-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
      window.screenshot(Path.of("target", "screenshots", name));
      assertEquals(List.of(), window.cutTexts());
      window.press(KeyCode.ESCAPE);
      window.waitToHide("diagnostics-sheet");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaid() {
    try (WindowDriver window = open(Appearance.LIGHT)) {
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.click("log-diagnostics");
      window.waitToShow("diagnostics-sheet");
      askWith(window, folder.resolve("nowhere").resolve("d.zip"));
      window.click("diagnostics-save");
      window.waitForText("toast-text", "d.zip was not written: the folder does not exist"::equals);
    }
  }
}
