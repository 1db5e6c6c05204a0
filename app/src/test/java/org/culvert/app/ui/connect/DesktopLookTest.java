package org.culvert.app.ui.connect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.look.Look;
import org.culvert.app.settings.Appearance;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real window on a desktop that changes its mind. */
@Tag("ui")
class DesktopLookTest {
  private final FakeHelper helper = new FakeHelper();
  private final FakeDesktop desktop = new FakeDesktop();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "o:1"),
                _ -> false,
                new FakeKeyring(),
                TrayDesktop.NONE,
                TotalsStore.NONE,
                SettingsStore.NONE,
                desktop.desktop(),
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), Appearance.SYSTEM)));
    window.waitToShow("connect-action");
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void awaitSheet(String name) {
    window.waitFor(
        name,
        () ->
            window.stage().getScene().getStylesheets().stream()
                .anyMatch(sheet -> sheet.endsWith(name)));
  }

  @Test
  void lightAndDarkFollowTheDesktopUnlessTheUserChoseOne() {
    desktop.look(new Look(Optional.of(true), Optional.empty()));
    awaitSheet("dark.css");
    desktop.look(new Look(Optional.of(false), Optional.empty()));
    awaitSheet("light.css");
    window.click("appearance");
    window.click("appearance");
    awaitSheet("dark.css");
    desktop.look(new Look(Optional.of(false), Optional.empty()));
    window.settle();
    awaitSheet("dark.css");
  }

  @Test
  void nothingTurnsOnACalmDesktop() {
    helper.status(Samples.in("Office", SessionState.CONNECTING, 1));
    window.waitForText("session-state", "Connecting"::equals);
    StateMark mark = (StateMark) WindowDriver.onFx(() -> window.visible("state-mark"));
    desktop.look(new Look(Optional.empty(), Optional.of(false)));
    window.waitFor("the mark to turn", mark::isTurning);
    assertTrue(WindowDriver.onFx(mark::isTurning));

    desktop.look(new Look(Optional.empty(), Optional.of(true)));
    window.waitFor("the mark to stand", () -> !mark.isTurning());
    helper.status(Samples.in("Office", SessionState.AUTHENTICATING, 1));
    window.waitForText("session-state", "Authenticating"::equals);
    assertFalse(WindowDriver.onFx(mark::isTurning));
  }
}
