package org.culvert.app.tray.dbus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/** A real session bus that nobody else knows. */
final class PrivateBus implements AutoCloseable {
  private final Program daemon;
  private final String address;

  PrivateBus(Map<String, String> environment) throws IOException {
    List<String> said = new ArrayList<>();
    daemon =
        Program.startTalking(
            environment,
            said,
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            "--print-address=1");
    address = said.getFirst();
  }

  /** How to reach it. */
  Map<String, String> environment() {
    return Map.of("DBUS_SESSION_BUS_ADDRESS", address);
  }

  String address() {
    return address;
  }

  DBusConnection connect() throws DBusException {
    return DBusConnectionBuilder.forAddress(address).withShared(false).build();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
