package org.culvert.app.sleep.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;

/** Who puts the machine to sleep. */
@DBusInterfaceName("org.freedesktop.login1.Manager")
public interface Logind extends DBusInterface {
  String NAME = "org.freedesktop.login1";
  String PATH = "/org/freedesktop/login1";

  /** The machine is about to sleep, or has slept. */
  final class PrepareForSleep extends DBusSignal {
    /** True before, false afterwards. */
    public final boolean begins;

    public PrepareForSleep(String path, boolean begins) throws DBusException {
      super(path, begins);
      this.begins = begins;
    }
  }
}
