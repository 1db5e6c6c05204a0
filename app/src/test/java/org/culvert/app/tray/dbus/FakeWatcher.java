package org.culvert.app.tray.dbus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.Variant;

/** A watcher as desktops have it, on a real bus. */
final class FakeWatcher extends ReadOnlyProperties implements Watcher, AutoCloseable {
  private final DBusConnection bus;
  private final List<String> items = new CopyOnWriteArrayList<>();
  private volatile boolean hosted;

  FakeWatcher(DBusConnection bus, boolean hosted) throws DBusException {
    super(Watcher.NAME);
    this.bus = bus;
    this.hosted = hosted;
    bus.exportObject(Watcher.PATH, this);
    bus.requestBusName(Watcher.NAME);
  }

  /** Who registered. */
  List<String> items() {
    return items;
  }

  /** A panel comes. */
  void host() throws DBusException {
    hosted = true;
    bus.sendMessage(new Watcher.StatusNotifierHostRegistered(Watcher.PATH));
  }

  @Override
  public void registerStatusNotifierItem(String service) {
    items.add(service);
  }

  @Override
  Map<String, Variant<?>> properties() {
    return Map.of(Watcher.HOSTED, new Variant<>(hosted));
  }

  @Override
  public String getObjectPath() {
    return Watcher.PATH;
  }

  @Override
  public void close() throws IOException {
    bus.close();
  }
}
