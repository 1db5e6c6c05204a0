package org.culvert.app.keyring.dbus;

import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/** Something that the keyring asks its user. */
@DBusInterfaceName("org.freedesktop.Secret.Prompt")
public interface SecretPrompt extends DBusInterface {
  /** Shows it; {@code window} is the caller's, or empty. */
  @DBusMemberName("Prompt")
  void prompt(String window);

  @DBusMemberName("Dismiss")
  void dismiss();

  /** The user is done with it. */
  final class Completed extends DBusSignal {
    public final boolean dismissed;

    public Completed(String path, boolean dismissed, Variant<?> result) throws DBusException {
      super(path, dismissed, result);
      this.dismissed = dismissed;
    }
  }
}
