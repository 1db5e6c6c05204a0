package org.culvert.app.keyring.dbus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;

/** One secret. */
@DBusInterfaceName("org.freedesktop.Secret.Item")
public interface SecretItem extends DBusInterface {
  /** Properties for {@link SecretCollection#createItem}. */
  String LABEL = "org.freedesktop.Secret.Item.Label";

  String ATTRIBUTES = "org.freedesktop.Secret.Item.Attributes";

  @DBusMemberName("GetSecret")
  SealedSecret getSecret(DBusPath session);

  /** Returns the prompt, if one is needed. */
  @DBusMemberName("Delete")
  DBusPath delete();
}
