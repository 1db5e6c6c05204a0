package org.culvert.app.bus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the session's bus is. */
public final class SessionBus {
  /**
   * The library tells at each start how it connects. Held here, or the level would be forgotten.
   */
  private static final Logger LIBRARY = Logger.getLogger("org.freedesktop.dbus");

  static {
    LIBRARY.setLevel(Level.WARNING);
  }

  private SessionBus() {}

  /** The address that the environment names, or the usual place below the user's runtime folder. */
  public static Optional<String> address(Map<String, String> environment) {
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
