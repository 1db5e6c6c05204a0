package org.culvert.app.notify.dbus;

import java.util.Map;
import org.culvert.app.bus.SessionBus;
import org.culvert.app.notify.Notifier;
import org.culvert.app.notify.NotifyDesktop;

/** The notifications of Linux desktops: GNOME, KDE, XFCE and others; X11 and Wayland. */
public final class BusNotifications implements NotifyDesktop {
  private final Map<String, String> environment;

  /** By the bus that the environment names. */
  public BusNotifications(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Notifier open(Runnable clicked) {
    return SessionBus.address(environment)
        .<Notifier>map(address -> new BusNotifier(address, clicked))
        .orElseGet(Silence::new);
  }
}
