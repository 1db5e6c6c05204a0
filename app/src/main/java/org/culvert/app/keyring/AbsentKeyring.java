package org.culvert.app.keyring;

import java.util.Optional;
import org.culvert.core.api.Credentials;

/** The keyring of a machine that has none, or none that is known here. */
public final class AbsentKeyring implements Keyring {
  private final KeyringTrouble why;

  /** Says so to everybody. */
  public AbsentKeyring(KeyringTrouble why) {
    this.why = why;
  }

  @Override
  public Optional<Credentials> find(SecretName name) throws KeyringException {
    throw new KeyringException(why);
  }

  @Override
  public boolean holds(String profile) {
    return false;
  }

  @Override
  public void store(SecretName name, String label, Credentials secret) throws KeyringException {
    throw new KeyringException(why);
  }

  @Override
  public boolean forget(String profile) {
    return false;
  }
}
