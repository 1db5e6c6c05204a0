package org.culvert.app.keyring;

import org.jspecify.annotations.Nullable;

/** The keyring did not do what it was asked for. Never has a secret in its message. */
public final class KeyringException extends Exception {
  private static final long serialVersionUID = 1L;

  private final KeyringTrouble trouble;

  /** For a reason that needs no cause. */
  public KeyringException(KeyringTrouble trouble) {
    super(trouble.text());
    this.trouble = trouble;
  }

  /** For something that went wrong on the way. */
  public KeyringException(KeyringTrouble trouble, @Nullable Throwable cause) {
    super(trouble.text(), cause);
    this.trouble = trouble;
  }

  /** Why. */
  public KeyringTrouble trouble() {
    return trouble;
  }
}
