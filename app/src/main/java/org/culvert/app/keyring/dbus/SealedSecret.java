package org.culvert.app.keyring.dbus;

import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;

/**
 * {@code (oayays)}: a secret as it crosses the bus. Without a cipher the value is the secret
 * itself; the library prints an array as its address only.
 */
public final class SealedSecret extends Struct {
  @Position(0)
  public final DBusPath session;

  /** What the session's cipher needs besides its key. */
  @Position(1)
  public final byte[] parameters;

  @Position(2)
  public final byte[] value;

  @Position(3)
  public final String contentType;

  public SealedSecret(DBusPath session, byte[] parameters, byte[] value, String contentType) {
    this.session = session;
    this.parameters = parameters;
    this.value = value;
    this.contentType = contentType;
  }
}
