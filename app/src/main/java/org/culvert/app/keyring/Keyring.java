package org.culvert.app.keyring;

import java.util.Optional;
import org.culvert.core.api.Credentials;

/**
 * The desktop's keyring. Any thread may call it, apart from the JavaFX thread: every call blocks,
 * and one that needs the keyring unlocked for as long as its user is asked for that.
 */
public interface Keyring {
  /**
   * Looks a secret up.
   *
   * @return the caller wipes it; a passphrase has an empty user name
   */
  Optional<Credentials> find(SecretName name) throws KeyringException;

  /** Whether there is a secret of a profile. Never asks anybody to unlock anything. */
  boolean holds(String profile) throws KeyringException;

  /**
   * Stores a secret in place of the one with that name.
   *
   * @param label what a person reads in the desktop's list of secrets
   * @param secret stays the caller's
   */
  void store(SecretName name, String label, Credentials secret) throws KeyringException;

  /**
   * Forgets all secrets of a profile.
   *
   * @return whether there were any
   */
  boolean forget(String profile) throws KeyringException;
}
