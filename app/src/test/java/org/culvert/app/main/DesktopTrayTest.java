package org.culvert.app.main;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Map;
import org.culvert.app.tray.awt.AwtTrays;
import org.culvert.app.tray.dbus.BusTrays;
import org.junit.jupiter.api.Test;

class DesktopTrayTest {
  @Test
  void linuxHasItsTrayOnTheBusAndTheOthersInAwt() {
    assertInstanceOf(BusTrays.class, DesktopTray.of("Linux", Map.of()));
    assertInstanceOf(AwtTrays.class, DesktopTray.of("Windows 11", Map.of()));
    assertInstanceOf(AwtTrays.class, DesktopTray.of("Mac OS X", Map.of()));
  }
}
