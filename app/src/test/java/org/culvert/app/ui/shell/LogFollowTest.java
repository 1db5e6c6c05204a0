package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.LogLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which line of a growing log is in view. */
@Tag("ui")
class LogFollowTest {
  private final FakeHelper helper = new FakeHelper();
  private WindowDriver window;
  private int said;

  @BeforeEach
  void openTheLog() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194"),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    window.press(KeyCode.CONTROL, KeyCode.L);
    say(60);
    window.waitFor("the newest line", this::atFoot);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void theNewestLineIsFollowedThroughLongLinesAndOtherSizes() {
    for (int i = 0; i < 6; i++) {
      window.resize(i % 2 == 0 ? 700 : 900, i % 2 == 0 ? 520 : 640);
      say(7);
      window.waitFor("the newest line", this::atFoot);
    }
  }

  @Test
  void whoScrolledUpIsLeftThereUntilTheFootIsReachedAgain() {
    window.press(KeyCode.HOME);
    window.waitFor("the first line", () -> bar().getValue() < 0.2);
    say(5);
    window.settle();
    assertTrue(WindowDriver.onFx(() -> bar().getValue() < 0.5));
    window.press(KeyCode.END);
    window.waitFor("the newest line", this::atFoot);
    say(5);
    window.waitFor("the newest line", this::atFoot);
  }

  private void say(int lines) {
    for (int i = 0; i < lines; i++) {
      said++;
      helper.say(
          Samples.log(
              "Office",
              said,
              LogLine.Level.INFO,
              "line " + said + (said % 5 == 0 ? " with a great many words".repeat(12) : "")));
    }
  }

  private boolean atFoot() {
    return window.visible("log-list").lookupAll(".log-cell").stream()
        .filter(cell -> cell.isVisible() && cell.getAccessibleText() != null)
        .anyMatch(cell -> (cell.getAccessibleText() + " ").contains("line " + said + " "));
  }

  private ScrollBar bar() {
    return window.visible("log-list").lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
        .findFirst()
        .orElseThrow();
  }
}
