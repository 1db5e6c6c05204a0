package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.bus.Patience;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.settings.Appearance;
import org.culvert.app.tray.TraySign;
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
  @TempDir Path home;

  private final FakeHelper helper = new FakeHelper();
  private final List<AutoCloseable> open = new ArrayList<>();
  private Panel panel;
  private PanelIcon icon;
  private WindowDriver window;

  @BeforeEach
  void open() throws Exception {
    panel = new Panel(home);
    open.add(panel);
    icon = PanelIcon.expectedIn(panel);
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
    icon.await(TraySign.OFF);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private void hideTheWindow() {
    window.requestClose();
    window.waitForWindow(false);
  }

  @Test
  void theIconIsInThePanelAndFollowsTheState() throws Exception {
    Rectangle place = icon.place();
    assertTrue(place.height <= Panel.HEIGHT && place.width <= Panel.HEIGHT, place.toString());
    panel.screenshot("tray-off");

    helper.status(Samples.in("Office", SessionState.CONNECTING, System.currentTimeMillis()));
    icon.await(TraySign.CONNECTING);
    panel.screenshot("tray-connecting");
    helper.status(Samples.connected("Office", System.currentTimeMillis()));
    icon.await(TraySign.ON);
    panel.screenshot("tray-on");
    helper.status(Samples.in("Office", SessionState.FAILED, System.currentTimeMillis()));
    icon.await(TraySign.PROBLEM);
    panel.screenshot("tray-problem");
    helper.status(Samples.in("Office", SessionState.DISCONNECTED, System.currentTimeMillis()));
    icon.await(TraySign.OFF);
  }

  @Test
  void aClickInTheMenuConnectsAndTheNextOneDisconnects() throws Exception {
    hideTheWindow();
    Rectangle connect = icon.pointAtFirstLine();
    panel.screenshot("tray-menu");
    icon.click(connect);
    Patience.until("the request", () -> helper.requests().size() == 1);
    assertEquals(
        "Home", assertInstanceOf(Request.Connect.class, helper.requests().getFirst()).name());

    long now = System.currentTimeMillis();
    helper.status(Samples.connected("Home", now - 727_000));
    helper.say(new Event.Traffic("Home", now, 0, 0, 0, 0));
    icon.await(TraySign.ON);
    Rectangle disconnect = icon.pointAtFirstLine();
    panel.screenshot("tray-menu-connected");
    icon.click(disconnect);
    Patience.until("the request", () -> helper.requests().size() == 2);
    assertEquals(new Request.Disconnect("Home"), helper.requests().getLast());
  }

  @Test
  void aClickOnTheIconBringsTheWindow() throws Exception {
    hideTheWindow();
    panel.click(icon.place(), 1);

    window.waitForWindow(true);
  }

  @Test
  void theTipIsShownBesideThePointer() throws Exception {
    helper.status(Samples.connected("Office", System.currentTimeMillis() - 727_000));
    icon.await(TraySign.ON);
    BufferedImage before = panel.screen();
    panel.pointAt(icon.place());
    Patience.until(
        "the tip", () -> Pixels.changed(before, panel.screen()).getMaxY() > Panel.HEIGHT + 10);
    panel.screenshot("tray-tip");
  }

  @Test
  void theIconIsBackAfterThePanel() throws Exception {
    panel.restart();

    icon.await(TraySign.OFF);
  }

  @Test
  void theIconGoesWithTheApp() throws Exception {
    window.close();

    Patience.until("the icon to go", () -> !icon.shows(TraySign.OFF));
  }
}
