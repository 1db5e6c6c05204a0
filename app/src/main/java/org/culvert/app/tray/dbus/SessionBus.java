package org.culvert.app.tray.dbus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the session's bus is. */
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
}
