package org.culvert.app.look.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.look.Look;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bus, and a portal that a test speaks for. */
@Tag("ui")
class PortalLookTest {
  @TempDir Path folder;

  private final List<Look> seen = new CopyOnWriteArrayList<>();
  private PrivateBus bus;

  private static final class FakePortal implements Portal {
    private volatile Map<String, Variant<?>> appearance = Map.of();

    @Override
    public Map<String, Map<String, Variant<?>>> readAll(List<String> namespaces) {
      return Map.of(APPEARANCE, appearance);
    }

    @Override
    public String getObjectPath() {
      return PATH;
    }
  }

  @BeforeEach
  void startBus() throws Exception {
    bus = PrivateBus.bare(folder);
  }

  @AfterEach
  void endBus() {
    bus.close();
  }

  private static Map<String, Variant<?>> scheme(int value) {
    return Map.of("color-scheme", new Variant<>(new UInt32(value)));
  }

  @Test
  void theLookIsToldAndEachChangeOfIt() throws Exception {
    FakePortal portal = new FakePortal();
    portal.appearance = scheme(1);
    try (DBusConnection desktop = bus.connect()) {
      desktop.exportObject(Portal.PATH, portal);
      desktop.requestBusName(Portal.NAME);
      Runnable end = new PortalLook(bus.environment()).watch(seen::add);
      Patience.until("the look", () -> seen.size() == 1);
      assertEquals(new Look(Optional.of(true), Optional.empty()), seen.getFirst());

      portal.appearance = scheme(2);
      desktop.sendMessage(
          new Portal.SettingChanged(
              Portal.PATH, "org.gnome.desktop.sound", "loud", new Variant<>(true)));
      desktop.sendMessage(
          new Portal.SettingChanged(
              Portal.PATH, Portal.APPEARANCE, "color-scheme", new Variant<>(new UInt32(2))));
      Patience.until("the new look", () -> seen.size() == 2);
      assertEquals(new Look(Optional.of(false), Optional.empty()), seen.getLast());
      end.run();
    }
  }

  @Test
  void whatTheDesktopDoesNotSayIsNotSaid() {
    assertEquals(Look.UNSAID, PortalLook.look(Map.of()));
    assertEquals(Look.UNSAID, PortalLook.look(scheme(0)));
    assertEquals(Look.UNSAID, PortalLook.look(Map.of("color-scheme", new Variant<>("dark"))));
    assertEquals(
        new Look(Optional.empty(), Optional.of(true)),
        PortalLook.look(Map.of("reduced-motion", new Variant<>(new UInt32(1)))));
    assertEquals(
        new Look(Optional.empty(), Optional.of(false)),
        PortalLook.look(Map.of("reduced-motion", new Variant<>(new UInt32(0)))));
  }

  @Test
  void withoutAPortalNothingIsSaidAndNothingFails() {
    new PortalLook(bus.environment()).watch(seen::add).run();
    new PortalLook(Map.of()).watch(seen::add).run();
    bus.close();
    new PortalLook(bus.environment()).watch(seen::add).run();
    assertEquals(List.of(), seen);
  }
}
