package org.culvert.app.sleep.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.messages.DBusSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bus, and a logind that a test speaks for. */
@Tag("ui")
class LogindSleepTest {
  @TempDir Path folder;

  private final AtomicInteger woke = new AtomicInteger();
  private PrivateBus bus;

  @BeforeEach
  void startBus() throws Exception {
    bus = PrivateBus.bare(folder);
  }

  @AfterEach
  void endBus() {
    bus.close();
  }

  private LogindSleep.Ear listening() throws Exception {
    LogindSleep.Ear ear = new LogindSleep.Ear(bus.address(), woke::incrementAndGet);
    CountDownLatch connected = new CountDownLatch(1);
    ear.later(ear::connect);
    ear.later(connected::countDown);
    connected.await();
    return ear;
  }

  private static DBusSignal slept() throws Exception {
    return new Logind.PrepareForSleep(Logind.PATH, false);
  }

  private void awaitWakings(int count) throws Exception {
    Patience.until("the waking", () -> woke.get() == count);
  }

  @Test
  void itTellsWhenTheMachineIsAwakeAgainAndNotWhenItFallsAsleep() throws Exception {
    LogindSleep.Ear ear = listening();
    try (DBusConnection logind = bus.connect()) {
      logind.requestBusName(Logind.NAME);
      logind.sendMessage(new Logind.PrepareForSleep(Logind.PATH, true));
      logind.sendMessage(slept());
      awaitWakings(1);
      logind.sendMessage(slept());
      awaitWakings(2);
    }
    ear.later(ear::disconnect);
  }

  @Test
  void nobodyButLogindIsBelieved() throws Exception {
    LogindSleep.Ear ear = listening();
    try (DBusConnection logind = bus.connect();
        DBusConnection liar = bus.connect()) {
      logind.requestBusName(Logind.NAME);
      liar.sendMessage(slept());
      // Once this is answered, the bus has passed the lie on: before what logind says then.
      liar.getNames();
      logind.sendMessage(slept());
      awaitWakings(1);
      logind.sendMessage(slept());
      awaitWakings(2);
    }
    ear.later(ear::disconnect);
  }

  @Test
  void whoeverWatchesHearsItUntilTheEnd() throws Exception {
    Runnable end =
        new LogindSleep(Map.of("DBUS_SYSTEM_BUS_ADDRESS", bus.address()))
            .watch(woke::incrementAndGet);
    try (DBusConnection logind = bus.connect()) {
      logind.requestBusName(Logind.NAME);
      int others = logind.getNames().length;
      // Who comes too late does not hear it.
      Patience.until(
          "it to be heard",
          () -> {
            logind.sendMessage(slept());
            return woke.get() > 0;
          });
      end.run();
      Patience.until("the end of the watch", () -> logind.getNames().length <= others);
    }
  }

  @Test
  void withoutABusNothingIsHeardAndNothingFails() throws Exception {
    bus.close();
    LogindSleep.Ear ear = listening();
    ear.later(ear::disconnect);
    assertEquals(0, woke.get());
  }
}
