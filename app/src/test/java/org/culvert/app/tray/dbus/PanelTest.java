package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.bus.Patience;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Event;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real window and a real panel: the icon is drawn, and clicked with a real pointer. */
@Tag("ui")
class PanelTest {
  private static final Color BLUE = new Color(0x2f78e4);
  private static final Color ORANGE = new Color(0xef9b1a);
  private static final Color GREY = new Color(0x858d99);

  /** An icon has at least so many pixels of its colour. */
  private static final int MANY = 40;

  @TempDir Path home;

  private final FakeHelper helper = new FakeHelper();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Panel panel;
  private BufferedImage empty;
  private WindowDriver window;
  private Rectangle icon = new Rectangle();

  @BeforeEach
  void open() throws Exception {
    panel = new Panel(home);
    open.add(panel);
    panel.awaitDrawn();
    panel.pointAway();
    empty = panel.screen();
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Home", "home.example.net:443").with("Office", "o:1"),
                _ -> false,
                new FakeKeyring(),
                new BusTrays(panel.session()),
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.LIGHT)));
    open.add(window);
    awaitIcon(GREY);
    icon = Pixels.changed(empty, panel.screen());
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static Rectangle bar(BufferedImage screen) {
    return new Rectangle(0, 0, screen.getWidth(), Panel.HEIGHT);
  }

  private void awaitIcon(Color colour) throws Exception {
    Patience.until(
        "an icon of the colour " + colour,
        () -> {
          BufferedImage screen = panel.screen();
          return Pixels.count(screen, bar(screen), colour) > MANY;
        });
  }

  /** Opens the menu with the right button; returns once the first line is marked. */
  private void openMenu() throws Exception {
    BufferedImage before = panel.screen();
    panel.click(icon, 3);
    Patience.until(
        "the menu to be drawn", () -> Pixels.changed(before, panel.screen()).height > 60);
    Patience.until("the menu to stand", this::stands);
    BufferedImage unmarked = panel.screen();
    panel.press("Down");
    Patience.until(
        "a line to be marked", () -> !Pixels.changed(unmarked, panel.screen()).isEmpty());
  }

  private boolean stands() throws Exception {
    BufferedImage one = panel.screen();
    return Pixels.changed(one, panel.screen()).isEmpty();
  }

  private void hideTheWindow() {
    window.requestClose();
    window.waitForWindow(false);
  }

  @Test
  void theIconIsInThePanelAndFollowsTheState() throws Exception {
    assertTrue(icon.height <= Panel.HEIGHT && icon.width <= Panel.HEIGHT, icon.toString());
    panel.screenshot("tray-off");

    helper.status(Samples.in("Office", SessionState.CONNECTING, System.currentTimeMillis()));
    awaitIcon(new Color(0x3f83f0));
    panel.screenshot("tray-connecting");
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    awaitIcon(Color.WHITE);
    awaitIcon(BLUE);
    panel.screenshot("tray-on");
    helper.status(Samples.in("Office", SessionState.FAILED, System.currentTimeMillis()));
    awaitIcon(ORANGE);
    panel.screenshot("tray-problem");
    helper.status(Samples.in("Office", SessionState.DISCONNECTED, System.currentTimeMillis()));
    awaitIcon(GREY);
  }

  @Test
  void aClickInTheMenuConnectsAndTheNextOneDisconnects() throws Exception {
    hideTheWindow();
    openMenu();
    panel.screenshot("tray-menu");
    panel.press("Return");
    Patience.until("the request", () -> helper.requests().size() == 1);
    assertEquals(
        "Home", assertInstanceOf(Request.Connect.class, helper.requests().getFirst()).name());

    long now = System.currentTimeMillis();
    helper.status(Samples.connected("Home", now - 727_000));
    helper.say(new Event.Traffic("Home", now, 0, 0, 0, 0));
    awaitIcon(BLUE);
    openMenu();
    panel.screenshot("tray-menu-connected");
    panel.press("Return");
    Patience.until("the request", () -> helper.requests().size() == 2);
    assertEquals(new Request.Disconnect("Home"), helper.requests().getLast());
  }

  @Test
  void aClickOnTheIconBringsTheWindow() throws Exception {
    hideTheWindow();
    panel.click(icon, 1);

    window.waitForWindow(true);
  }

  @Test
  void theTipIsShownBesideThePointer() throws Exception {
    helper.status(Samples.connected("Office", System.currentTimeMillis() - 727_000));
    awaitIcon(BLUE);
    BufferedImage before = panel.screen();
    panel.pointAt(icon);
    Patience.until(
        "the tip", () -> Pixels.changed(before, panel.screen()).getMaxY() > Panel.HEIGHT + 10);
    panel.screenshot("tray-tip");
  }

  @Test
  void theIconIsBackAfterThePanel() throws Exception {
    panel.restart();

    awaitIcon(GREY);
  }

  @Test
  void theIconGoesWithTheApp() throws Exception {
    window.close();

    Patience.until(
        "the icon to go",
        () -> {
          BufferedImage screen = panel.screen();
          return Pixels.count(screen, bar(screen), GREY) < MANY;
        });
  }
}
