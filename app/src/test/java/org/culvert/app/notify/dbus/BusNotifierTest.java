package org.culvert.app.notify.dbus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.app.bus.Patience;
import org.culvert.app.bus.PrivateBus;
import org.culvert.app.notify.Message;
import org.culvert.app.notify.Notifier;
import org.culvert.app.notify.NotifyDesktop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications on a real bus, with a desktop that a test speaks for. */
@Tag("ui")
class BusNotifierTest {
  private static final Message CONNECTED = new Message("Office", "Office is connected", "", false);
  private static final Message FAILED =
      new Message("Home", "Home could not connect", "a <b>bold</b> server & co", true);

  @TempDir Path folder;

  private final AtomicInteger clicks = new AtomicInteger();
  private PrivateBus bus;

  @BeforeEach
  void startBus() throws Exception {
    bus = PrivateBus.bare(folder);
  }

  @AfterEach
  void endBus() {
    bus.close();
  }

  private Notifier notifier() {
    return new BusNotifications(bus.environment()).open(clicks::incrementAndGet);
  }

  private FakeNotifications desktop(String... capabilities) throws Exception {
    return new FakeNotifications(bus.connect(), capabilities);
  }

  private static void awaitShown(FakeNotifications desktop, int count) throws Exception {
    Patience.until("the notification", () -> desktop.shown().size() == count);
  }

  @Test
  void aMessageIsShownAndTheNextAboutTheSameProfileTakesItsPlace() throws Exception {
    Notifier notifier = notifier();
    try (FakeNotifications desktop = desktop("actions", "body")) {
      notifier.tell(CONNECTED);
      notifier.tell(FAILED);
      notifier.tell(new Message("Office", "Office lost", "trying", false));
      awaitShown(desktop, 3);

      assertEquals(List.of(1L, 2L, 1L), desktop.shown().stream().map(it -> it.id()).toList());
      assertEquals(
          new FakeNotifications.Shown(
              1, 0, "Office is connected", "", List.of("default", "Open Culvert"), 1),
          desktop.shown().getFirst());
      assertEquals(2, desktop.shown().get(1).urgency());
      assertEquals("a <b>bold</b> server & co", desktop.shown().get(1).text());
    }
    notifier.close();
  }

  @Test
  void whatAServerSaysIsNoMarkup() throws Exception {
    Notifier notifier = notifier();
    try (FakeNotifications desktop = desktop("body-markup")) {
      notifier.tell(FAILED);
      awaitShown(desktop, 1);

      assertEquals("a &lt;b&gt;bold&lt;/b&gt; server &amp; co", desktop.shown().getFirst().text());
      assertEquals(List.of(), desktop.shown().getFirst().actions(), "nobody could choose them");
    }
    notifier.close();
  }

  @Test
  void aClickOnOneOfOursIsToldAndOthersAreNot() throws Exception {
    Notifier notifier = notifier();
    try (FakeNotifications desktop = desktop("actions")) {
      notifier.tell(CONNECTED);
      awaitShown(desktop, 1);
      desktop.click(77, "default");
      desktop.click(1, "another");
      desktop.click(1, "default");
      Patience.until("the click", () -> clicks.get() == 1);
      desktop.click(1, "default");
      Patience.until("the next click", () -> clicks.get() == 2);
    }
    notifier.close();
  }

  @Test
  void whatTheUserKnowsIsTakenBackAndWhatIsGoneIsNot() throws Exception {
    Notifier notifier = notifier();
    try (FakeNotifications desktop = desktop()) {
      notifier.tell(CONNECTED);
      notifier.tell(FAILED);
      awaitShown(desktop, 2);
      notifier.withdraw("Office");
      Patience.until("the first", () -> desktop.takenBack().equals(List.of(1L)));
      notifier.withdraw("Office");
      notifier.withdraw();
      Patience.until("the second", () -> desktop.takenBack().equals(List.of(1L, 2L)));

      notifier.tell(CONNECTED);
      awaitShown(desktop, 3);
      assertEquals(3, desktop.shown().getLast().id(), "a new one, not in the place of another");
    }
    notifier.close();
  }

  @Test
  void oneThatTimeTookAwayIsNotReplaced() throws Exception {
    Notifier notifier = notifier();
    try (FakeNotifications desktop = desktop()) {
      notifier.tell(CONNECTED);
      awaitShown(desktop, 1);
      desktop.closed(1);
      Patience.until(
          "it to be forgotten",
          () -> {
            notifier.tell(CONNECTED);
            return desktop.shown().stream().skip(1).anyMatch(it -> it.replaces() == 0);
          });
    }
    notifier.close();
  }

  @Test
  void aDesktopThatComesLaterShowsWhatIsToldThen() throws Exception {
    Notifier notifier = notifier();
    notifier.tell(CONNECTED);
    notifier.withdraw();
    try (FakeNotifications desktop = desktop()) {
      notifier.tell(FAILED);
      Patience.until(
          "it to be shown",
          () ->
              desktop.shown().stream().anyMatch(it -> it.title().equals("Home could not connect")));
    }
    notifier.close();
  }

  @Test
  void withoutABusNothingHappens() {
    Notifier nowhere = new BusNotifications(Map.of()).open(clicks::incrementAndGet);
    assertEquals(new NotifyDesktop.Silence(), nowhere);
    Notifier notifier = notifier();
    bus.close();
    notifier.tell(CONNECTED);
    notifier.withdraw();
    notifier.close();
    assertEquals(0, clicks.get());
  }
}
