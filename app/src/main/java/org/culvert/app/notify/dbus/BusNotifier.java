package org.culvert.app.notify.dbus;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.bus.BusWorker;
import org.culvert.app.notify.Message;
import org.culvert.app.notify.Notifier;
import org.culvert.app.ui.text.Texts;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications over one bus, to which it connects with the first of them. All that it does is done
 * by one virtual thread, one thing after the other, for every call over the bus may block.
 */
final class BusNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(BusNotifier.class);

  private static final UInt32 NONE = new UInt32(0);
  private static final int AS_THE_DESKTOP_LIKES = -1;
  private static final byte NORMAL = 1;
  private static final byte CRITICAL = 2;

  private final String address;
  private final Runnable clicked;
  private final BusWorker worker;
  private final Map<String, UInt32> shown = new HashMap<>();
  private Optional<DBusConnection> connection = Optional.empty();

  BusNotifier(String address, Runnable clicked) {
    this.address = address;
    this.clicked = clicked;
    // Whoever wants to know looks at the window, or at the tray.
    worker =
        new BusWorker("notifier", e -> LOG.debug("Nobody at {} shows notifications", address, e));
  }

  @Override
  public void tell(Message message) {
    worker.later(() -> show(message));
  }

  @Override
  public void withdraw(String profile) {
    worker.later(() -> takeBack(profile));
  }

  @Override
  public void withdraw() {
    worker.later(this::takeAllBack);
  }

  @Override
  public void close() {
    worker.later(this::takeAllBack);
    worker.later(this::disconnect);
    worker.close();
  }

  private void show(Message message) throws DBusException, IOException {
    Notifications desktop = desktop(connect());
    List<String> capabilities = desktop.capabilities();
    UInt32 id =
        desktop.show(
            Texts.of("app.name"),
            shown.getOrDefault(message.profile(), NONE),
            "network-vpn",
            message.title(),
            capabilities.contains("body-markup") ? escaped(message.text()) : message.text(),
            capabilities.contains("actions")
                ? List.of(Notifications.CLICK, Texts.of("tray.open"))
                : List.of(),
            Map.of(
                "urgency",
                new Variant<>(message.urgent() ? CRITICAL : NORMAL),
                "desktop-entry",
                new Variant<>("culvert")),
            AS_THE_DESKTOP_LIKES);
    shown.put(message.profile(), id);
  }

  /** What is told may come from a server. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void takeBack(String profile) {
    Optional<UInt32> id = Optional.ofNullable(shown.remove(profile));
    if (id.isPresent() && connection.filter(DBusConnection::isConnected).isPresent()) {
      try {
        desktop(connection.get()).takeBack(id.get());
      } catch (DBusException | DBusExecutionException e) {
        LOG.trace("It was gone already", e);
      }
    }
  }

  private void takeAllBack() {
    List.copyOf(shown.keySet()).forEach(this::takeBack);
  }

  private DBusConnection connect() throws DBusException, IOException {
    if (connection.filter(DBusConnection::isConnected).isEmpty()) {
      disconnect();
      DBusConnection bus = DBusConnectionBuilder.forAddress(address).withShared(false).build();
      connection = Optional.of(bus);
      bus.addSigHandler(
          Notifications.ActionInvoked.class,
          chosen -> worker.later(() -> chosen(chosen.id, chosen.action)));
      bus.addSigHandler(
          Notifications.NotificationClosed.class,
          closed -> worker.later(() -> shown.values().remove(closed.id)));
    }
    return connection.get();
  }

  private static Notifications desktop(DBusConnection bus) throws DBusException {
    return bus.getRemoteObject(Notifications.NAME, Notifications.PATH, Notifications.class);
  }

  /** Everybody hears of every notification: others' are none of ours. */
  private void chosen(UInt32 id, String action) {
    if (action.equals(Notifications.CLICK) && shown.containsValue(id)) {
      clicked.run();
    }
  }

  private void disconnect() throws IOException {
    if (connection.isPresent()) {
      connection.get().close();
    }
    connection = Optional.empty();
  }
}
