package org.culvert.app.keyring.dbus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.culvert.app.bus.PrivateBus;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.errors.NotSupported;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.Variant;

/**
 * A Secret Service of the simplest kind, with one secret that it shows only after a prompt: what
 * people do with prompts, and what a real service does only now and then.
 */
final class FakeService implements AutoCloseable {
  /** What becomes of a prompt. */
  enum Person {
    AGREES,
    REFUSES,
    IS_AWAY
  }

  private static final DBusPath NOTHING = new DBusPath(SecretService.NONE);
  private static final DBusPath ITEM = new DBusPath("/org/freedesktop/secrets/collection/c/1");
  private static final DBusPath COLLECTION = new DBusPath("/org/freedesktop/secrets/collection/c");
  private static final DBusPath PROMPT = new DBusPath("/org/freedesktop/secrets/prompt/1");
  private static final DBusPath SESSION = new DBusPath("/org/freedesktop/secrets/session/1");

  private final DBusConnection connection;
  private final Person person;
  private final CountDownLatch closed = new CountDownLatch(1);
  final List<String> heard = new CopyOnWriteArrayList<>();
  volatile boolean locked = true;
  volatile boolean silent;
  volatile boolean hasCollection = true;
  volatile byte[] secret;

  FakeService(PrivateBus bus, Person person, byte[] secret) throws DBusException {
    this.person = person;
    this.secret = secret;
    connection = bus.connect();
    connection.exportObject(SecretService.PATH, new Service());
    connection.exportObject(COLLECTION.getPath(), new Collection());
    connection.exportObject(ITEM.getPath(), new Item());
    connection.exportObject(PROMPT.getPath(), new Prompt());
    connection.requestBusName(SecretService.NAME);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    connection.close();
  }

  private void completed(boolean dismissed) {
    try {
      connection.sendMessage(
          new SecretPrompt.Completed(PROMPT.getPath(), dismissed, new Variant<>("")));
    } catch (DBusException e) {
      throw new DBusExecutionException(e.getMessage());
    }
  }

  private final class Service implements SecretService {
    @Override
    public Pair<Variant<?>, DBusPath> openSession(String algorithm, Variant<?> input) {
      heard.add("session " + algorithm);
      if (!algorithm.equals(PlainSession.ALGORITHM)) {
        throw new NotSupported("not here");
      }
      return new Pair<>(new Variant<>(""), SESSION);
    }

    @Override
    public Pair<DBusPath, DBusPath> createCollection(
        Map<String, Variant<?>> properties, String alias) {
      heard.add("collection " + alias);
      return new Pair<>(NOTHING, PROMPT);
    }

    @Override
    public Pair<List<DBusPath>, List<DBusPath>> searchItems(Map<String, String> attributes) {
      if (silent) {
        waitForTheEnd();
      }
      heard.add("search " + new TreeMap<>(attributes));
      return locked ? new Pair<>(List.of(), List.of(ITEM)) : new Pair<>(List.of(ITEM), List.of());
    }

    private void waitForTheEnd() {
      try {
        closed.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public Pair<List<DBusPath>, DBusPath> unlock(List<DBusPath> objects) {
      return locked ? new Pair<>(List.of(), PROMPT) : new Pair<>(objects, NOTHING);
    }

    @Override
    public DBusPath readAlias(String name) {
      return hasCollection ? COLLECTION : NOTHING;
    }

    @Override
    public String getObjectPath() {
      return SecretService.PATH;
    }
  }

  private final class Collection implements SecretCollection {
    @Override
    public Pair<DBusPath, DBusPath> createItem(
        Map<String, Variant<?>> properties, SealedSecret sealed, boolean replace) {
      heard.add(
          "create "
              + properties.getOrDefault(SecretItem.LABEL, new Variant<>("")).getValue()
              + " "
              + replace);
      secret = sealed.value.clone();
      return new Pair<>(ITEM, NOTHING);
    }

    @Override
    public String getObjectPath() {
      return COLLECTION.getPath();
    }
  }

  private final class Item implements SecretItem {
    @Override
    public SealedSecret getSecret(DBusPath session) {
      return new SealedSecret(session, new byte[0], secret, "text/plain");
    }

    @Override
    public DBusPath delete() {
      heard.add("delete");
      return NOTHING;
    }

    @Override
    public String getObjectPath() {
      return ITEM.getPath();
    }
  }

  private final class Prompt implements SecretPrompt {
    @Override
    public void prompt(String window) {
      heard.add("prompt");
      switch (person) {
        case AGREES -> {
          locked = false;
          hasCollection = true;
          completed(false);
        }
        case REFUSES -> completed(true);
        case IS_AWAY -> {}
      }
    }

    @Override
    public void dismiss() {
      heard.add("dismiss");
      completed(true);
    }

    @Override
    public String getObjectPath() {
      return PROMPT.getPath();
    }
  }
}
