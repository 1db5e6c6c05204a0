package org.culvert.app.keyring.dbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.keyring.KeyringContract;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.SecretName;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.interfaces.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GNOME's own keyring, as it runs on a desktop. */
@Tag("ui")
class GnomeKeyringTest extends KeyringContract {
  @TempDir Path home;

  private final List<AutoCloseable> open = new ArrayList<>();
  private PrivateBus bus;
  private GnomeKeyring gnome;
  private SecretServiceKeyring keyring;

  @BeforeEach
  void start() throws Exception {
    bus = PrivateBus.bare(home);
    open.add(bus);
    gnome = new GnomeKeyring(bus, home);
    open.add(gnome);
    gnome.awaitAnswer();
    keyring = new SecretServiceKeyring(bus.environment());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Override
  protected Keyring keyring() {
    return keyring;
  }

  @Test
  void aLaterOneLeavesNoSecondItem() throws Exception {
    store(LOGIN, "anna", "old");
    store(LOGIN, "ben", "new");

    assertEquals(1, items().size());
  }

  @Test
  void aPersonFindsItByItsLabelAndCulvertByAttributes() throws Exception {
    store(PROXY, "ben", "two");
    try (DBusConnection connection = bus.connect()) {
      Properties item =
          connection.getRemoteObject(
              SecretService.NAME, items().getFirst().getPath(), Properties.class);

      assertEquals("Culvert: login of Office", item.Get("org.freedesktop.Secret.Item", "Label"));
      Map<String, String> attributes =
          new HashMap<>(item.<Map<String, String>>Get("org.freedesktop.Secret.Item", "Attributes"));
      // The daemon's own: there once it has read its file again.
      attributes.remove("xdg:schema");
      assertEquals(
          Map.of(
              "application", "culvert",
              "profile", "0123",
              "kind", "proxy-login",
              "proxy", "proxy:3128"),
          attributes);
    }
  }

  @Test
  void secretsCrossTheBusEncrypted() throws Exception {
    store(LOGIN, "anna", "sesame");
    try (ServiceLink link = keyring.open()) {
      ServiceLink.Found found = link.search(Map.of("profile", "0123"));
      SecretSession session = link.openSession();
      SealedSecret sealed = link.sealed(found.unlocked().getFirst(), session);

      assertEquals(16, sealed.parameters.length);
      assertEquals(16, sealed.value.length);
      assertArrayEquals("anna\nsesame".getBytes(StandardCharsets.UTF_8), session.open(sealed));
    }
  }

  @Test
  void aLockedKeyringStillTellsWhetherItHasSomething() throws Exception {
    store(LOGIN, "anna", "sesame");
    gnome.restartLocked();

    assertTrue(keyring.holds("0123"));
    assertFalse(keyring.holds("4567"));
    assertEquals("nothing", read(SecretName.login("4567")));
    // There is no prompter on this bus, and thus nobody who could unlock it.
    assertThrows(KeyringException.class, () -> read(LOGIN));
  }

  private List<DBusPath> items() throws KeyringException {
    try (ServiceLink link = keyring.open()) {
      return link.search(Map.of("application", "culvert")).all();
    }
  }
}
