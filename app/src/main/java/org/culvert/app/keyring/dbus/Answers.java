package org.culvert.app.keyring.dbus;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.freedesktop.dbus.errors.NoReply;
import org.freedesktop.dbus.errors.ServiceUnknown;
import org.freedesktop.dbus.errors.Timeout;
import org.jspecify.annotations.Nullable;

/** Waits for answers over the bus, each for so long and no longer, and says what went wrong. */
final class Answers {
  private final Duration limit;

  Answers(Duration limit) {
    this.limit = limit;
  }

  /** The library's own limit is longer than a user waits, and the same for every connection. */
  <T> T of(Callable<T> call) throws KeyringException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().name("keyring-call").start(task);
    return await(task, limit);
  }

  /** Waits for something else. */
  static <T> T await(Future<T> what, Duration limit) throws KeyringException {
    try {
      return what.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new KeyringException(KeyringTrouble.SILENT, e);
    } catch (ExecutionException e) {
      throw new KeyringException(trouble(e.getCause()), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyringException(KeyringTrouble.FAILED, e);
    }
  }

  private static KeyringTrouble trouble(@Nullable Throwable cause) {
    return switch (cause) {
      case ServiceUnknown _ -> KeyringTrouble.NO_KEYRING;
      case NoReply _, Timeout _ -> KeyringTrouble.SILENT;
      case null, default -> KeyringTrouble.FAILED;
    };
  }
}
