package org.culvert.app.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.look.dbus.PortalLook;
import org.culvert.app.notify.dbus.BusNotifications;
import org.culvert.app.sleep.dbus.LogindSleep;
import org.culvert.app.ui.shell.Desktop;
import org.junit.jupiter.api.Test;

class DesktopMannersTest {
  private static Desktop of(String system, Optional<Path> launcher) {
    return DesktopManners.of(system, Map.of(), "/home/a", launcher);
  }

  @Test
  void linuxHasThemOnItsBuses() {
    Desktop desktop = of("Linux", Optional.of(Path.of("/usr/bin/culvert")));
    assertInstanceOf(BusNotifications.class, desktop.notifications());
    assertInstanceOf(LogindSleep.class, desktop.sleep());
    assertInstanceOf(PortalLook.class, desktop.look());
    assertTrue(desktop.autostart().isPossible());
  }

  @Test
  void whatWasNotStartedByAFileCannotBeStartedAtLogin() {
    assertEquals(
        Optional.of(Autostart.Obstacle.UNKNOWN_PROGRAM),
        of("Linux", Optional.empty()).autostart().obstacle());
  }

  @Test
  void theOthersHaveNoneYet() {
    assertEquals(Desktop.NONE, of("Windows 11", Optional.empty()));
    assertEquals(Desktop.NONE, of("Mac OS X", Optional.empty()));
    assertEquals(Optional.of(Autostart.Obstacle.OTHER_SYSTEM), Desktop.NONE.autostart().obstacle());
  }
}
