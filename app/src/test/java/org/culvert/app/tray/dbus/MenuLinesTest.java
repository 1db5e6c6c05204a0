package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.MenuEntry.Mark;
import org.culvert.app.tray.TrayCommand;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

class MenuLinesTest {
  private final MenuLines.Numbers numbers = new MenuLines.Numbers();

  private static MenuEntry connect(String profile) {
    return new MenuEntry.Choice(profile, Mark.OFF, true, new TrayCommand.Connect(profile));
  }

  private static MenuEntry disconnect(String profile) {
    return new MenuEntry.Choice(profile, Mark.ON, true, new TrayCommand.Disconnect(profile));
  }

  private static int id(MenuLines lines, int line) {
    return List.copyOf(lines.lines().keySet()).get(line);
  }

  private static Object property(MenuLines lines, int line, String name) {
    return value(lines.properties(id(lines, line)), name);
  }

  private static Object value(Map<String, Variant<?>> properties, String name) {
    return Objects.requireNonNull(properties.get(name), name).getValue();
  }

  @Test
  void aLineSaysWhatItIsWhetherItIsCheckedAndWhatItAsksFor() {
    MenuLines lines = numbers.next(List.of(disconnect("Office")));

    assertEquals("Office", property(lines, 0, "label"));
    assertEquals(true, property(lines, 0, "enabled"));
    assertEquals("checkmark", property(lines, 0, "toggle-type"));
    assertEquals(1, property(lines, 0, "toggle-state"));
    assertEquals(Optional.of(new TrayCommand.Disconnect("Office")), lines.command(id(lines, 0)));
  }

  @Test
  void betweenOnAndOffIsNeither() {
    MenuLines lines =
        numbers.next(
            List.of(
                new MenuEntry.Choice("a", Mark.BETWEEN, true, new TrayCommand.Disconnect("a"))));

    assertEquals(-1, property(lines, 0, "toggle-state"));
  }

  @Test
  void whatHasNoMarkHasNoBox() {
    MenuLines lines =
        numbers.next(
            List.of(new MenuEntry.Choice("Quit", Mark.NONE, true, new TrayCommand.Quit())));

    assertFalse(lines.properties(id(lines, 0)).containsKey("toggle-type"));
  }

  @Test
  void anUnderscoreInANameIsNoMnemonic() {
    assertEquals("my__vpn", property(numbers.next(List.of(connect("my_vpn"))), 0, "label"));
  }

  @Test
  void whatIsNotPossibleAsksForNothing() {
    MenuLines lines =
        numbers.next(
            List.of(new MenuEntry.Choice("a", Mark.OFF, false, new TrayCommand.Connect("a"))));

    assertEquals(false, property(lines, 0, "enabled"));
    assertEquals(Optional.empty(), lines.command(id(lines, 0)));
  }

  @Test
  void aSeparatorIsALineThatCannotBeChosen() {
    MenuLines lines = numbers.next(List.of(new MenuEntry.Separator()));

    assertEquals("separator", property(lines, 0, "type"));
    assertEquals(Optional.empty(), lines.command(id(lines, 0)));
  }

  @Test
  void whatAsksForTheSameKeepsItsNumberWhereverItStands() {
    MenuLines before = numbers.next(List.of(connect("b"), new MenuEntry.Separator()));
    MenuLines after = numbers.next(List.of(connect("a"), connect("b"), new MenuEntry.Separator()));

    assertEquals(id(before, 0), id(after, 1));
    assertEquals(id(before, 1), id(after, 2));
  }

  @Test
  void aClickOnAMenuThatHasJustChangedNeverDoesTheOpposite() {
    MenuLines before = numbers.next(List.of(connect("a")));
    MenuLines after = numbers.next(List.of(disconnect("a")));

    assertNotEquals(id(before, 0), id(after, 0));
    assertEquals(Optional.empty(), after.command(id(before, 0)));
  }

  @Test
  void eachMenuHasARevisionOfItsOwn() {
    int first = numbers.next(List.of()).revision();

    assertEquals(first + 1, numbers.next(List.of()).revision());
  }

  @Test
  void theRootHoldsTheLinesInTheirOrder() {
    Menu.Node root = numbers.next(List.of(connect("a"), connect("b"))).root();

    assertEquals(Menu.ROOT, root.id);
    assertEquals("submenu", value(root.properties, "children-display"));
    assertEquals(
        List.of("a", "b"),
        root.children.stream()
            .map(child -> value(((Menu.Node) child.getValue()).properties, "label"))
            .toList());
  }

  @Test
  void aLineThatIsNotThereHasNoProperties() {
    assertEquals(Map.<String, Variant<?>>of(), MenuLines.NONE.properties(7));
  }
}
