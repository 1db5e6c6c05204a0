package org.culvert.app.tray.dbus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.TrayCommand;
import org.freedesktop.dbus.types.Variant;

/**
 * A menu as a panel reads it: numbered lines with properties. Never changed.
 *
 * @param lines in the order of the menu
 */
record MenuLines(int revision, Map<Integer, Line> lines) {
  /** Such a menu before there is any. */
  static final MenuLines NONE = new MenuLines(0, Map.of());

  /**
   * A line.
   *
   * @param command what choosing it asks for; nothing when it cannot be chosen
   */
  record Line(Map<String, Variant<?>> properties, Optional<TrayCommand> command) {}

  /** What choosing a line asks for, if it is still there and can be chosen. */
  Optional<TrayCommand> command(int id) {
    return Optional.ofNullable(lines.get(id)).flatMap(Line::command);
  }

  Menu.Node root() {
    return new Menu.Node(
        Menu.ROOT,
        rootProperties(),
        lines.entrySet().stream()
            .<Variant<?>>map(line -> new Variant<>(node(line), Menu.Node.SIGNATURE))
            .toList());
  }

  /** A line alone, which has nothing below it. */
  Menu.Node node(int id) {
    return new Menu.Node(id, properties(id), List.of());
  }

  /** The properties of a line, or of the menu; none for what is not there. */
  Map<String, Variant<?>> properties(int id) {
    return id == Menu.ROOT
        ? rootProperties()
        : Optional.ofNullable(lines.get(id)).map(Line::properties).orElse(Map.of());
  }

  boolean knows(int id) {
    return id == Menu.ROOT || lines.containsKey(id);
  }

  private static Menu.Node node(Map.Entry<Integer, Line> line) {
    return new Menu.Node(line.getKey(), line.getValue().properties(), List.of());
  }

  private static Map<String, Variant<?>> rootProperties() {
    return Map.of("children-display", new Variant<>("submenu"));
  }

  /**
   * Numbers the lines. What asks for the same keeps its number for good, and no number is used
   * again: a click on a menu that has just changed means what the user saw, or nothing.
   */
  static final class Numbers {
    private final Map<Object, Integer> numbers = new HashMap<>();
    private int revision;

    MenuLines next(List<MenuEntry> menu) {
      Map<Integer, Line> lines = new LinkedHashMap<>();
      int separators = 0;
      for (MenuEntry entry : menu) {
        switch (entry) {
          case MenuEntry.Choice choice -> lines.put(number(choice.command()), line(choice));
          case MenuEntry.Separator _ ->
              lines.put(
                  number(separators++),
                  new Line(Map.of("type", new Variant<>("separator")), Optional.empty()));
        }
      }
      revision++;
      return new MenuLines(revision, lines);
    }

    private int number(Object of) {
      return numbers.computeIfAbsent(of, _ -> Menu.ROOT + 1 + numbers.size());
    }

    private static Line line(MenuEntry.Choice choice) {
      Map<String, Variant<?>> properties = new HashMap<>();
      // An underscore stands before the letter that chooses the line.
      properties.put("label", new Variant<>(choice.label().replace("_", "__")));
      properties.put("enabled", new Variant<>(choice.possible()));
      if (choice.mark() != MenuEntry.Mark.NONE) {
        properties.put("toggle-type", new Variant<>("checkmark"));
        properties.put("toggle-state", new Variant<>(toggle(choice.mark())));
      }
      return new Line(
          Map.copyOf(properties),
          choice.possible() ? Optional.of(choice.command()) : Optional.empty());
    }

    /** Anything but 0 and 1 is neither. */
    private static int toggle(MenuEntry.Mark mark) {
      return switch (mark) {
        case NONE, OFF -> 0;
        case ON -> 1;
        case BETWEEN -> -1;
      };
    }
  }
}
