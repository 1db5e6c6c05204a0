package org.culvert.app.tray.dbus;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.DBusMemberName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A menu that a panel draws. */
@DBusInterfaceName("com.canonical.dbusmenu")
public interface Menu extends DBusInterface {
  String PATH = "/MenuBar";

  /** The menu itself, whose children are its lines. */
  int ROOT = 0;

  /**
   * Gives a part of the menu.
   *
   * @param depth how far below {@code parent}; all for -1
   * @param properties which properties of each line; all for none
   */
  @DBusMemberName("GetLayout")
  Layout<UInt32, Node> getLayout(int parent, int depth, List<String> properties);

  @DBusMemberName("GetGroupProperties")
  List<Properties> getGroupProperties(List<Integer> ids, List<String> properties);

  @DBusMemberName("GetProperty")
  Variant<?> getProperty(int id, String name);

  /** Something happened to a line: {@code clicked}, {@code hovered}, {@code opened} and so on. */
  @DBusMemberName("Event")
  void event(int id, String event, Variant<?> data, UInt32 time);

  /** Returns the ids that are not known. */
  @DBusMemberName("EventGroup")
  List<Integer> eventGroup(List<MenuEvent> events);

  /** Returns whether the layout has changed without a signal. */
  @DBusMemberName("AboutToShow")
  boolean aboutToShow(int id);

  @DBusMemberName("AboutToShowGroup")
  Shown<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids);

  /** {@code (ia{sv}av)}: a line with the lines below it, each a node again. */
  final class Node extends Struct {
    static final String SIGNATURE = "(ia{sv}av)";

    @Position(0)
    public final int id;

    @Position(1)
    public final Map<String, Variant<?>> properties;

    @Position(2)
    public final List<Variant<?>> children;

    public Node(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
      this.id = id;
      this.properties = properties;
      this.children = children;
    }
  }

  /** {@code (ia{sv})}: a line without the lines below it. */
  final class Properties extends Struct {
    @Position(0)
    public final int id;

    @Position(1)
    public final Map<String, Variant<?>> properties;

    public Properties(int id, Map<String, Variant<?>> properties) {
      this.id = id;
      this.properties = properties;
    }
  }

  /** {@code (isvu)}: the arguments of {@link #event}. */
  final class MenuEvent extends Struct {
    @Position(0)
    public final int id;

    @Position(1)
    public final String event;

    @Position(2)
    public final Variant<?> data;

    @Position(3)
    public final UInt32 time;

    public MenuEvent(int id, String event, Variant<?> data, UInt32 time) {
      this.id = id;
      this.event = event;
      this.data = data;
      this.time = time;
    }
  }

  /** A layout with its revision; the library wants the types of what is returned as parameters. */
  final class Layout<R, N> extends Tuple {
    @Position(0)
    public final R revision;

    @Position(1)
    public final N root;

    public Layout(R revision, N root) {
      this.revision = revision;
      this.root = root;
    }
  }

  /** The ids that need an update, and those that are not known. */
  final class Shown<N, U> extends Tuple {
    @Position(0)
    public final N needUpdate;

    @Position(1)
    public final U unknown;

    public Shown(N needUpdate, U unknown) {
      this.needUpdate = needUpdate;
      this.unknown = unknown;
    }
  }

  /** Everything below {@code parent} is to be asked for again. */
  final class LayoutUpdated extends DBusSignal {
    public LayoutUpdated(String path, UInt32 revision, int parent) throws DBusException {
      super(path, revision, parent);
    }
  }
}
