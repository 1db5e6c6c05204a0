package org.culvert.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.WindowPlace;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.ui.driver.CssWarnings;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.FakeTray;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.Desktop;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings in the real window, over a real file. */
@Tag("ui")
class SettingsWindowTest {
  private static final String DAMAGED = "{\"version\":";
  private static final Protection KILL_SWITCH = new Protection(true, true, Protection.USUAL.dns());

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final FakeDesktop desktop = new FakeDesktop();
  private final FakeTray tray = new FakeTray();
  private final FakeShelf shelf =
      new FakeShelf().with("Home", "h:1").with("Office", "o:1").with("Travel", "t:1");
  private final CssWarnings warnings = new CssWarnings();

  @AfterEach
  void close() {
    warnings.close();
    assertEquals(List.of(), warnings.heard(), "JavaFX complains");
  }

  private SettingsFile store() {
    return new SettingsFile(folder, Clock.systemUTC());
  }

  private Settings kept() throws IOException {
    return store().read();
  }

  private void keep(UnaryOperator<Settings> change) throws IOException {
    store().change(change);
  }

  private WindowDriver open() {
    return open(desktop.desktop());
  }

  private WindowDriver open(Desktop on) {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                shelf,
                _ -> false,
                new FakeKeyring(),
                tray,
                TotalsStore.NONE,
                store(),
                on,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    return window;
  }

  private static void openSettings(WindowDriver window) {
    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.waitToShow("settings-sheet");
  }

  private static void openProfileSettings(WindowDriver window) {
    openSettings(window);
    window.click("settings-one");
    window.waitToShow("setting-start");
  }

  private static boolean checked(WindowDriver window, String id) {
    return WindowDriver.onFx(() -> ((CheckBox) window.visible(id)).isSelected());
  }

  /** As the arrow keys do in a choice box. */
  private static void choose(WindowDriver window, String id, int index) {
    WindowDriver.onFx(
        () -> {
          ((ChoiceBox<?>) window.visible(id)).getSelectionModel().select(index);
          return true;
        });
    window.settle();
  }

  private static boolean dark(WindowDriver window) {
    return WindowDriver.onFx(
        () ->
            window.stage().getScene().getStylesheets().stream()
                .anyMatch(sheet -> sheet.endsWith("dark.css")));
  }

  private Request.Connect connectSent(int count) {
    return assertInstanceOf(Request.Connect.class, helper.requests().get(count - 1));
  }

  @Test
  void theyOpenByKeyAndButtonAndEscapeLeadsBack() {
    try (WindowDriver window = open()) {
      String before = window.focused();
      openSettings(window);
      assertEquals("settings-all", window.focused());
      window.press(KeyCode.ESCAPE);
      window.waitToHide("settings-sheet");
      assertEquals(before, window.focused());

      window.click("settings");
      window.waitToShow("settings-sheet");
      window.click("settings-close");
      window.waitToHide("settings-sheet");
      MenuButton menu = (MenuButton) window.visible("profile-menu");
      WindowDriver.onFx(
          () -> {
            menu.getItems().stream()
                .filter(item -> "profile-settings".equals(item.getId()))
                .findFirst()
                .orElseThrow()
                .fire();
            return true;
          });
      window.waitToShow("setting-start");
      assertEquals("Office", window.text("settings-one"));
    }
  }

  @Test
  void theAppearanceCountsAtOnceAndTheNextTime() throws IOException {
    try (WindowDriver window = open()) {
      assertFalse(dark(window));
      openSettings(window);
      window.click("setting-appearance-dark");
      assertTrue(dark(window));
      window.press(KeyCode.ESCAPE);
    }
    assertEquals(Optional.of(Appearance.DARK), kept().appearance());
    try (WindowDriver window = open()) {
      assertTrue(dark(window));
      window.click("appearance");
      openSettings(window);
      assertTrue(
          WindowDriver.onFx(
              () -> ((ToggleButton) window.visible("setting-appearance-system")).isSelected()));
    }
    assertEquals(Optional.of(Appearance.SYSTEM), kept().appearance());
  }

