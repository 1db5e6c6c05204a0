package org.culvert.app.keyring.dbus;

/** What came over the bus was not sealed with the session's key. */
final class UnreadableSecretException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableSecretException(Throwable cause) {
    super("a secret from the keyring cannot be opened", cause);
  }
}
