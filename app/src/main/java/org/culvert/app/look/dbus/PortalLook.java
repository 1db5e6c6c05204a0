package org.culvert.app.look.dbus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.culvert.app.bus.BusWorker;
import org.culvert.app.bus.SessionBus;
import org.culvert.app.look.DesktopLook;
import org.culvert.app.look.Look;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the desktop's settings portal. Without one nothing is ever said. */
public final class PortalLook implements DesktopLook {
  private static final Logger LOG = LoggerFactory.getLogger(PortalLook.class);

  private static final int DARK = 1;
  private static final int LIGHT = 2;
  private static final int LESS_MOTION = 1;

  private final Map<String, String> environment;

  /** By the bus that the environment names. */
  public PortalLook(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Runnable watch(Consumer<Look> changed) {
    Optional<String> address = SessionBus.address(environment);
    if (address.isEmpty()) {
      return () -> {};
    }
    Eye eye = new Eye(address.get(), changed);
    eye.worker.later(eye::connect);
    return () -> {
      eye.worker.later(eye::disconnect);
      eye.worker.close();
    };
  }

  static Look look(Map<String, Variant<?>> appearance) {
    int scheme = number(appearance, "color-scheme");
    return new Look(
        scheme == DARK || scheme == LIGHT ? Optional.of(scheme == DARK) : Optional.empty(),
        appearance.containsKey("reduced-motion")
            ? Optional.of(number(appearance, "reduced-motion") == LESS_MOTION)
            : Optional.empty());
  }

  private static int number(Map<String, Variant<?>> settings, String key) {
    Variant<?> value = settings.get(key);
    return value != null && value.getValue() instanceof Number number ? number.intValue() : 0;
  }

  /** One connection; all that blocks is done by one virtual thread. */
  private static final class Eye {
    private final String address;
    private final Consumer<Look> changed;
    private final BusWorker worker;
    private Optional<DBusConnection> connection = Optional.empty();

    Eye(String address, Consumer<Look> changed) {
      this.address = address;
      this.changed = changed;
      worker =
          new BusWorker(
              "look", e -> LOG.debug("Nobody at {} tells how the desktop looks", address, e));
    }

    void connect() throws DBusException {
      DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
      connection = Optional.of(bus);
      bus.addSigHandler(
          Portal.SettingChanged.class,
          change -> {
            if (change.namespace.equals(Portal.APPEARANCE)) {
              worker.later(() -> read(bus));
            }
          });
      read(bus);
    }

    private void read(DBusConnection bus) throws DBusException {
      Portal portal = bus.getRemoteObject(Portal.NAME, Portal.PATH, Portal.class);
      changed.accept(
          look(
              portal
                  .readAll(List.of(Portal.APPEARANCE))
                  .getOrDefault(Portal.APPEARANCE, Map.of())));
    }

    void disconnect() throws IOException {
      if (connection.isPresent()) {
        connection.get().close();
      }
    }
  }
}
