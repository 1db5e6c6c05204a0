package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.culvert.app.bus.Patience;
import org.culvert.app.instance.Visit;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.Choices;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.FakeTray;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window on a desktop that notifies, and where Culvert is started again. */
@Tag("ui")
class DesktopMannersWindowTest {
  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private final FakeTray tray = new FakeTray();
  private final FakeDesktop desktop = new FakeDesktop();
  private Optional<WindowDriver> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(WindowDriver::close);
  }

  private GuiContext context(SettingsStore settings, List<Path> files, boolean hidden) {
    return new GuiContext(
        helper,
        new FakeShelf().with("Office", "o:1").with("Home", "h:1"),
        _ -> false,
        new FakeKeyring(),
        tray,
        TotalsStore.NONE,
        settings,
        desktop.desktop(),
        new GuiContext.Options(Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)
            .with(new Visit(files), hidden));
  }

  private WindowDriver open(GuiContext context) {
    WindowDriver window = WindowDriver.open(context);
    opened = Optional.of(window);
    window.waitToShow("connect-action");
    return window;
  }

  private WindowDriver open() {
    return open(context(SettingsStore.NONE, List.of(), false));
  }

  private void hide(WindowDriver window) {
    tray.present(true);
    window.requestClose();
    window.waitForWindow(false);
  }

  private List<String> titles() {
    return desktop.told().stream().map(it -> it.title()).toList();
  }

  @Test
  void aHiddenWindowHasTheDesktopTellAndAClickBringsIt() {
    WindowDriver window = open();
    window.waitFor("the focus", () -> window.stage().isFocused());
    helper.status(Samples.connected("Home", 1));
    window.waitFor("the state", () -> window.stage().isFocused() && tray.face().tip().size() == 1);
    assertEquals(List.of(), titles(), "the user looks at it");

    hide(window);
    helper.status(Samples.connected("Office", 1));
    window.waitFor("the message", () -> titles().equals(List.of("Office is connected")));
    int before = desktop.withdrawals();
    desktop.click();
    window.waitForWindow(true);
    window.waitFor("it to be known", () -> desktop.withdrawals() > before);
    assertFalse(desktop.closed());
  }

  @Test
  void aQuestionIsToldOnceTheKeyringDoesNotKnowTheAnswer() {
    WindowDriver window = open();
    hide(window);
    helper.status(
        Samples.waiting(
            "Office", 1, new Question.Login(Optional.empty(), true, Optional.empty(), "")));
    window.waitFor("the message", () -> titles().equals(List.of("Office waits for you")));
    window.waitForWindow(true);
    window.waitToShow("question-sheet");
  }

  @Test
  void whoWantsNoNotificationsGetsNone() {
    Settings quiet =
        Settings.USUAL
            .withAll(Choices.USUAL.withNotifications(false))
            .withProfile("Home", wish -> wish.withNotifications(Optional.of(true)));
    WindowDriver window = open(context(kept(quiet), List.of(), false));
    hide(window);
    helper.status(Samples.connected("Office", 1));
    helper.status(Samples.connected("Home", 1));
    window.waitFor("the message", () -> titles().equals(List.of("Home is connected")));
    helper.status(Samples.in("Office", SessionState.RECONNECTING, 2));
    helper.status(Samples.in("Home", SessionState.RECONNECTING, 2));
    window.waitFor("the message", () -> titles().size() == 2);
    assertEquals("Home lost its connection", titles().getLast());
  }

  private static SettingsStore kept(Settings settings) {
    return new SettingsStore() {
      @Override
      public Settings read() {
        return settings;
      }

      @Override
      public void change(UnaryOperator<Settings> change) {}

      @Override
      public Optional<Path> change(UnaryOperator<Settings> change, Settings instead) {
        return Optional.empty();
      }
    };
  }

  @Test
  void theEndOfTheWindowIsTheEndOfWhatTheDesktopTells() {
    WindowDriver window = open();
    window.requestClose();
    window.waitForWindow(false);
    assertTrue(desktop.closed());
    desktop.click();
    desktop.visit(new Visit(List.of()));
    window.waitForWindow(false);
  }

  @Test
  void aSecondStartBringsTheWindowAndItsFiles() throws Exception {
    WindowDriver window = open();
    hide(window);
    desktop.visit(new Visit(List.of()));
    window.waitForWindow(true);

    Path file = Files.writeString(folder.resolve("branch.ovpn"), "client\n");
    desktop.visit(new Visit(List.of(file)));
    window.click("import-accept");
    window.waitForText("profile-name", "branch"::equals);
    Path bad = Files.writeString(folder.resolve("bad.ovpn"), "clinet\n");
    desktop.visit(new Visit(List.of(bad)));
    window.waitToShow("import-sheet");
  }

  @Test
  void aLinkThatASecondStartBringsIsTalkedAboutBeforeAnybodyIsAsked() {
    WindowDriver window = open();
    hide(window);
    desktop.visit(
        new Visit(
            List.of(), Optional.of("openvpn://import-profile/https://vpn.example.com/x.ovpn")));
    window.waitForWindow(true);
    window.waitToShow("address-sheet");
    assertTrue(window.text("address-address").contains("vpn.example.com/x.ovpn"));
  }

  @Test
  void theFilesThatItIsStartedWithAreImported() throws Exception {
    Path file = Files.writeString(folder.resolve("branch.ovpn"), "client\n");
    WindowDriver window = open(context(SettingsStore.NONE, List.of(file), false));
    window.click("import-accept");
    window.waitForText("profile-name", "branch"::equals);
  }

  private static boolean connects(MenuEntry entry) {
    return entry instanceof MenuEntry.Choice choice
        && choice.possible()
        && choice.command() instanceof TrayCommand.Connect;
  }

  private Stage openHidden() {
    return openHidden(SettingsStore.NONE);
  }

  private Stage openHidden(SettingsStore settings) {
    WindowDriver.startToolkit();
    return WindowDriver.onFx(
        () -> {
          Stage stage = new Stage();
          GuiLauncher.open(stage, context(settings, List.of(), true), () -> {});
          return stage;
        });
  }

  private static void await(Stage stage, boolean there) throws Exception {
    Patience.until("the window", () -> WindowDriver.onFx(() -> stage.isShowing() == there));
  }

  @Test
  void aHiddenStartShowsOnlyTheTrayUntilTheUserWantsMore() throws Exception {
    Stage stage = openHidden();
    tray.present(true);
    assertFalse(WindowDriver.onFx(stage::isShowing));
    tray.choose(new TrayCommand.Open());
    await(stage, true);
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
    assertTrue(tray.closed());
  }

  @Test
  void aHiddenStartOverDamagedSettingsShowsTheWindowAndTheTrayConnectsNothing() throws Exception {
    Files.writeString(folder.resolve("settings.json"), "{");
    Stage stage = openHidden(new SettingsFile(folder, Clock.systemUTC()));
    assertTrue(WindowDriver.onFx(stage::isShowing));
    Node said = WindowDriver.onFx(() -> stage.getScene().lookup("#settings-banner"));
    assertTrue(said.getAccessibleText().contains("without the kill switch"));

    tray.present(true);
    Patience.until("the helper", () -> connects(tray.face().menu().getFirst()));
    WindowDriver.onFx(
        () -> {
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return true;
        });
    await(stage, false);
    tray.choose(new TrayCommand.Connect("Home"));
    await(stage, true);
    Node refused = WindowDriver.onFx(() -> stage.getScene().lookup("#problem-banner"));
    Patience.until("the reason", () -> WindowDriver.onFx(refused::isVisible));
    assertTrue(refused.getAccessibleText().contains("cannot be understood"));
    assertEquals(List.of(), helper.requests());
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
  }

  @Test
  void aHiddenStartWithoutATrayShowsTheWindowAfterAWhileAndSaysWhy() throws Exception {
    Stage stage = openHidden();
    Node said = WindowDriver.onFx(() -> stage.getScene().lookup("#tray-banner"));
    assertFalse(said.isVisible());
    await(stage, true);
    assertTrue(WindowDriver.onFx(said::isVisible));
    assertTrue(said.getAccessibleText().startsWith("This desktop shows no tray icons."));
    tray.present(true);
    Patience.until("it to be of the past", () -> WindowDriver.onFx(() -> !said.isVisible()));
    WindowDriver.onFx(
        () -> {
          stage.hide();
          return true;
        });
  }
}
