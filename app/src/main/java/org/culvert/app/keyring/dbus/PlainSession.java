package org.culvert.app.keyring.dbus;

import org.freedesktop.dbus.DBusPath;

/**
 * As it is, for services that know nothing better. The bus is this user's own, and whoever can
 * listen to it can ask the service as well; but the copies in the library's buffers cannot be
 * wiped.
 */
record PlainSession(DBusPath path) implements SecretSession {
  static final String ALGORITHM = "plain";

  private static final byte[] NOTHING = {};

  @Override
  public SealedSecret seal(byte[] secret) {
    return new SealedSecret(path, NOTHING, secret.clone(), TYPE);
  }

  @Override
  public byte[] open(SealedSecret sealed) {
    return sealed.value.clone();
  }
}
