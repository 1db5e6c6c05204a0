package org.culvert.app.bus;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the machine's bus is. */
public final class SystemBus {
  private static final Path USUAL = Path.of("/run/dbus/system_bus_socket");

  private SystemBus() {}

  /** The address that the environment names, or the usual place. */
  public static Optional<String> address(Map<String, String> environment) {
    String named = environment.getOrDefault("DBUS_SYSTEM_BUS_ADDRESS", "");
    if (!named.isEmpty()) {
      return Optional.of(named);
    }
    return Optional.of(USUAL).filter(Files::exists).map(bus -> "unix:path=" + bus);
  }
}
