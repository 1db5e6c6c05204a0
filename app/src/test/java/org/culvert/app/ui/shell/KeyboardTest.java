package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The keys in a list that is long enough to be searched. */
@Tag("ui")
class KeyboardTest {
  private final FakeHelper helper = new FakeHelper();
  private final FakeShelf shelf = new FakeShelf();
  private WindowDriver window;

  @BeforeEach
  void open() {
    for (String name : List.of("amber", "birch", "cedar", "dune", "elm", "fern", "gorse")) {
      shelf.with(name, name + ".example.com:1194");
    }
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                shelf,
                _ -> false,
                new GuiContext.Options(
                    Optional.of("amber"), false, Optional.empty(), Appearance.LIGHT)));
    window.waitToShow("profile-amber");
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void deleteAndEnterLeaveAProfileAloneThatTheSearchHides() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("nothing like it");
    window.press(KeyCode.TAB);
    window.press(KeyCode.DELETE);
    window.press(KeyCode.ENTER);
    window.settle();

    assertEquals(7, shelf.kept().size());
    assertEquals(List.of(), helper.requests());
  }

  @Test
  void controlQEndsCulvertAndAsksFirstWhereATunnelStays() {
    helper.status(Samples.connected("amber", System.currentTimeMillis()));
    window.waitForText("session-state", "Connected"::equals);
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitForText("quit-title", "Quit Culvert?"::equals);
    assertTrue(window.text("quit-text").startsWith("amber stays connected"));
    window.press(KeyCode.ESCAPE);
    window.waitToHide("quit-sheet");

    window.press(KeyCode.CONTROL, KeyCode.COMMA);
    window.waitToShow("settings-sheet");
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitToShow("quit-sheet");
    window.click("quit-leave");
    window.waitForWindow(false);
  }

  @Test
  void controlQWithoutATunnelAsksNothing() {
    window.press(KeyCode.CONTROL, KeyCode.Q);
    window.waitForWindow(false);
  }

  @Test
  void theMenuBesideTheNameEndsCulvertAndShowsTheKey() {
    MenuItem quit =
        WindowDriver.onFx(
            () ->
                ((MenuButton) window.visible("profile-menu"))
                    .getItems().stream()
                        .filter(item -> "quit".equals(item.getId()))
                        .findFirst()
                        .orElseThrow());
    assertEquals("Quit Culvert", quit.getText());
    assertTrue(quit.getAccelerator().match(controlQ()));
    WindowDriver.onFx(
        () -> {
          quit.fire();
          return true;
        });
    window.waitForWindow(false);
  }

  private static KeyEvent controlQ() {
    return new KeyEvent(KeyEvent.KEY_PRESSED, "", "q", KeyCode.Q, false, true, false, false);
  }

  @Test
  void controlZTakesARemovalBackWhileTheToastOffersIt() {
    window.press(KeyCode.DELETE);
    window.waitForText("toast-text", "Removed amber"::equals);
    window.press(KeyCode.CONTROL, KeyCode.Z);
    window.waitForText("profile-name", "amber"::equals);
    assertEquals(7, shelf.kept().size());
  }

  @Test
  void theRowShowsWhereTheKeyboardIsAfterASearch() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("e");
    window.press(KeyCode.DOWN);
    assertEquals("profile-list", window.focused());
    window.waitFor("the ring", () -> window.visible("profile-list").isFocusVisible());
  }

  @Test
  void deleteAndEnterActOnTheProfileThatTheListShowsAsSelected() {
    window.press(KeyCode.CONTROL, KeyCode.F);
    window.type("elm");
    window.press(KeyCode.DOWN);
    window.waitForText("profile-name", "elm"::equals);
    window.press(KeyCode.ENTER);
    window.waitFor("the request", () -> helper.requests().size() == 1);
    window.press(KeyCode.DELETE);
    window.waitForText("toast-text", "Removed elm"::equals);
  }
}
