package org.culvert.app.ui.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with the log in the window: found, filtered, copied and saved. */
@Tag("ui")
class LogWindowTest {
  private static final String OFFICE = "Office";

  @TempDir Path folder;

  private final FakeHelper helper = new FakeHelper();
  private WindowDriver window;

  @BeforeEach
  void openTheLog() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with(OFFICE, "vpn.example.com:1194"),
                _ -> false,
                new GuiContext.Options(
                    Optional.of(OFFICE), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("connect-action");
    window.press(KeyCode.CONTROL, KeyCode.L);
    for (int i = 1; i <= 120; i++) {
      say(i, i % 40 == 0 ? "the needle " + i : "hay " + i);
    }
    window.waitFor("all lines", () -> list().getItems().size() == 120);
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void aSearchLeadsFromLineToLineByTheKeyboardAlone() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    assertEquals("log-search", window.focused());
    window.type("needle");
    window.waitForText("log-found", "3 found"::equals);
    window.press(KeyCode.ENTER);
    window.waitForText("log-found", "1 of 3"::equals);
    window.waitFor("the line in view", () -> inView("the needle 40"));
    window.press(KeyCode.F3);
    window.waitForText("log-found", "2 of 3"::equals);
    window.waitFor("the line in view", () -> inView("the needle 80"));
    window.press(KeyCode.SHIFT, KeyCode.F3);
    window.press(KeyCode.SHIFT, KeyCode.ENTER);
    window.waitForText("log-found", "3 of 3"::equals);
    window.waitFor("the line in view", () -> inView("the needle 120"));
    assertEquals(List.of("needle"), WindowDriver.onFx(this::marked));

    window.press(KeyCode.ESCAPE);
    assertEquals("log-list", window.focused());
    assertEquals("", window.text("log-search"));
  }

  @Test
  void onlyFoundLinesAreShownWhenWanted() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("needle");
    window.click("log-only");
    window.waitFor("three lines", () -> list().getItems().size() == 3);
    say(121, "another needle");
    window.waitFor("a fourth", () -> list().getItems().size() == 4);
    window.click("log-only");
    window.waitFor("all lines", () -> list().getItems().size() == 121);
  }

  @Test
  void aLevelLeavesOutTheLinesBelowIt() {
    helper.say(Samples.log(OFFICE, 121, LogLine.Level.DEBUG, "a detail"));
    helper.say(Samples.log(OFFICE, 122, LogLine.Level.WARNING, "a doubt"));
    helper.say(Samples.log(OFFICE, 123, LogLine.Level.ERROR, "the end"));
    awaitLines("all but the detail", 122);
    window.click("log-level-debug");
    awaitLines("all lines", 123);
    window.click("log-level-warning");
    awaitLines("two lines", 2);
    assertEquals(List.of("a doubt", "the end"), texts());
    window.click("log-level-error");
    awaitLines("one line", 1);
    window.click("log-level-error");
    assertEquals(List.of("the end"), texts(), "a second click takes nothing back");
    helper.say(Samples.log(OFFICE, 124, LogLine.Level.WARNING, "one more doubt"));
    window.click("log-level-info");
    awaitLines("all but the detail", 123);
  }

  private void awaitLines(String what, int count) {
    window.waitFor(what, () -> list().getItems().size() == count);
  }

  private List<String> texts() {
    return WindowDriver.onFx(() -> list().getItems().stream().map(LogLine::text).toList());
  }

  @Test
  void whatIsLookedForInVainIsSaid() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("nothing like it");
    window.waitForText("log-found", "Not found"::equals);
    assertTrue(WindowDriver.onFx(() -> window.visible("log-next").isDisabled()));
  }

  @Test
  void theSelectedLineIsCopiedAndAllLinesAreSaved() throws Exception {
    Path file = folder.resolve("saved.log");
    WindowDriver.onFx(
        () -> {
          ((LogView) window.visible("log")).askWith((_, _) -> Optional.of(file));
          return true;
        });
    window.press(KeyCode.HOME);
    window.press(KeyCode.CONTROL, KeyCode.C);
    window.waitForText("toast-text", "Copied one line"::equals);
    String copied = WindowDriver.onFx(() -> Clipboard.getSystemClipboard().getString());
    assertTrue(copied.endsWith(" info hay 1\n"), copied);

    window.click("log-save");
    window.waitForText("toast-text", "Saved to saved.log"::equals);
    assertEquals(120, Files.readAllLines(file).size());
  }

  @Test
  void aNumberStaysOnTheLineOfItsUnit() {
    say(121, "next attempt in 5 s");
    awaitLines("the line", 121);
    window.waitFor(
        "the line in view",
        () ->
            list().lookupAll(".marked-words").stream()
                .map(Text.class::cast)
                .anyMatch(words -> words.getText().equals("next attempt in 5\u00a0s")));
  }

  @Test
  void whatHelpsIsOfferedAtALineAsLongAsItHelps() {
    Problem problem = Problem.of(ProblemCode.HOST_SETUP_FAILED, "no TUN driver");
    helper.say(Samples.log(OFFICE, 121, problem));
    awaitLines("the line", 121);
    window.press(KeyCode.END);
    window.waitToShow("log-explanation");
    assertFalse(window.shows("log-explanation-offer"), "nothing is wrong now");

    helper.status(Samples.failed(OFFICE, SessionState.FAILED, 122, Optional.of(problem)));
    window.waitToShow("log-explanation-offer");
    helper.status(Samples.connected(OFFICE, 123));
    window.waitToHide("log-explanation-offer");
    helper.status(Samples.failed(OFFICE, SessionState.FAILED, 124, Optional.of(problem)));
    window.waitToShow("log-explanation-offer");
    window.press(KeyCode.HOME);
    window.waitToHide("log-explanation");
    window.press(KeyCode.END);
    window.waitToShow("log-explanation-offer");
    window.click("log-explanation-offer");
    window.waitToShow("machine-sheet");
  }

  private void say(int time, String text) {
    helper.say(Samples.log(OFFICE, time, LogLine.Level.INFO, text));
  }

  @SuppressWarnings("unchecked") // what the list holds is known
  private ListView<LogLine> list() {
    return (ListView<LogLine>) window.visible("log-list");
  }

  private boolean inView(String text) {
    var frame = list().localToScene(list().getLayoutBounds());
    return list().lookupAll(".log-cell").stream()
        .filter(cell -> cell.isVisible() && cell.getAccessibleText() != null)
        .filter(cell -> cell.getAccessibleText().endsWith(text))
        .map(cell -> cell.localToScene(cell.getLayoutBounds()))
        .anyMatch(at -> at.getMinY() >= frame.getMinY() && at.getMinY() < frame.getMaxY() - 8);
  }

  /** What is marked in a line that has a mark. */
  private List<String> marked() {
    return list().lookupAll(".marked-text").stream()
        .map(MarkedText.class::cast)
        .map(MarkedText::marked)
        .filter(marks -> !marks.isEmpty())
        .findFirst()
        .orElse(List.of());
  }
}