  @Test
  void theDataPathIsThatForAllUnlessTheProfileHasAnother() throws IOException {
    try (WindowDriver window = open()) {
      openSettings(window);
      window.click("setting-path-userspace");
      window.press(KeyCode.ESCAPE);
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      assertEquals(DataPathChoice.USERSPACE, connectSent(1).dataPath());

      openProfileSettings(window);
      choose(window, "setting-path", 2);
      window.press(KeyCode.ESCAPE);
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 2);
      assertEquals(DataPathChoice.KERNEL, connectSent(2).dataPath());
    }
    assertEquals(DataPathChoice.KERNEL, kept().of("Office").dataPath());
    assertEquals(DataPathChoice.USERSPACE, kept().of("Home").dataPath());
  }

  @Test
  void startAtLoginIsShownAsItIsAndNotAsItWasWanted() {
    try (WindowDriver window = open()) {
      openSettings(window);
      assertFalse(checked(window, "setting-login"));
      window.click("setting-login");
      window.waitFor("the entry", desktop::startsAtLogin);
      window.press(KeyCode.ESCAPE);

      desktop.startsAtLogin(false);
      openSettings(window);
      window.waitFor("the truth", () -> !((CheckBox) window.visible("setting-login")).isSelected());
      desktop.stubborn();
      window.click("setting-login");
      window.waitForText(
          "toast-text", "Starting at login was not changed: the folder is full"::equals);
      window.waitFor("the truth", () -> !((CheckBox) window.visible("setting-login")).isSelected());
    }
  }

  @Test
  void whatIsToConnectOnStartDoesAndNothingElse() throws IOException {
    try (WindowDriver window = open()) {
      openProfileSettings(window);
      window.click("setting-start");
    }
    keep(settings -> settings.withProfile("Travel", wish -> wish.withConnectOnStart(true)));
    keep(settings -> settings.withProfile("Home", wish -> wish.withConnectOnStart(true)));
    assertEquals(List.of(), helper.requests());
    helper.status(Samples.connected("Home", 1));
    helper.answer(
        request ->
            request instanceof Request.Connect connect && connect.name().equals("Travel")
                ? new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "there is no room", "Wait."))
                : new Response.Done());
    try (WindowDriver window = open()) {
      window.waitForText(
          "toast-text", "Travel was not connected: Not now: there is no room"::equals);
      assertEquals(
          List.of("Office", "Travel"),
          helper.requests().stream()
              .map(request -> ((Request.Connect) request).name())
              .sorted()
              .toList());
      helper.restart();
      window.waitToShow("lost-banner");
      assertEquals(2, helper.requests().size(), "once is enough");
    }
  }

  @Test
  void afterSleepTunnelsConnectAgainUnlessTheUserDoesNotWantThat() throws IOException {
    keep(
        settings ->
            settings.withProfile("Home", w -> w.withReconnectAfterSleep(Optional.of(false))));
    try (WindowDriver window = open()) {
      helper.status(Samples.connected("Home", 1));
      helper.status(Samples.connected("Office", 1));
      helper.status(Samples.in("Travel", SessionState.CONNECTING, 1));
      window.waitForText("session-state", "Connected"::equals);
      desktop.wake();
      window.waitFor("the request", () -> !helper.requests().isEmpty());
      assertEquals(List.of(new Request.Reconnect("Office")), helper.requests());
    }
    desktop.wake();
    assertEquals(1, helper.requests().size(), "a window that is gone wants nothing");
  }

  @Test
  void theChartIsLookedAtAsBefore() {
    try (WindowDriver window = open()) {
      helper.status(Samples.connected("Office", 1));
      window.click("chart-span-hour");
      window.click("chart-scale-logarithmic");
    }
    try (WindowDriver window = open()) {
      window.waitToShow("chart-span-hour");
      assertTrue(
          WindowDriver.onFx(
              () ->
                  ((ToggleButton) window.visible("chart-span-hour")).isSelected()
                      && ((ToggleButton) window.visible("chart-scale-logarithmic")).isSelected()
                      && !((ToggleButton) window.visible("chart-span-day")).isSelected()));
    }
  }

  @Test
  void theWindowOpensWhereItWasUnlessThatScreenIsGone() throws IOException {
    keep(settings -> settings.withWindow(new WindowPlace(120, 90, 700, 560, false)));
    try (WindowDriver window = open()) {
      // The driver moves it to the corner; its size it leaves alone.
      Stage stage = window.stage();
      assertEquals(700, WindowDriver.onFx(stage::getWidth));
      assertEquals(560, WindowDriver.onFx(stage::getHeight));
      WindowDriver.onFx(
          () -> {
            stage.setX(40);
            stage.setY(30);
            stage.setWidth(720);
            return true;
          });
      window.settle();
    }
    assertEquals(Optional.of(new WindowPlace(40, 30, 720, 560, false)), kept().window());

    keep(settings -> settings.withWindow(new WindowPlace(9000, 90, 700, 560, false)));
    try (WindowDriver window = open()) {
      assertEquals(900, WindowDriver.onFx(() -> window.stage().getScene().getWidth()));
    }
  }

  @Test
  void aRemovedProfileTakesItsSettingsAlongAndBringsThemBack() throws IOException {
    keep(settings -> settings.withProfile("Office", w -> w.withNotifications(Optional.of(false))));
    try (WindowDriver window = open()) {
      window.click("profile-Office");
      window.press(KeyCode.DELETE);
      window.waitToShow("toast-undo");
      window.waitFor("the settings to go", () -> kept().profiles().isEmpty());
      window.click("toast-undo");
      window.waitFor("the settings to be back", () -> !kept().of("Office").notifications());
    }
  }

  @Test
  void aDamagedFileConnectsNothingUntilTheUserKnows() throws IOException {
    Path file = Files.writeString(folder.resolve("settings.json"), DAMAGED);
    for (int start = 0; start < 2; start++) {
      try (WindowDriver window = open()) {
        window.waitForText("settings-banner", text -> text.contains("without the kill switch"));
        window.click("connect-action");
        window.waitForText("problem-banner", text -> text.contains("cannot be understood"));
        assertEquals(List.of(), helper.requests());
      }
      assertEquals(DAMAGED, Files.readString(file), "it stays until then");
    }
    try (WindowDriver window = open()) {
      window.click("connect-action");
      window.waitToShow("problem-banner");
      window.click("settings-banner-dismiss");
      window.waitToHide("settings-banner");
      window.waitToHide("problem-banner");
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      assertFalse(connectSent(1).protection().killSwitch());
    }
    assertEquals(List.of(DAMAGED), putAside());
    try (WindowDriver window = open()) {
      assertFalse(window.shows("settings-banner"));
    }
  }

  @Test
  void afterADamagedFileTheKillSwitchCanBeChosenAnew() throws IOException {
    Files.writeString(folder.resolve("settings.json"), DAMAGED);
    try (WindowDriver window = open()) {
      window.click("appearance");
      openSettings(window);
      assertTrue(window.shows("settings-banner"), "that says nothing of the kill switch");
      window.click("setting-kill");
      window.waitToHide("settings-banner");
      window.press(KeyCode.ESCAPE);
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      assertTrue(connectSent(1).protection().killSwitch());
    }
    assertEquals(List.of(DAMAGED), putAside());
    assertTrue(kept().all().protection().killSwitch());
    assertEquals(Optional.of(Appearance.DARK), kept().appearance());
  }

  @Test
  void aDamagedFileThatIsMendedCountsAtOnce() throws IOException {
    keep(now -> now.withAll(now.all().withProtection(KILL_SWITCH)));
    Path file = folder.resolve("settings.json");
    String good = Files.readString(file);
    Files.writeString(file, DAMAGED);
    try (WindowDriver window = open()) {
      window.click("connect-action");
      window.waitToShow("problem-banner");
      Files.writeString(file, good);
      window.waitToHide("settings-banner");
      window.waitToHide("problem-banner");
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      assertTrue(connectSent(1).protection().killSwitch());
    }
    assertTrue(kept().all().protection().killSwitch());
    assertEquals(List.of(), putAside());
  }

  @Test
  void whatACommandSetsCountsInTheWindowThatRuns() throws IOException {
    try (WindowDriver window = open()) {
      openSettings(window);
      assertFalse(checked(window, "setting-kill"));
      keep(
          now ->
              now.withAll(now.all().withProtection(KILL_SWITCH)).withAppearance(Appearance.DARK));
      window.waitFor(
          "the command's word", () -> ((CheckBox) window.visible("setting-kill")).isSelected());
      assertTrue(dark(window));
      window.press(KeyCode.ESCAPE);
      window.click("connect-action");
      window.waitFor("the request", () -> helper.requests().size() == 1);
      assertTrue(connectSent(1).protection().killSwitch());
    }
  }

  private List<String> putAside() throws IOException {
    List<String> texts = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.damaged")) {
      for (Path file : files) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  @Test
  void whatStartsAtLoginIsSaidAsItIsHere() {
    try (WindowDriver window = open()) {
      openSettings(window);
      window.waitFor("the truth", () -> help(window, "setting-login").startsWith("No tray here"));
    }
    tray.present(true);
    try (WindowDriver window = open()) {
      openSettings(window);
      window.waitFor("the truth", () -> help(window, "setting-login").startsWith("In the tray"));
    }
  }

  private static String help(WindowDriver window, String id) {
    return window.visible(id).getAccessibleHelp();
  }

  @Test
  void whereCulvertCannotBeStartedAtLoginTheReasonIsSaid() {
    assertEquals("Culvert cannot do this on this system yet.", loginOn(Desktop.NONE));
    assertEquals("The demo leaves nothing behind.", loginOn(Desktop.DEMO));
  }

  private String loginOn(Desktop other) {
    try (WindowDriver window = open(other)) {
      openSettings(window);
      assertTrue(WindowDriver.onFx(() -> window.visible("setting-login").isDisabled()));
      return WindowDriver.onFx(() -> help(window, "setting-login"));
    }
  }

  @Test
  void whatCannotBeSavedIsSaid() throws IOException {
    try (WindowDriver window = open()) {
      Files.createDirectories(folder.resolve(".settings.json.draft").resolve("in the way"));
      window.click("appearance");
      window.waitForText("settings-banner", text -> text.contains("cannot be saved"));
      assertTrue(dark(window), "it counts all the same");
    }
  }
}
