package org.culvert.app.main;

import java.util.Locale;
import java.util.Map;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.awt.AwtTrays;
import org.culvert.app.tray.dbus.BusTrays;

/** Picks the tray of this machine, once. */
final class DesktopTray {
  private DesktopTray() {}

  static TrayDesktop of(String system, Map<String, String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    // AWT's tray on Linux is the old one of X11, which today's panels do not show.
    return name.startsWith("windows") || name.startsWith("mac")
        ? new AwtTrays()
        : new BusTrays(environment);
  }
}
