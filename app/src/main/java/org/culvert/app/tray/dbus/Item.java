package org.culvert.app.tray.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** What a panel asks of an icon; what it shows are properties. */
@DBusInterfaceName("org.kde.StatusNotifierItem")
public interface Item extends DBusInterface {
  /** Where panels look for it, whatever they were told. */
  String PATH = "/StatusNotifierItem";

  @DBusMemberName("Activate")
  void activate(int x, int y);

  @DBusMemberName("SecondaryActivate")
  void secondaryActivate(int x, int y);

  @DBusMemberName("ContextMenu")
  void contextMenu(int x, int y);

  @DBusMemberName("Scroll")
  void scroll(int delta, String orientation);

  /** Another picture. */
  final class NewIcon extends DBusSignal {
    public NewIcon(String path) throws DBusException {
      super(path);
    }
  }

  /** Another picture for those who show one instead while the user's attention is wanted. */
  final class NewAttentionIcon extends DBusSignal {
    public NewAttentionIcon(String path) throws DBusException {
      super(path);
    }
  }

  /** Other words beside the pointer. */
  final class NewToolTip extends DBusSignal {
    public NewToolTip(String path) throws DBusException {
      super(path);
    }
  }

  /** The user's attention is wanted, or no longer. */
  final class NewStatus extends DBusSignal {
    public NewStatus(String path, String status) throws DBusException {
      super(path, status);
    }
  }
}
