package org.culvert.app.tray.dbus;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.app.bus.Patience;
import org.culvert.app.tray.TraySign;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBus;
import org.freedesktop.dbus.types.Variant;

/** The only icon in a panel, as its user sees it and clicks it. */
public final class PanelIcon {
  /** Pixels: a menu of one line and more is higher. */
  private static final int LEAST_MENU = 60;

  /** Pixels from the upper edge of a menu to where its first line certainly is. */
  private static final int INTO_FIRST_LINE = 12;

  /** Pixels: two lines are higher. */
  private static final int HIGHEST_LINE = 45;

  private final Panel panel;
  private final BufferedImage empty;
  private BufferedImage closed;

  private PanelIcon(Panel panel, BufferedImage empty) {
    this.panel = panel;
    this.empty = empty;
    closed = empty;
  }

  /** What is looked for to know a sign: so many pixels of a colour that the others lack. */
  private record Mark(Color colour, int pixels) {
    static Mark of(TraySign sign) {
      return switch (sign) {
        case OFF -> new Mark(new Color(0x858d99), 40);
        case CONNECTING -> new Mark(new Color(0x3f83f0), 40);
        // Its blue is nearly that of the one before; only it has water in the arch.
        case ON -> new Mark(new Color(0x8fe3f2), 8);
        case PROBLEM -> new Mark(new Color(0xcf6a0a), 40);
      };
    }
  }

  /** The icon that will come to a panel which has none yet. */
  public static PanelIcon expectedIn(Panel panel) throws Exception {
    panel.awaitDrawn();
    panel.pointAway();
    return new PanelIcon(panel, panel.screen());
  }

  /** Waits until it shows a sign. */
  public void await(TraySign sign) throws Exception {
    Patience.until("the icon " + sign, () -> shows(sign));
  }

  /** Whether it is there with a sign. */
  boolean shows(TraySign sign) throws IOException {
    BufferedImage screen = panel.screen();
    Mark mark = Mark.of(sign);
    return Pixels.count(screen, bar(), mark.colour()) > mark.pixels();
  }

  /** Where it is. */
  Rectangle place() throws IOException {
    return Pixels.changed(empty, panel.screen(), bar());
  }

  private Rectangle bar() {
    return new Rectangle(empty.getWidth(), Panel.HEIGHT);
  }

  /** What is different under the panel, where menus are. */
  private Rectangle below(BufferedImage before, BufferedImage after) {
    Rectangle rest =
        new Rectangle(0, Panel.HEIGHT, empty.getWidth(), empty.getHeight() - Panel.HEIGHT);
    return Pixels.changed(before, after, rest);
  }

  /**
   * Opens the menu with the right button and moves the pointer to its first line; returns the place
   * that lit up under it.
   */
  public Rectangle pointAtFirstLine() throws Exception {
    closed = panel.screen();
    panel.click(place(), 3);
    Patience.until("the menu to be drawn", () -> below(closed, panel.screen()).height > LEAST_MENU);
    Patience.until("the menu to stand", this::stands);
    BufferedImage unlit = panel.screen();
    Rectangle menu = below(closed, unlit);
    Rectangle pointer = new Rectangle((int) menu.getCenterX(), menu.y + INTO_FIRST_LINE, 1, 1);
    panel.pointAt(pointer);
    Patience.until(
        "the line under the pointer to light up",
        () -> below(unlit, panel.screen()).contains(pointer));
    Rectangle line = below(unlit, panel.screen());
    if (line.height > HIGHEST_LINE) {
      throw new AssertionError("no single line has lit up: " + line + " in " + menu);
    }
    return line;
  }

  private boolean stands() throws IOException {
    BufferedImage one = panel.screen();
    return Pixels.changed(one, panel.screen()).isEmpty();
  }

  /** Clicks a line of the open menu; returns once the menu is gone. */
  public void click(Rectangle line) throws Exception {
    panel.click(line, 1);
    Patience.until("the menu to go", () -> below(closed, panel.screen()).isEmpty());
  }

  /**
   * Waits until the menu that a process offers begins with this line, and the line can be chosen: a
   * menu that is opened before would have other lines.
   */
  public void awaitFirstLine(long process, String label) throws Exception {
    try (DBusConnection bus = panel.connect()) {
      Patience.until(
          "a menu that begins with " + label,
          () -> {
            for (String name : names(bus)) {
              if (begins(bus, name, process, label)) {
                return true;
              }
            }
            return false;
          });
    }
  }

  private static List<String> names(DBusConnection bus) throws DBusException {
    return List.of(desktop(bus).ListNames());
  }

  private static DBus desktop(DBusConnection bus) throws DBusException {
    return bus.getRemoteObject("org.freedesktop.DBus", "/org/freedesktop/DBus", DBus.class);
  }

  private static boolean begins(DBusConnection bus, String name, long process, String label)
      throws DBusException {
    try {
      if (desktop(bus).GetConnectionUnixProcessID(name).longValue() != process) {
        return false;
      }
      Menu menu = bus.getRemoteObject(name, Menu.PATH, Menu.class);
      Menu.Properties first = menu.getGroupProperties(List.of(), List.of()).getFirst();
      return value(first, "label").equals(Optional.of(label))
          && value(first, "enabled").equals(Optional.of(true));
    } catch (DBusExecutionException e) {
      // Gone meanwhile, or a connection of the process that has no menu.
      return false;
    }
  }

  private static Optional<Object> value(Menu.Properties line, String name) {
    return Optional.<Variant<?>>ofNullable(line.properties.get(name)).map(Variant::getValue);
  }
}
