package org.culvert.app.notify.dbus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A desktop's notifications on a real bus. */
final class FakeNotifications implements Notifications, AutoCloseable {
  /** One that was shown. */
  record Shown(
      long id, long replaces, String title, String text, List<String> actions, int urgency) {}

  private final DBusConnection bus;
  private final List<String> capabilities;
  private final List<Shown> shown = new CopyOnWriteArrayList<>();
  private final List<Long> takenBack = new CopyOnWriteArrayList<>();
  private long lastId;

  FakeNotifications(DBusConnection bus, String... capabilities) throws DBusException {
    this.bus = bus;
    this.capabilities = List.of(capabilities);
    bus.exportObject(PATH, this);
    bus.requestBusName(NAME);
  }

  List<Shown> shown() {
    return shown;
  }

  List<Long> takenBack() {
    return takenBack;
  }

  /** The user clicks. */
  void click(long id, String action) throws DBusException {
    bus.sendMessage(new ActionInvoked(PATH, new UInt32(id), action));
  }

  /** The user, or time, takes one away. */
  void closed(long id) throws DBusException {
    bus.sendMessage(new NotificationClosed(PATH, new UInt32(id), new UInt32(2)));
  }

  @Override
  public UInt32 show(
      String app,
      UInt32 replaces,
      String icon,
      String title,
      String text,
      List<String> actions,
      Map<String, Variant<?>> hints,
      int timeout) {
    long id = replaces.longValue() == 0 ? ++lastId : replaces.longValue();
    shown.add(
        new Shown(
            id,
            replaces.longValue(),
            title,
            text,
            List.copyOf(actions),
            ((Number) Objects.requireNonNull(hints.get("urgency")).getValue()).intValue()));
    return new UInt32(id);
  }

  @Override
  public void takeBack(UInt32 id) {
    takenBack.add(id.longValue());
  }

  @Override
  public List<String> capabilities() {
    return capabilities;
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  @Override
  public void close() throws IOException {
    bus.close();
  }
}
