package org.culvert.app.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;

/** A real session bus that nobody else knows. */
public final class PrivateBus implements AutoCloseable {
  private final Program daemon;
  private final String address;

  /** A bus like that of a desktop, which starts the services that are installed. */
  public PrivateBus(Map<String, String> environment) throws IOException {
    this(environment, "--session");
  }

  private PrivateBus(Map<String, String> environment, String configuration) throws IOException {
    List<String> said = new ArrayList<>();
    daemon =
        Program.startTalking(
            environment,
            said,
            "dbus-daemon",
            configuration,
            "--nofork",
            "--nopidfile",
            "--print-address=1");
    address = said.getFirst();
  }

  /** A bus that starts nothing by itself. */
  public static PrivateBus bare(Path folder) throws IOException {
    Path configuration =
        Files.writeString(
            folder.resolve("bus.conf"),
            """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
              "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:tmpdir=/tmp</listen>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """);
    return new PrivateBus(Map.of(), "--config-file=" + configuration);
  }

  /** How to reach it. */
  public Map<String, String> environment() {
    return Map.of("DBUS_SESSION_BUS_ADDRESS", address);
  }

  /** Its address. */
  public String address() {
    return address;
  }

  /** Another one on the bus. */
  public DBusConnection connect() throws DBusException {
    return DBusConnectionBuilder.forAddress(address).withShared(false).build();
  }

  @Override
  public void close() {
    daemon.close();
  }
}
