package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Question;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever the Tab key leads, it can be seen. */
@Tag("ui")
class FocusTest {
  private static final int MOST_STOPS = 40;

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
