package org.culvert.app.tray.dbus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.Properties;

/** Where the session's bus is, and who is there. */
final class SessionBus {
  private SessionBus() {}

  /** The address that the environment names, or the usual place below the user's runtime folder. */
  static Optional<String> address(Map<String, String> environment) {
    String named = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
    if (!named.isEmpty()) {
      return Optional.of(named);
    }
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return Optional.of(runtime)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "bus"))
        .filter(Files::exists)
        .map(bus -> "unix:path=" + bus);
  }

  /** Asks the watcher on a bus whether there is a panel that shows icons. */
  static boolean hasPanel(DBusConnection bus) throws DBusException {
    Object hosted =
        bus.getRemoteObject(Watcher.NAME, Watcher.PATH, Properties.class)
            .Get(Watcher.NAME, Watcher.HOSTED);
    return Boolean.TRUE.equals(hosted);
  }
}
