package org.culvert.app.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** Who knows all icons, and tells the panels. */
@DBusInterfaceName(Watcher.NAME)
public interface Watcher extends DBusInterface {
  String NAME = "org.kde.StatusNotifierWatcher";
  String PATH = "/StatusNotifierWatcher";

  /** A property: whether there is a panel that shows icons. */
  String HOSTED = "IsStatusNotifierHostRegistered";

  /** Takes a name on the bus, at which there is an {@link Item}. */
  @DBusMemberName("RegisterStatusNotifierItem")
  void registerStatusNotifierItem(String service);

  /** There is a panel now. */
  final class StatusNotifierHostRegistered extends DBusSignal {
    public StatusNotifierHostRegistered(String path) throws DBusException {
      super(path);
    }
  }

  /** A panel is gone. */
  final class StatusNotifierHostUnregistered extends DBusSignal {
    public StatusNotifierHostUnregistered(String path) throws DBusException {
      super(path);
    }
  }
}
