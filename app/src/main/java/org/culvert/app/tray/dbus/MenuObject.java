package org.culvert.app.tray.dbus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.ui.text.Texts;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** The menu, as panels ask for it. */
final class MenuObject extends ReadOnlyProperties implements Menu {
  private final Map<String, Variant<?>> properties =
      Map.of(
          "Version", new Variant<>(new UInt32(3)),
          "TextDirection", new Variant<>(Texts.rightToLeft() ? "rtl" : "ltr"),
          "Status", new Variant<>("normal"),
          "IconThemePath", new Variant<>(List.of(), "as"));
  private final Supplier<MenuLines> lines;
  private final Consumer<TrayCommand> chosen;

  /**
   * @param lines the menu of the moment
   * @param chosen called on threads of the bus
   */
  MenuObject(Supplier<MenuLines> lines, Consumer<TrayCommand> chosen) {
    super("com.canonical.dbusmenu");
    this.lines = lines;
    this.chosen = chosen;
  }

  @Override
  Map<String, Variant<?>> properties() {
    return properties;
  }

  @Override
  public String getObjectPath() {
    return Menu.PATH;
  }

  // Panels may name the properties that they want, and must cope with others.

  @Override
  public Layout<UInt32, Node> getLayout(int parent, int depth, List<String> wanted) {
    MenuLines now = lines.get();
    boolean bare = depth == 0;
    Node node =
        parent == ROOT && !bare ? now.root() : new Node(parent, now.properties(parent), List.of());
    return new Layout<>(new UInt32(now.revision()), node);
  }

  @Override
  public List<Properties> getGroupProperties(List<Integer> ids, List<String> wanted) {
    MenuLines now = lines.get();
    List<Integer> asked = ids.isEmpty() ? List.copyOf(now.lines().keySet()) : ids;
    return asked.stream()
        .filter(now::knows)
        .map(id -> new Properties(id, now.properties(id)))
        .toList();
  }

  @Override
  public Variant<?> getProperty(int id, String name) {
    Variant<?> found = new HashMap<>(lines.get().properties(id)).get(name);
    return found == null ? new Variant<>("") : found;
  }

  @Override
  public void event(int id, String event, Variant<?> data, UInt32 time) {
    if (event.equals("clicked")) {
      lines.get().command(id).ifPresent(chosen);
    }
  }

  @Override
  public List<Integer> eventGroup(List<MenuEvent> events) {
    MenuLines now = lines.get();
    events.forEach(each -> event(each.id, each.event, each.data, each.time));
    return events.stream().map(each -> each.id).filter(id -> !now.knows(id)).toList();
  }

  @Override
  public boolean aboutToShow(int id) {
    return false;
  }

  @Override
  public Shown<List<Integer>, List<Integer>> aboutToShowGroup(List<Integer> ids) {
    MenuLines now = lines.get();
    return new Shown<>(List.of(), ids.stream().filter(id -> !now.knows(id)).toList());
  }
}
