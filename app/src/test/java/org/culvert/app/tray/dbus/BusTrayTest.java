package org.culvert.app.tray.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.tray.MenuEntry;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayCommand;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.tray.TraySign;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The icon on a real bus, with a watcher that a test speaks for. */
@Tag("ui")
class BusTrayTest {
  private static final TrayFace OFF =
      new TrayFace(
          TraySign.OFF,
          false,
          List.of("Disconnected"),
          List.of(
              new MenuEntry.Choice(
                  "Office", MenuEntry.Mark.OFF, true, new TrayCommand.Connect("Office")),
              new MenuEntry.Separator(),
              new MenuEntry.Choice("Quit", MenuEntry.Mark.NONE, true, new TrayCommand.Quit())));

  private final List<TrayCommand> chosen = new CopyOnWriteArrayList<>();
  private final List<Boolean> presence = new CopyOnWriteArrayList<>();
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private volatile Runnable whenChosen = () -> {};
  private PrivateBus bus;

  @BeforeEach
  void startBus() throws Exception {
    bus = new PrivateBus(Map.of());
    open.add(bus);
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private Tray tray() {
    Tray tray =
        new BusTrays(bus.environment())
            .open(
                OFF,
                new TrayListener() {
                  @Override
                  public void chosen(TrayCommand command) {
                    chosen.add(command);
                    whenChosen.run();
                  }

                  @Override
                  public void present(boolean isPresent) {
                    presence.add(isPresent);
                  }
                });
    open.add(tray);
    return tray;
  }

  private FakeWatcher watcher(boolean hosted) throws Exception {
    FakeWatcher watcher = new FakeWatcher(bus.connect(), hosted);
    open.add(watcher);
    return watcher;
  }

  private void awaitPresence(Boolean... story) throws Exception {
    Patience.until("the presence", () -> presence.equals(List.of(story)));
  }

  /** Somebody else on the bus: a panel. */
  private DBusConnection panel() throws Exception {
    DBusConnection panel = bus.connect();
    open.add(panel);
    return panel;
  }

  @Test
  void itRegistersAtTheWatcherThatIsThere() throws Exception {
    FakeWatcher watcher = watcher(true);
    tray();
    awaitPresence(true);

    assertEquals(1, watcher.items().size());
  }

  @Test
  void whetherIconsAreShownCanBeAskedWithoutOne() throws Exception {
    BusTrays trays = new BusTrays(bus.environment());
    assertFalse(trays.shows(), "nobody is there");
    FakeWatcher watcher = watcher(false);
    assertFalse(trays.shows(), "no panel");
    watcher.host();
    assertTrue(trays.shows());
    assertEquals(List.of(), watcher.items());
    assertFalse(new BusTrays(Map.of()).shows(), "no bus");
    bus.close();
    assertFalse(trays.shows(), "the bus has ended");
  }

  @Test
  void itRegistersAtAWatcherThatComesLaterAndAgainWhenItComesBack() throws Exception {
    tray();
    FakeWatcher first = watcher(true);
    awaitPresence(true);
    first.close();
    awaitPresence(true, false);
    FakeWatcher second = watcher(true);
    awaitPresence(true, false, true);

    // Who sees a watcher come while it looks for one asks it twice, which changes nothing.
    assertEquals(1, Set.copyOf(first.items()).size());
    assertEquals(Set.copyOf(first.items()), Set.copyOf(second.items()));
  }

  @Test
  void aWatcherWithoutAPanelShowsNothing() throws Exception {
    FakeWatcher watcher = watcher(false);
    tray();
    Patience.until("the icon at the watcher", () -> watcher.items().size() == 1);
    watcher.host();

    awaitPresence(true);
  }

  @Test
  void aBusThatEndsTakesTheTrayWithIt() throws Exception {
    watcher(true);
    tray();
    awaitPresence(true);
    bus.close();

    awaitPresence(true, false);
  }

  @Test
  void aClosedTrayIsGoneFromTheBus() throws Exception {
    FakeWatcher watcher = watcher(true);
    Tray tray = tray();
    awaitPresence(true);
    DBusConnection panel = panel();
    String name = watcher.items().getFirst();
    tray.close();

    Patience.until("the name to go", () -> !List.of(panel.getNames()).contains(name));
  }

  @Test
  void aClickThatEndsTheAppIsStillAnswered() throws Exception {
    FakeWatcher watcher = watcher(true);
    Tray tray = tray();
    awaitPresence(true);
    Menu menu = panel().getRemoteObject(watcher.items().getFirst(), Menu.PATH, Menu.class);
    int quit = menu.getGroupProperties(List.of(), List.of()).getLast().id;
    whenChosen = tray::close;

    menu.event(quit, "clicked", new Variant<>(0), new UInt32(0));
    assertEquals(List.of(new TrayCommand.Quit()), chosen);
  }

  @Test
  void aPanelReadsThePicturesAndTheWords() throws Exception {
    FakeWatcher watcher = watcher(true);
    tray();
    awaitPresence(true);
    Properties item =
        panel().getRemoteObject(watcher.items().getFirst(), Item.PATH, Properties.class);
    Map<String, Variant<?>> all = item.GetAll("org.kde.StatusNotifierItem");

    assertEquals("Active", value(all, "Status"));
    assertEquals("/MenuBar", String.valueOf(value(all, "Menu")));
    assertEquals("a(iiay)", Objects.requireNonNull(all.get("IconPixmap")).getSig());
    assertEquals(4, ((List<?>) value(all, "IconPixmap")).size());
    assertEquals("(sa(iiay)ss)", Objects.requireNonNull(all.get("ToolTip")).getSig());
    assertEquals("Culvert", item.Get("org.kde.StatusNotifierItem", "Title"));
    assertThrows(
        DBusExecutionException.class, () -> item.Get("org.kde.StatusNotifierItem", "Nothing"));
  }

  private static Object value(Map<String, Variant<?>> properties, String name) {
    return Objects.requireNonNull(properties.get(name), name).getValue();
  }

  @Test
  void aPanelReadsTheMenuAndWhatIsClickedIsChosen() throws Exception {
    FakeWatcher watcher = watcher(true);
    tray();
    awaitPresence(true);
    String name = watcher.items().getFirst();
    DBusConnection panel = panel();
    Menu menu = panel.getRemoteObject(name, Menu.PATH, Menu.class);
    Menu.Layout<UInt32, Menu.Node> layout = menu.getLayout(Menu.ROOT, -1, List.of());
    assertEquals(3, layout.root.children.size());
    List<Integer> ids =
        menu.getGroupProperties(List.of(), List.of()).stream().map(line -> line.id).toList();

    menu.event(ids.get(0), "clicked", new Variant<>(0), new UInt32(0));
    menu.event(ids.get(0), "hovered", new Variant<>(0), new UInt32(0));
    assertEquals(
        List.of(99),
        menu.eventGroup(
            List.of(
                new Menu.MenuEvent(ids.get(2), "clicked", new Variant<>(0), new UInt32(0)),
                new Menu.MenuEvent(99, "clicked", new Variant<>(0), new UInt32(0)))));
    panel.getRemoteObject(name, Item.PATH, Item.class).activate(1, 1);
    assertEquals(
        List.of(new TrayCommand.Connect("Office"), new TrayCommand.Quit(), new TrayCommand.Open()),
        chosen);
  }

  @Test
  void itSignalsWhatChangedAndNothingElse() throws Exception {
    FakeWatcher watcher = watcher(true);
    Tray tray = tray();
    awaitPresence(true);
    List<String> heard = new CopyOnWriteArrayList<>();
    DBusConnection panel = panel();
    listen(panel, heard, Item.NewIcon.class);
    listen(panel, heard, Item.NewAttentionIcon.class);
    listen(panel, heard, Item.NewToolTip.class);
    listen(panel, heard, Item.NewStatus.class);
    listen(panel, heard, Menu.LayoutUpdated.class);

    tray.show(OFF);
    TrayFace tip = new TrayFace(OFF.sign(), false, List.of("another"), OFF.menu());
    tray.show(tip);
    TrayFace menu = new TrayFace(OFF.sign(), false, tip.tip(), OFF.menu().subList(0, 1));
    tray.show(menu);
    tray.show(new TrayFace(TraySign.PROBLEM, true, tip.tip(), menu.menu()));
    Patience.until("five signals", () -> heard.size() == 5);

    assertEquals(
        List.of("NewToolTip", "LayoutUpdated", "NewIcon", "NewAttentionIcon", "NewStatus"), heard);
    assertEquals(
        "NeedsAttention",
        panel
            .getRemoteObject(watcher.items().getFirst(), Item.PATH, Properties.class)
            .Get("org.kde.StatusNotifierItem", "Status"));
  }

  private static <T extends DBusSignal> void listen(
      DBusConnection panel, List<String> heard, Class<T> signal) throws Exception {
    panel.addSigHandler(signal, _ -> heard.add(signal.getSimpleName()));
  }
}
