package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found in a profile, in a German window over a real store. */
@Tag("ui")
class FindingsWindowTest {
  private static final String GOOD =
      "client\ndev tun\nremote vpn.example.com 1194 udp\npeer-fingerprint "
          + "00:".repeat(31)
          + "00\n";

  @TempDir private Path folder = Path.of("");

  private final Locale before = Locale.getDefault();

  @BeforeEach
  void speakGerman() {
    Locale.setDefault(Locale.GERMAN);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  private WindowDriver open() {
    ProfileStore store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    return WindowDriver.open(
        new GuiContext(
            new FakeHelper(),
            new StoreShelf(
                store, new ProfileImporter(store, Clock.systemUTC()), SettingsStore.NONE),
            _ -> false,
            new GuiContext.Options(Optional.empty(), false, Optional.empty(), Appearance.LIGHT)));
  }

  private static String words(WindowDriver window, String id) {
    return WindowDriver.onFx(
        () ->
            window.visible(id).lookupAll("*").stream()
                .map(FindingsWindowTest::text)
                .collect(Collectors.joining("\n")));
  }

  private static String text(Node node) {
    return switch (node) {
      case Labeled label -> label.getText();
      case Text text -> text.getText();
      default -> "";
    };
  }

  @Test
  void aPreviewAndTheEditorSpeakGerman() throws Exception {
    Path file = Files.writeString(folder.resolve("Labor.ovpn"), GOOD + "up /bin/true\n");
    Path bad = Files.writeString(folder.resolve("kaputt.ovpn"), "client\nproto sctp\n");
    try (WindowDriver window = open()) {
      window.waitToShow("empty-import");
      window.drop(List.of(bad));
      window.waitToShow("import-defects");
      String wrong = words(window, "import-defects");
      assertTrue(wrong.contains("„proto“: „sctp“ ist kein Protokoll"), wrong);
      assertTrue(wrong.contains("Schreibe udp oder tcp."), wrong);
      window.press(KeyCode.ESCAPE);
      window.waitToHide("import-sheet");
      window.drop(List.of(file));
      window.waitToShow("import-defects");
      String warning = words(window, "import-defects");
      assertTrue(warning.contains("„up“ wurde weggelassen: "), warning);
      assertTrue(warning.contains("Der Rest des Profils wird verwendet."), warning);
      window.press(KeyCode.ENTER);
      window.waitForText("profile-name", "Labor"::equals);
      window.press(KeyCode.CONTROL, KeyCode.E);
      window.waitToShow("edit-findings");
      window.waitToShow("edit-finding-5");
      String found = words(window, "edit-finding-5");
      assertTrue(found.contains("Zeile 5: „up“ wurde weggelassen: "), found);
    }
  }
}
