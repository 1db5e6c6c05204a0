package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.FakeTray;
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
  /** Pixels of a line that may be over the edge, of the four below its words. */
  private static final double ROOM = 2;

  private final FakeHelper helper = new FakeHelper();
  private final FakeTray tray = new FakeTray();
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
                new FakeKeyring(),
                tray,
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

  @Test
  void whoComesBackPageByPageIsTakenAlongAgain() {
    window.press(KeyCode.HOME);
    window.waitFor("the first line", () -> bar().getValue() < 0.2);
    for (int page = 0; page < 20; page++) {
      window.press(KeyCode.PAGE_DOWN);
    }
    window.waitFor("the newest line", this::atFoot);
    sayLong(100);
    window.waitFor("the end of the newest line", this::atFoot);
  }

  @Test
  void whoDragsTheBarToItsEndIsTakenAlongAgain() {
    window.press(KeyCode.HOME);
    window.waitFor("the first line", () -> bar().getValue() < 0.2);
    nameTheBar();
    window.drag("log-bar-thumb", "log-bar-end");
    window.waitFor("the newest line", this::atFoot);
    sayLong(100);
    window.waitFor("the end of the newest line", this::atFoot);
  }

  @Test
  void aLineThatWrapsIsFollowedToItsEnd() {
    window.resize(640, 520);
    for (int i = 1; i <= 8; i++) {
      sayLong(i * 10);
      window.waitFor("the end of the newest line", this::atFoot);
    }
  }

  @Test
  void ofALineThatIsHigherThanTheListTheEndIsInView() {
    window.resize(640, 520);
    sayLong(400);
    window.waitFor("the end of the newest line", this::atFoot);
    assertTrue(WindowDriver.onFx(() -> newest().orElseThrow().getHeight() > list().getHeight()));
    say(1);
    window.waitFor("the line below it", this::atFoot);
  }

  @Test
  void whoScrolledUpWithinTheNewestLineIsLeftThereUntilItsEndIsReachedAgain() {
    window.resize(640, 520);
    sayLong(100);
    window.waitFor("the end of the newest line", this::atFoot);
    window.scroll("log-list", -1);
    window.waitFor("the end to be out of view", () -> !atFoot());
    say(1);
    window.settle();
    assertFalse(WindowDriver.onFx(this::atFoot));
    window.scroll("log-list", 100);
    window.waitFor("the newest line", this::atFoot);
    sayLong(100);
    window.waitFor("the end of the newest line", this::atFoot);
  }

  @Test
  void whatCameWhileTheWindowWasInTheTrayIsFollowedWhenItIsBack() {
    tray.present(true);
    window.requestClose();
    window.waitForWindow(false);
    for (int i = 0; i < 10; i++) {
      say(10);
      window.settle();
    }
    tray.choose(new TrayCommand.Open());
    window.waitForWindow(true);
    window.waitFor("the newest line", this::atFoot);
    sayLong(100);
    window.waitFor("the end of the newest line", this::atFoot);
  }

  @Test
  void whoPressesTheTrackOfTheBarIsLeftWhereItLeads() {
    nameTheBar();
    window.click("log-bar");
    window.waitFor("a page further up", () -> !atFoot());
    say(5);
    window.settle();
    assertFalse(WindowDriver.onFx(this::atFoot));
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

  private void sayLong(int words) {
    said++;
    helper.say(
        Samples.log(
            "Office", said, LogLine.Level.INFO, "line " + said + " with words".repeat(words)));
  }

  /** Whether the newest line is in view to its last row; below the words a cell has some room. */
  private boolean atFoot() {
    double foot = list().localToScene(list().getLayoutBounds()).getMaxY();
    return newest()
        .filter(cell -> cell.localToScene(cell.getLayoutBounds()).getMaxY() <= foot + ROOM)
        .isPresent();
  }

  private Optional<Region> newest() {
    return list().lookupAll(".log-cell").stream()
        .filter(cell -> cell.isVisible() && cell.getAccessibleText() != null)
        .filter(cell -> (cell.getAccessibleText() + " ").contains("line " + said + " "))
        .map(Region.class::cast)
        .findFirst();
  }

  private Region list() {
    return (Region) window.visible("log-list");
  }

  private void nameTheBar() {
    WindowDriver.onFx(
        () -> {
          bar().setId("log-bar");
          bar().lookup(".thumb").setId("log-bar-thumb");
          bar().lookup(".increment-button").setId("log-bar-end");
          return true;
        });
  }

  private ScrollBar bar() {
    return list().lookupAll(".scroll-bar").stream()
        .map(ScrollBar.class::cast)
        .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
        .findFirst()
        .orElseThrow();
  }
}
