package org.culvert.app.ui.shell;

import org.culvert.app.autostart.Autostart;
import org.culvert.app.instance.Door;
import org.culvert.app.look.DesktopLook;
import org.culvert.app.notify.NotifyDesktop;
import org.culvert.app.sleep.SleepWatch;

/**
 * What the desktop does for the window besides its tray.
 *
 * @param door where later starts of Culvert come in
 */
public record Desktop(
    NotifyDesktop notifications,
    Autostart autostart,
    SleepWatch sleep,
    DesktopLook look,
    Door door) {
  /** It does nothing. */
  public static final Desktop NONE = starting(Autostart.NONE);

  /** It does nothing for the demo. */
  public static final Desktop DEMO = starting(Autostart.without(Autostart.Obstacle.DEMO));

  private static Desktop starting(Autostart autostart) {
    return new Desktop(NotifyDesktop.NONE, autostart, SleepWatch.NONE, DesktopLook.NONE, Door.NONE);
  }

  /** The same with a door. */
  public Desktop with(Door opened) {
    return new Desktop(notifications, autostart, sleep, look, opened);
  }
}
