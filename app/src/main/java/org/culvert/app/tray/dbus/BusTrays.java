package org.culvert.app.tray.dbus;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.bus.SessionBus;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trays of Linux desktops: KDE, XFCE, GNOME with an extension, and others; X11 and Wayland. */
public final class BusTrays implements TrayDesktop {
  private static final Logger LOG = LoggerFactory.getLogger(BusTrays.class);

  private final Map<String, String> environment;

  /** By the bus that the environment names. */
  public BusTrays(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Tray open(TrayFace face, TrayListener listener) {
    return SessionBus.address(environment)
        .<Tray>map(
            address -> {
              BusTray tray = new BusTray(address, face, listener);
              tray.start();
              return tray;
            })
        .orElseGet(NoTray::new);
  }

  @Override
  public boolean shows() {
    Optional<String> address = SessionBus.address(environment);
    if (address.isEmpty()) {
      return false;
    }
    try (DBusConnection bus =
        DBusConnectionBuilder.forAddress(address.get()).withShared(false).build()) {
      return Panels.areThere(bus);
    } catch (DBusException | DBusExecutionException | IOException e) {
      LOG.debug("Nobody at {} shows icons", address.get(), e);
      return false;
    }
  }
}
