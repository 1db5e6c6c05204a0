package org.culvert.helper.runner;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.WrongPassphraseException;
import org.culvert.core.tls.bc.LockedKeys;
import org.culvert.helper.host.GiveUp;

/**
 * Opens locked private keys, one at a time for all sessions together. What locks a key may be made
 * to take a good part of the helper's small heap (scrypt: 16 MiB), and a few at once would end the
 * process and everybody's tunnels.
 *
 * <p>The work has a thread of its own, because nothing interrupts it: a session that is told to
 * leave meanwhile does so, while the turn lasts until the work is done.
 */
final class KeyTurns {
  /** As {@link LockedKeys#open}. */
  interface Opening {
    TlsSettings open(TlsSettings settings, Secret passphrase)
        throws WrongPassphraseException, TlsSetupException;
  }

  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().name("keys").daemon().factory());

  private final Opening opening;

  KeyTurns() {
    this(LockedKeys::open);
  }

  KeyTurns(Opening opening) {
    this.opening = opening;
    thread.allowCoreThreadTimeOut(true);
  }

  /**
   * Waits for the turn, and for the key.
   *
   * @param passphrase stays the caller's
   * @return empty when told to give up
   */
  Optional<TlsSettings> open(TlsSettings settings, Secret passphrase, GiveUp giveUp)
      throws WrongPassphraseException, TlsSetupException, InterruptedException {
    Secret own = passphrase.copy();
    CompletableFuture<TlsSettings> opened = new CompletableFuture<>();
    Runnable work = () -> open(settings, own, opened);
    thread.execute(work);
    boolean done = false;
    try {
      while (true) {
        try {
          Optional<TlsSettings> result =
              Optional.of(opened.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
          done = true;
          return result;
        } catch (TimeoutException e) {
          if (giveUp.now()) {
            return Optional.empty();
          }
        } catch (ExecutionException e) {
          throw reason(e);
        }
      }
    } finally {
      if (!done) {
        if (thread.remove(work)) {
          own.wipe(); // its turn will not come
        }
        var _ = opened.thenAccept(TlsSettings::wipe);
      }
    }
  }

  // Whatever it throws belongs to the session that waits for it.
  private void open(TlsSettings settings, Secret own, CompletableFuture<TlsSettings> opened) {
    try (own) {
      opened.complete(opening.open(settings, own));
    } catch (Throwable e) {
      opened.completeExceptionally(e);
    }
  }

  private static IllegalStateException reason(ExecutionException e)
      throws WrongPassphraseException, TlsSetupException {
    if (e.getCause() instanceof WrongPassphraseException wrong) {
      throw wrong;
    }
    if (e.getCause() instanceof TlsSetupException unusable) {
      throw unusable;
    }
    return new IllegalStateException("the key could not be opened", e.getCause());
  }
}
