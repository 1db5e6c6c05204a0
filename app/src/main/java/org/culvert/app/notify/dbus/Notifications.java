package org.culvert.app.notify.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** Who shows notifications. */
@DBusInterfaceName(Notifications.NAME)
public interface Notifications extends DBusInterface {
  String NAME = "org.freedesktop.Notifications";
  String PATH = "/org/freedesktop/Notifications";

  /** What a click on the notification itself is called. */
  String CLICK = "default";

  /**
   * Shows one.
   *
   * @param replaces an earlier one whose place it takes, or 0
   * @param actions names and labels in turn
   * @param timeout in milliseconds; -1 leaves it to the desktop
   * @return its number
   */
  @DBusMemberName("Notify")
  UInt32 show(
      String app,
      UInt32 replaces,
      String icon,
      String title,
      String text,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int timeout);

  /** Takes one back. */
  @DBusMemberName("CloseNotification")
  void takeBack(UInt32 id);

  /** What is understood, such as {@code actions} and {@code body-markup}. */
  @DBusMemberName("GetCapabilities")
  List<String> capabilities();

  /** It is no longer shown. */
  final class NotificationClosed extends DBusSignal {
    public final UInt32 id;

    public NotificationClosed(String path, UInt32 id, UInt32 reason) throws DBusException {
      super(path, id, reason);
      this.id = id;
    }
  }

  /** The user chose something. */
  final class ActionInvoked extends DBusSignal {
    public final UInt32 id;
    public final String action;

    public ActionInvoked(String path, UInt32 id, String action) throws DBusException {
      super(path, id, action);
      this.id = id;
      this.action = action;
    }
  }
}
