package org.culvert.app.tray.dbus;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;

/** Those that show icons. */
final class Panels {
  private Panels() {}

  /** Asks the watcher on a bus. */
  static boolean areThere(DBusConnection bus) throws DBusException {
    Object hosted =
        bus.getRemoteObject(Watcher.NAME, Watcher.PATH, Properties.class)
            .Get(Watcher.NAME, Watcher.HOSTED);
    return Boolean.TRUE.equals(hosted);
  }
}
