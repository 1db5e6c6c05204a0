package org.culvert.app.main;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.autostart.DesktopEntry;
import org.culvert.app.files.UserFolders;
import org.culvert.app.instance.Door;
import org.culvert.app.look.dbus.PortalLook;
import org.culvert.app.notify.dbus.BusNotifications;
import org.culvert.app.sleep.dbus.LogindSleep;
import org.culvert.app.ui.shell.Desktop;

/** Picks what the desktop of this machine does for the window, once. */
final class DesktopManners {
  private DesktopManners() {}

  /**
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   * @param launcher what started this program; empty when that is not known
   */
  static Desktop of(
      String system, Map<String, String> environment, String accountHome, Optional<Path> launcher) {
    String name = system.toLowerCase(Locale.ROOT);
    return name.startsWith("windows") || name.startsWith("mac")
        ? Desktop.NONE
        : new Desktop(
            new BusNotifications(environment),
            new DesktopEntry(UserFolders.autostart(environment, accountHome), launcher),
            new LogindSleep(environment),
            new PortalLook(environment),
            Door.NONE);
  }
}
