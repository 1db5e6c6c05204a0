package org.culvert.app.keyring.dbus;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/** Secrets that are locked and unlocked together. */
@DBusInterfaceName("org.freedesktop.Secret.Collection")
public interface SecretCollection extends DBusInterface {
  /** A property for {@link SecretService#createCollection}. */
  String LABEL = "org.freedesktop.Secret.Collection.Label";

  /**
   * Adds a secret.
   *
   * @param replace the one with the same attributes, if there is one
   * @return it, or the prompt that leads to it
   */
  @DBusMemberName("CreateItem")
  Pair<DBusPath, DBusPath> createItem(
      Map<String, Variant<?>> properties, SealedSecret secret, boolean replace);
}
