package org.culvert.app.keyring.dbus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.bus.Program;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/** A real keyring with a home of its own. */
public final class GnomeKeyring implements AutoCloseable {
  private static final String DAEMON = "gnome-keyring-daemon";

  private final Map<String, String> environment = new HashMap<>();
  private final PrivateBus bus;
  private Program daemon;

  /** Made, and unlocked with a password; to be waited for. */
  public GnomeKeyring(PrivateBus bus, Path home) throws IOException {
    this.bus = bus;
    environment.putAll(bus.environment());
    for (String variable :
        new String[] {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"}) {
      environment.put(variable, Files.createDirectories(home.resolve("home")).toString());
    }
    Path runtime =
        Files.createDirectory(
            home.resolve("run"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    environment.put("XDG_RUNTIME_DIR", runtime.toString());
    daemon =
        Program.startFed(
            environment,
            "master".getBytes(UTF_8),
            DAEMON,
            "--foreground",
            "--unlock",
            "--components=secrets");
  }

  /** Is started again, as after a login without a password: what it has is locked. */
  void restartLocked() throws Exception {
    daemon.close();
    Patience.until("the keyring to go", () -> !answers());
    daemon = Program.start(environment, DAEMON, "--foreground", "--components=secrets");
    awaitAnswer();
  }

  /** Returns when it is there. */
  public void awaitAnswer() throws Exception {
    Patience.until("the keyring to answer", this::answers);
  }

  private boolean answers() throws DBusException, IOException {
    try (DBusConnection connection = bus.connect()) {
      DBusPath path =
          connection
              .getRemoteObject(SecretService.NAME, SecretService.PATH, SecretService.class)
              .readAlias(SecretService.DEFAULT);
      return !path.getPath().equals(SecretService.NONE);
    } catch (DBusExecutionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    daemon.close();
  }
}
