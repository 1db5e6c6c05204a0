package org.culvert.app.look.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/** The settings that a desktop shows to its programs. */
@DBusInterfaceName(Portal.INTERFACE)
public interface Portal extends DBusInterface {
  String INTERFACE = "org.freedesktop.portal.Settings";
  String NAME = "org.freedesktop.portal.Desktop";
  String PATH = "/org/freedesktop/portal/desktop";

  /** Those that are the same for all desktops. */
  String APPEARANCE = "org.freedesktop.appearance";

  /** All settings of some namespaces. */
  @DBusMemberName("ReadAll")
  Map<String, Map<String, Variant<?>>> readAll(List<String> namespaces);

  /** One of them has changed. */
  final class SettingChanged extends DBusSignal {
    public final String namespace;

    public SettingChanged(String path, String namespace, String key, Variant<?> value)
        throws DBusException {
      super(path, namespace, key, value);
      this.namespace = namespace;
    }
  }
}
