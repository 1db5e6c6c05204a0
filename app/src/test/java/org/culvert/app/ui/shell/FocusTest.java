package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.Clipboards;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever the Tab key leads, it can be seen. */
@Tag("ui")
class FocusTest {
  private static final int MOST_STOPS = 40;

  @TempDir private Path folder = Path.of("");

  private final FakeHelper helper = new FakeHelper();

  private WindowDriver open(FakeShelf shelf, Appearance appearance) {
    return WindowDriver.open(
        new GuiContext(
            helper,
            shelf,
            _ -> false,
            new FakeKeyring(),
            TrayDesktop.NONE,
            TotalsStore.NONE,
            SettingsStore.NONE,
            new FakeDesktop().desktop(),
            new GuiContext.Options(Optional.of("Office"), false, Optional.empty(), appearance)));
  }

  /** Goes once around by the Tab key. */
  private static int stops(WindowDriver window) {
    Set<Node> stops = new HashSet<>();
    while (stops.size() < MOST_STOPS) {
      window.press(KeyCode.TAB);
      Node stop = WindowDriver.onFx(() -> window.stage().getScene().getFocusOwner());
      if (!stops.add(stop)) {
        return stops.size();
      }
      assertTrue(window.focusCanBeSeen(), () -> "nothing shows the focus of " + stop);
    }
    throw new AssertionError("the Tab key never comes back");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void eachControlShowsThatItHasTheFocus(Appearance appearance) {
    try (WindowDriver window =
        open(new FakeShelf().with("Home", "h:1").with("Office", "o:1"), appearance)) {
      window.waitToShow("connect-action");
      assertTrue(stops(window) >= 6, "at rest");
      long now = System.currentTimeMillis();
      helper.status(Samples.connected("Office", now));
      helper.say(Samples.log("Office", now, LogLine.Level.INFO, "a line"));
      window.waitForText("session-state", "Connected"::equals);
      assertTrue(stops(window) >= 10, "the overview");
      window.click("tab-totals");
      stops(window);
      window.press(KeyCode.CONTROL, KeyCode.L);
      stops(window);
      window.click("log-search");
      window.type("line");
      window.waitFor("a line to be found", () -> !window.visible("log-next").isDisabled());
      stops(window);

      window.press(KeyCode.CONTROL, KeyCode.COMMA);
      window.waitToShow("settings-sheet");
      assertTrue(stops(window) >= 7, "the settings");
      window.click("settings-one");
      window.waitToShow("setting-start");
      assertTrue(stops(window) >= 6, "those of a profile");
      window.press(KeyCode.ESCAPE);
      helper.status(
          Samples.waiting(
              "Home", 1, new Question.Login(Optional.empty(), true, Optional.empty(), "")));
      window.waitToShow("question-sheet");
      assertTrue(stops(window) >= 3, "a question");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void soDoesEachInASheet(Appearance appearance) throws Exception {
    try (WindowDriver window = open(new FakeShelf().with("Office", "o:1"), appearance)) {
      window.waitToShow("connect-action");
      window.press(KeyCode.F2);
      sheet(window, "rename-sheet", 3);
      window.press(KeyCode.CONTROL, KeyCode.E);
      sheet(window, "edit-sheet", 3);
      Clipboards.put("https://vpn.example.com/");
      window.press(KeyCode.CONTROL, KeyCode.V);
      sheet(window, "address-sheet", 5);
      Clipboards.put(
          List.of(
              Files.writeString(folder.resolve("Office.ovpn"), "client\n"),
              Files.writeString(folder.resolve("Zurich.ovpn"), "client\n")));
      window.press(KeyCode.CONTROL, KeyCode.V);
      sheet(window, "import-sheet", 5);
      window.press(KeyCode.CONTROL, KeyCode.L);
      window.click("log-diagnostics");
      sheet(window, "diagnostics-sheet", 3);
      window.press(KeyCode.CONTROL, KeyCode.L);
      long now = System.currentTimeMillis();
      helper.status(
          Samples.failed(
              "Office",
              SessionState.FAILED,
              now,
              Optional.of(Problem.of(ProblemCode.HOST_SETUP_FAILED, "no TUN driver"))));
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      sheet(window, "machine-sheet", 1);
      helper.status(Samples.connected("Office", now));
      window.waitForText("session-state", "Connected"::equals);
      window.requestClose();
      sheet(window, "quit-sheet", 3);
    }
  }

  /** It is left as it was; to a screen reader it is a dialog with a title. */
  private static void sheet(WindowDriver window, String id, int least) {
    window.waitToShow(id);
    assertEquals(List.of(), window.silentControls(), id);
    assertTrue(stops(window) >= least, id);
    window.press(KeyCode.ESCAPE);
    window.waitToHide(id);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void soDoesEachInAWindowWithoutProfiles(Appearance appearance) {
    try (WindowDriver window = open(new FakeShelf(), appearance)) {
      window.waitToShow("empty-import");
      assertTrue(stops(window) >= 3, "the window");
      window.click("empty-settings");
      window.waitToShow("settings-sheet");
      assertTrue(stops(window) >= 6, "the settings");
    }
  }
}
