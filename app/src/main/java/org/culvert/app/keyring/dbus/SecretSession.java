package org.culvert.app.keyring.dbus;

import org.freedesktop.dbus.DBusPath;

/** What was agreed on for secrets that cross the bus. */
interface SecretSession {
  /** What the service is told that a secret is. */
  String TYPE = "text/plain";

  /** What the session is called there. */
  DBusPath path();

  /** Makes it ready for the bus; {@code secret} stays the caller's. */
  SealedSecret seal(byte[] secret);

  /**
   * Opens what came over the bus; the caller wipes it.
   *
   * @throws UnreadableSecretException when it was not sealed for this session
   */
  byte[] open(SealedSecret sealed) throws UnreadableSecretException;
}
