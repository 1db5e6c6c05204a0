package org.culvert.app.sleep.dbus;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.culvert.app.bus.SystemBus;
import org.culvert.app.sleep.SleepWatch;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
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
      ear.worker.shutdown();
    };
  }

  /** One connection; all that blocks is done by one virtual thread. */
  static final class Ear {
    private final String address;
    private final Runnable woke;
    private final ExecutorService worker =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("sleep").factory());
    private Optional<DBusConnection> connection = Optional.empty();

    Ear(String address, Runnable woke) {
      this.address = address;
      this.woke = woke;
    }

    void later(Work work) {
      try {
        worker.execute(
            () -> {
              try {
                work.run();
              } catch (DBusException | DBusExecutionException | IOException e) {
                LOG.debug("Nobody at {} tells when the machine wakes up", address, e);
              }
            });
      } catch (RejectedExecutionException e) {
        LOG.trace("Nobody wants to know any more", e);
      }
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

  @FunctionalInterface
  interface Work {
    void run() throws DBusException, IOException;
  }
}
