package org.culvert.app.keyring.dbus;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.culvert.app.keyring.KeyringException;
import org.culvert.app.keyring.KeyringTrouble;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.errors.NotSupported;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to the Secret Service, for one task of one thread: it is rarely needed, and a
 * service that comes and goes in between is then no case of its own.
 */
final class ServiceLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceLink.class);

  private final DBusConnection bus;
  private final Duration patience;
  private final Answers answers;
  private final SecretService service;

  /**
   * @param limit how long the service may take for an answer
   * @param patience how long the user may take for a prompt
   */
  ServiceLink(String address, Duration limit, Duration patience) throws KeyringException {
    answers = new Answers(limit);
    this.patience = patience;
    bus = connect(address, limit);
    try {
      service = remote(new DBusPath(SecretService.PATH), SecretService.class);
    } catch (KeyringException e) {
      close();
      throw e;
    }
  }

  /** A bus that takes the connection and says nothing must not keep the user from being asked. */
  private DBusConnection connect(String address, Duration limit) throws KeyringException {
    // The library tries one that is not there again and again for as long as it is given.
    int tries = (int) limit.toMillis() / 2;
    AtomicBoolean tooLate = new AtomicBoolean();
    try {
      return answers.of(
          () -> {
            DBusConnection made =
                DBusConnectionBuilder.forAddress(address)
                    .withShared(false)
                    .transportConfig()
                    .withTimeout(tries)
                    .back()
                    .build();
            if (tooLate.get()) {
              made.close();
            }
            return made;
          });
    } catch (KeyringException e) {
      tooLate.set(true);
      throw e.trouble() == KeyringTrouble.SILENT
          ? e
          : new KeyringException(KeyringTrouble.NO_DESKTOP, e.getCause());
    }
  }

  /** What was found, by whether it can be read as it is. */
  record Found(List<DBusPath> unlocked, List<DBusPath> locked) {
    List<DBusPath> all() {
      List<DBusPath> all = new ArrayList<>(unlocked);
      all.addAll(locked);
      return all;
    }
  }

  Found search(Map<String, String> attributes) throws KeyringException {
    var found = answers.of(() -> service.searchItems(attributes));
    return new Found(found.first, found.second);
  }

  /** Asks the user where that is needed. */
  void unlock(List<DBusPath> objects) throws KeyringException {
    if (!objects.isEmpty()) {
      prompt(answers.of(() -> service.unlock(objects)).second);
    }
  }

  /** The secret of an unlocked item; the caller wipes it. */
  byte[] read(DBusPath path) throws KeyringException {
    SecretSession session = openSession();
    try {
      return session.open(sealed(path, session));
    } catch (UnreadableSecretException e) {
      throw new KeyringException(KeyringTrouble.FAILED, e);
    }
  }

  /** The same as it crosses the bus. */
  SealedSecret sealed(DBusPath path, SecretSession session) throws KeyringException {
    SecretItem item = remote(path, SecretItem.class);
    return answers.of(() -> item.getSecret(session.path()));
  }

  void delete(DBusPath path) throws KeyringException {
    SecretItem item = remote(path, SecretItem.class);
    prompt(answers.of(item::delete));
  }

  /**
   * Puts a secret where the user's secrets go, in place of one with the same attributes.
   *
   * @param secret stays the caller's
   */
  void create(String label, Map<String, String> attributes, byte[] secret) throws KeyringException {
    DBusPath path = defaultCollection();
    unlock(List.of(path));
    SecretSession session = openSession();
    SecretCollection collection = remote(path, SecretCollection.class);
    Map<String, Variant<?>> properties =
        Map.of(
            SecretItem.LABEL,
            new Variant<>(label),
            SecretItem.ATTRIBUTES,
            new Variant<>(attributes, "a{ss}"));
    prompt(answers.of(() -> collection.createItem(properties, session.seal(secret), true)).second);
  }

  /** A new user has none: the keyring then asks for the password of the one that is made. */
  private DBusPath defaultCollection() throws KeyringException {
    DBusPath path = answers.of(() -> service.readAlias(SecretService.DEFAULT));
    if (!isNone(path)) {
      return path;
    }
    Map<String, Variant<?>> properties =
        Map.of(SecretCollection.LABEL, new Variant<>(SecretService.DEFAULT));
    var made = answers.of(() -> service.createCollection(properties, SecretService.DEFAULT));
    prompt(made.second);
    return isNone(made.first)
        ? answers.of(() -> service.readAlias(SecretService.DEFAULT))
        : made.first;
  }

  /** With a cipher, if the service knows the same. */
  SecretSession openSession() throws KeyringException {
    try {
      KeyExchange exchange = new KeyExchange();
      var opened =
          answers.of(
              () ->
                  service.openSession(
                      KeyExchange.ALGORITHM, new Variant<>(exchange.publicKey(), "ay")));
      return new AesSession(opened.second, exchange.agree(bytes(opened.first.getValue())));
    } catch (KeyringException e) {
      if (!(e.getCause() instanceof NotSupported)) {
        throw e;
      }
      LOG.debug("The keyring knows only plain sessions", e);
      return new PlainSession(
          answers.of(() -> service.openSession(PlainSession.ALGORITHM, new Variant<>(""))).second);
    } catch (GeneralSecurityException e) {
      throw new KeyringException(KeyringTrouble.FAILED, e);
    }
  }

  /** The library makes lists of what is inside a variant. */
  private static byte[] bytes(Object value) throws KeyringException {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (!(value instanceof List<?> list)) {
      throw new KeyringException(KeyringTrouble.FAILED);
    }
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = list.get(i) instanceof Byte each ? each : 0;
    }
    return bytes;
  }

  private void prompt(DBusPath path) throws KeyringException {
    if (isNone(path)) {
      return;
    }
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    SecretPrompt prompt = remote(path, SecretPrompt.class);
    try {
      // The connection ends soon, and the handler with it.
      bus.addSigHandler(
          SecretPrompt.Completed.class,
          completed -> {
            if (completed.getPath().equals(path.getPath())) {
              done.complete(!completed.dismissed);
            }
          });
    } catch (DBusException e) {
      throw new KeyringException(KeyringTrouble.FAILED, e);
    }
    answers.of(
        () -> {
          prompt.prompt("");
          return true;
        });
    if (!isGranted(done, prompt)) {
      throw new KeyringException(KeyringTrouble.LOCKED);
    }
  }

  private boolean isGranted(CompletableFuture<Boolean> done, SecretPrompt prompt)
      throws KeyringException {
    try {
      return Answers.await(done, patience);
    } catch (KeyringException e) {
      LOG.debug("Nobody has answered the keyring's prompt", e);
      answers.of(
          () -> {
            prompt.dismiss();
            return true;
          });
      return false;
    }
  }

  private <T extends DBusInterface> T remote(DBusPath path, Class<T> type) throws KeyringException {
    try {
      return bus.getRemoteObject(SecretService.NAME, path.getPath(), type);
    } catch (DBusException e) {
      throw new KeyringException(KeyringTrouble.FAILED, e);
    }
  }

  private static boolean isNone(DBusPath path) {
    return path.getPath().equals(SecretService.NONE);
  }

  @Override
  public void close() {
    try {
      bus.close();
    } catch (IOException e) {
      LOG.debug("The bus was gone already", e);
    }
  }
}
