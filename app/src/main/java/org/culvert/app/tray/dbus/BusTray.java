package org.culvert.app.tray.dbus;

import java.io.IOException;
import java.util.Optional;
import org.culvert.app.bus.BusWorker;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One icon on one bus. All that it does is done by one virtual thread, one thing after the other,
 * for every call over the bus may block; the bus's own threads only read {@link #shown}.
 */
final class BusTray implements Tray {
  private static final Logger LOG = LoggerFactory.getLogger(BusTray.class);

  private final String address;
  private final TrayListener listener;
  private final BusWorker worker = new BusWorker("tray", this::failed);
  private final MenuLines.Numbers numbers = new MenuLines.Numbers();
  private volatile Shown shown;
  private Optional<DBusConnection> connection = Optional.empty();
  private boolean present;

  private record Shown(TrayFace face, MenuLines menu) {}

  BusTray(String address, TrayFace face, TrayListener listener) {
    this.address = address;
    this.listener = listener;
    shown = new Shown(face, numbers.next(face.menu()));
  }

  void start() {
    worker.later(this::connect);
  }

  @Override
  public void show(TrayFace face) {
    worker.later(() -> replace(face));
  }

  @Override
  public void close() {
    worker.later(this::disconnect);
    worker.close();
  }

  /** The desktop goes on without the icon, and the app without the tray. */
  private void failed(Exception e) {
    LOG.debug("The tray at {} does not answer", address, e);
    present(false);
  }

  private void connect() throws DBusException {
    DBusConnection bus =
        DBusConnectionBuilder.forAddress(address)
            .withShared(false)
            .withDisconnectCallback(new LostBus())
            // One call after the other: clicks keep their order, and the last can be waited for.
            .receivingThreadConfig()
            .withMethodCallThreadCount(1)
            .connectionConfig()
            .build();
    connection = Optional.of(bus);
    bus.exportObject(Item.PATH, new ItemObject(() -> shown.face(), listener::chosen));
    bus.exportObject(Menu.PATH, new MenuObject(() -> shown.menu(), listener::chosen));
    bus.addSigHandler(
        DBusMatchRuleBuilder.create()
            .withType(DBus.NameOwnerChanged.class)
            .withArg0123(0, Watcher.NAME)
            .build(),
        (DBus.NameOwnerChanged change) -> {
          if (change.name.equals(Watcher.NAME)) {
            worker.later(change.newOwner.isEmpty() ? () -> present(false) : () -> register(bus));
          }
        });
    bus.addSigHandler(
        Watcher.StatusNotifierHostRegistered.class,
        _ -> worker.later(() -> present(Panels.areThere(bus))));
    bus.addSigHandler(
        Watcher.StatusNotifierHostUnregistered.class,
        _ -> worker.later(() -> present(Panels.areThere(bus))));
    register(bus);
  }

  /** The unique name will do: a name of our own would be one more thing that can be taken. */
  private void register(DBusConnection bus) throws DBusException {
    bus.getRemoteObject(Watcher.NAME, Watcher.PATH, Watcher.class)
        .registerStatusNotifierItem(bus.getUniqueName());
    present(Panels.areThere(bus));
  }

  private void present(boolean isPresent) {
    if (isPresent != present) {
      present = isPresent;
      listener.present(isPresent);
    }
  }

  private void replace(TrayFace face) throws DBusException {
    TrayFace old = shown.face();
    boolean newMenu = !face.menu().equals(old.menu());
    shown = new Shown(face, newMenu ? numbers.next(face.menu()) : shown.menu());
    if (face.sign() != old.sign()) {
      say(new Item.NewIcon(Item.PATH));
      say(new Item.NewAttentionIcon(Item.PATH));
    }
    if (face.attention() != old.attention()) {
      say(new Item.NewStatus(Item.PATH, ItemObject.status(face)));
    }
    if (!face.tip().equals(old.tip())) {
      say(new Item.NewToolTip(Item.PATH));
    }
    if (newMenu) {
      say(new Menu.LayoutUpdated(Menu.PATH, new UInt32(shown.menu().revision()), Menu.ROOT));
    }
  }

  private void say(DBusSignal signal) {
    connection.filter(DBusConnection::isConnected).ifPresent(bus -> bus.sendMessage(signal));
  }

  private void disconnect() throws DBusException, IOException {
    if (connection.isEmpty()) {
      return;
    }
    try (DBusConnection bus = connection.get()) {
      if (bus.isConnected()) {
        answerWhatWasAsked(bus);
      }
    }
  }

  /**
   * A click on Quit ends the app that is still to answer it. A call of our own comes after it, so
   * that its answer comes after that answer.
   */
  private static void answerWhatWasAsked(DBusConnection bus) throws DBusException {
    bus.getRemoteObject(bus.getUniqueName(), Menu.PATH, Menu.class).aboutToShow(Menu.ROOT);
  }

  /** The session ends, or its bus did. */
  private final class LostBus implements IDisconnectCallback {
    @Override
    public void disconnectOnError(IOException e) {
      worker.later(() -> present(false));
    }
  }
}
