package org.culvert.app.sleep.dbus;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.bus.BusWorker;
import org.culvert.app.bus.SystemBus;
import org.culvert.app.sleep.SleepWatch;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears logind's signal. Without logind, or without a bus, nothing is ever heard. */
public final class LogindSleep implements SleepWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LogindSleep.class);

  private final Map<String, String> environment;

  /** By the bus that the environment names, or the machine's usual one. */
  public LogindSleep(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Runnable watch(Runnable woke) {
    Optional<String> address = SystemBus.address(environment);
    if (address.isEmpty()) {
      return () -> {};
    }
    Ear ear = new Ear(address.get(), woke);
    ear.later(ear::connect);
    return () -> {
      ear.later(ear::disconnect);
      ear.worker.close();
    };
  }

  /** One connection; all that blocks is done by one virtual thread. */
  static final class Ear {
    private final String address;
    private final Runnable woke;
    private final BusWorker worker;
    private Optional<DBusConnection> connection = Optional.empty();

    Ear(String address, Runnable woke) {
      this.address = address;
      this.woke = woke;
      worker =
          new BusWorker(
              "sleep", e -> LOG.debug("Nobody at {} tells when the machine wakes up", address, e));
    }

    void later(BusWorker.Work work) {
      worker.later(work);
    }

    void connect() throws DBusException {
      DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
      connection = Optional.of(bus);
      bus.addSigHandler(
          Logind.PrepareForSleep.class,
          signal -> {
            if (!signal.begins) {
              later(() -> believe(bus, signal.getSource()));
            }
          });
    }

    /** Anybody on the bus may send such a signal. */
    private void believe(DBusConnection bus, String sender) {
      if (sender.equals(bus.getDBusOwnerName(Logind.NAME))) {
        woke.run();
      }
    }

    void disconnect() throws IOException {
      if (connection.isPresent()) {
        connection.get().close();
      }
    }
  }
}
