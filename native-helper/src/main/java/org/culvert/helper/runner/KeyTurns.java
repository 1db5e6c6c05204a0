package org.culvert.helper.runner;

import java.util.concurrent.Semaphore;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;
import org.culvert.core.tls.bc.LockedKeys;

/**
 * Opens locked private keys, one at a time for all sessions together. What locks a key may be made
 * to take a good part of the helper's small heap (scrypt: 16 MiB), and a few at once would end the
 * process and everybody's tunnels.
 */
final class KeyTurns {
  /** As {@link LockedKeys#open}. */
  interface Opening {
    TlsSettings open(TlsSettings settings, Secret passphrase)
        throws WrongPassphraseException, TlsSetupException;
  }

  private final Semaphore turn = new Semaphore(1, true);
  private final Opening opening;

  KeyTurns() {
    this(LockedKeys::open);
  }

  KeyTurns(Opening opening) {
    this.opening = opening;
  }

  /** When it is the caller's turn. */
  TlsSettings open(TlsSettings settings, Secret passphrase)
      throws WrongPassphraseException, TlsSetupException, InterruptedException {
    turn.acquire();
    try {
      return opening.open(settings, passphrase);
    } finally {
      turn.release();
    }
  }
}
