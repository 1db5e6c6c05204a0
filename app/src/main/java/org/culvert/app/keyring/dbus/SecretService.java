package org.culvert.app.keyring.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/** Who keeps the secrets. Where a method returns a prompt, {@link #NONE} stands for none. */
@DBusInterfaceName("org.freedesktop.Secret.Service")
public interface SecretService extends DBusInterface {
  String NAME = "org.freedesktop.secrets";
  String PATH = "/org/freedesktop/secrets";

  /** The path that stands for no object. */
  String NONE = "/";

  /** The alias of the collection where new secrets go. */
  String DEFAULT = "default";

  /** Agrees on how secrets cross the bus; returns the service's part and the session. */
  @DBusMemberName("OpenSession")
  Pair<Variant<?>, DBusPath> openSession(String algorithm, Variant<?> input);

  /** Makes a collection; returns it, or the prompt that leads to it. */
  @DBusMemberName("CreateCollection")
  Pair<DBusPath, DBusPath> createCollection(Map<String, Variant<?>> properties, String alias);

  /** The items with these attributes: unlocked ones, and locked ones. */
  @DBusMemberName("SearchItems")
  Pair<List<DBusPath>, List<DBusPath>> searchItems(Map<String, String> attributes);

  /** Returns what is unlocked by now, and the prompt for the rest. */
  @DBusMemberName("Unlock")
  Pair<List<DBusPath>, DBusPath> unlock(List<DBusPath> objects);

  @DBusMemberName("ReadAlias")
  DBusPath readAlias(String name);
}
