package org.culvert.app.ui.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.KnownSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The editor in the real window, over a real store. */
@Tag("ui")
class EditWindowTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String KEY = "0123456789abcdef0123456789abcdef\n";
  private static final String TEXT =
      "# Office Berlin, by the IT department\nclient\ndev tun\n\nremote vpn.example.com 1194 udp\n"
          + "remote vpn.example.com 443 tcp # where UDP is blocked\n\nauth-user-pass\n"
          + "data-ciphers AES-256-GCM:CHACHA20-POLY1305\nsetenv FRIENDLY_NAME \"Office Berlin\"\n"
          + "peer-fingerprint "
          + "00:".repeat(31)
          + "00\n\n<tls-crypt>\n-----BEGIN OpenVPN Static key V1-----\n"
          + KEY.repeat(16)
          + "-----END OpenVPN Static key V1-----\n</tls-crypt>\n";

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final CssWarnings warnings = new CssWarnings();
  private ProfileStore store;
  private WindowDriver window;

  @BeforeEach
  void open() throws Exception {
    store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    store.add(
        new ProfileStore.Draft(
            "Office",
            ProfileStore.IfTaken.REFUSE,
            TEXT,
            KnownSecrets.NONE,
            "vpn.example.com:1194",
            true));
    window = open(Appearance.LIGHT);
  }

  private WindowDriver open(Appearance appearance) {
    WindowDriver opened =
        WindowDriver.open(
            new GuiContext(
                helper,
                new StoreShelf(
                    store, new ProfileImporter(store, Clock.systemUTC()), SettingsStore.NONE),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), appearance)));
    opened.waitForText("profile-name", "Office"::equals);
    return opened;
  }

  @AfterEach
  void close() {
    window.close();
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private void edit() {
    window.press(KeyCode.CONTROL, KeyCode.E);
    window.waitToShow("edit-area");
    window.waitForText("edit-status", "No errors"::equals);
    assertEquals("edit-area", window.focused());
  }

  private ProfileArea area() {
    return (ProfileArea) window.visible("edit-area");
  }

  private String shown() {
    return WindowDriver.onFx(() -> area().getText());
  }

  private void waitForSave(boolean possible) {
    window.waitFor(
        "saving to be possible: " + possible,
        () -> window.visible("edit-save").isDisabled() != possible);
  }

  private String stored() throws Exception {
    return store.text(store.find("Office").orElseThrow());
  }

  private Path file() throws Exception {
    return store.folder().resolve(store.find("Office").orElseThrow().id() + ".ovpn");
  }

  @Test
  void whatIsTypedIsSavedByKeyAndTheKeysStayAsTheyAre() throws Exception {
    edit();
    assertFalse(WindowDriver.onFx(() -> area().isUndoable() || area().isRedoable()));
    assertTrue(shown().contains("*** hidden 1: 18 lines ***"), shown());
    assertFalse(shown().contains(KEY), shown());
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    window.press(KeyCode.ENTER);
    waitForSave(true);
    window.press(KeyCode.CONTROL, KeyCode.S);
    window.waitToHide("edit-sheet");
    window.waitForText("toast-text", "Saved Office"::equals);
    assertEquals(TEXT + "verb 4\n", stored());
  }

  @Test
  void findingsComeAsOneTypesAndLeadToTheirLines() {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("nonsense 1");
    window.waitForText("edit-status", "1 error"::equals);
    waitForSave(false);
    window.press(KeyCode.CONTROL, KeyCode.HOME);
    window.click("edit-finding-16");
    window.waitFor("the line", () -> area().getCaretPosition().index() == 15);
    assertEquals("edit-area", window.focused());
    window.press(KeyCode.BACK_SPACE);
    window.waitForText("edit-status", "No errors"::equals);
    window.waitToHide("edit-findings");
  }

  @Test
  void aFindingIsReachedAndFollowedByKeys() {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("nonsense 1");
    window.waitToShow("edit-findings");
    window.press(KeyCode.CONTROL, KeyCode.HOME);
    List<String> passed = new ArrayList<>();
    for (int i = 0; i < 12 && !window.focused().equals("edit-findings"); i++) {
      window.press(KeyCode.TAB);
      passed.add(window.focused());
      assertTrue(window.focusCanBeSeen(), window.focused());
    }
    assertTrue(passed.contains("edit-keys"), passed.toString());
    window.press(KeyCode.DOWN);
    window.press(KeyCode.END);
    window.press(KeyCode.ENTER);
    window.waitFor("the line", () -> area().getCaretPosition().index() == 15);
    assertEquals("edit-area", window.focused());
  }

  @Test
  void changesAreTakenBackAndMadeAgain() {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("v");
    window.press(KeyCode.CONTROL, KeyCode.Z);
    window.waitFor("the text of before", () -> !area().getText().endsWith("v"));
    window.press(KeyCode.CONTROL, KeyCode.Y);
    window.waitFor("the change again", () -> area().getText().endsWith("v"));
    window.click("edit-undo");
    window.waitFor("the text of before", () -> !area().getText().endsWith("v"));
    window.click("edit-redo");
    window.waitFor("the change again", () -> area().getText().endsWith("v"));
  }

  @Test
  void keysAreShownOnWishAndNothingOfThemCanBeTakenBackIntoViewLater() {
    edit();
    window.click("edit-keys");
    window.waitFor("the keys", () -> area().getText().equals(TEXT));
    window.click("edit-keys");
    window.waitFor("no keys", () -> !area().getText().contains(KEY));
    assertFalse(WindowDriver.onFx(() -> area().isUndoable() || area().isRedoable()));
    window.press(KeyCode.CONTROL, KeyCode.Y);
    assertFalse(shown().contains(KEY), shown());
    window.press(KeyCode.ESCAPE);
    window.waitToHide("edit-sheet");
    edit();
    assertFalse(WindowDriver.onFx(() -> ((CheckBox) window.visible("edit-keys")).isSelected()));
  }

  @Test
  void whoLeavesWithAChangeIsAsked() throws Exception {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    window.press(KeyCode.ESCAPE);
    window.waitForText("edit-leave", text -> text.startsWith("Leave Office as it was"));
    assertEquals("edit-stay", window.focused());
    window.press(KeyCode.ESCAPE);
    window.waitToHide("edit-leave");
    assertEquals("edit-area", window.focused());
    window.click("edit-cancel");
    window.click("edit-discard");
    window.waitToHide("edit-sheet");
    assertEquals(TEXT, stored());
    edit();
    window.click("edit-cancel");
    window.waitToHide("edit-sheet");
  }

  @Test
  void theWindowIsNotClosedOverAnUnsavedChange() {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    window.requestClose();
    window.waitToShow("edit-discard");
    window.click("edit-discard");
    window.waitToHide("edit-sheet");
    window.requestClose();
    window.waitForWindow(false);
  }

  @Test
  void theKeyThatEndsCulvertDoesNotLoseAnUnsavedChange() {
    edit();
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitToShow("edit-discard");
    window.click("edit-discard");
    window.waitToHide("edit-sheet");
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitForWindow(false);
  }

  @Test
  void aTunnelThatStandsGoesOnAsItWas() {
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    edit();
    assertTrue(window.text("edit-running").contains("goes on as it was"));
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    waitForSave(true);
    window.click("edit-save");
    window.waitForText("toast-text", "Saved Office. It counts with the next connection."::equals);
    assertEquals("Connected", window.text("session-state"));
  }

  @Test
  void whatAnotherProgramStoredMeanwhileIsSaidAndNotOverwritten() throws Exception {
    String other = TEXT.replace("1194", "1195");
    edit();
    Files.writeString(file(), other);
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    waitForSave(true);
    window.click("edit-save");
    window.waitToShow("edit-trouble");
    assertEquals(other, stored());
    window.waitForText("edit-save", "Replace it"::equals);
    window.click("edit-trouble-offer");
    window.waitFor("the other text", () -> area().getText().contains("1195"));
    window.waitToHide("edit-trouble");
    Files.writeString(file(), TEXT);
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("verb 4");
    waitForSave(true);
    window.click("edit-save");
    window.waitForText("edit-save", "Replace it"::equals);
    waitForSave(true);
    window.click("edit-save");
    window.waitToHide("edit-sheet");
    assertEquals(other + "verb 4\n", stored());
  }

  static Stream<Arguments> looks() {
    return Stream.of(Appearance.LIGHT, Appearance.DARK)
        .flatMap(
            look ->
                Stream.of(
                    Arguments.of(look, 1280, 800),
                    Arguments.of(look, 800, 600),
                    Arguments.of(look, 420, 520)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void itIsReadInEachLookAndSize(Appearance appearance, int width, int height) throws Exception {
    window.close();
    window = open(appearance);
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    window.resize(width, height);
    edit();
    picture("edit", appearance, width);
    window.press(KeyCode.CONTROL, KeyCode.END);
    window.type("nonsense 1");
    window.press(KeyCode.ENTER);
    window.type("up x");
    window.waitForText("edit-status", "1 error, 1 warning"::equals);
    picture("edit-findings", appearance, width);
    WindowDriver.onFx(
        () -> {
          ((ListView<?>) window.visible("edit-findings")).getSelectionModel().selectFirst();
          area().selectAll();
          return true;
        });
    picture("edit-selected", appearance, width);
    window.click("edit-keys");
    window.waitFor("the keys", () -> area().getText().contains(KEY));
    window.press(KeyCode.ESCAPE);
    window.waitToShow("edit-leave");
    picture("edit-leave", appearance, width);
  }

  private void picture(String what, Appearance appearance, int width) throws Exception {
    String name = what + "-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    window.screenshot(PICTURES.resolve(name));
    assertEquals(List.of(), window.cutTexts(), "cut in " + name);
    assertEquals(List.of(), window.weakContrasts(), "hard to see in " + name);
    assertEquals(List.of(), window.silentControls(), "without words in " + name);
  }
}
