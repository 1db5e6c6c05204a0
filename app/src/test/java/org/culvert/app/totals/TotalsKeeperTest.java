package org.culvert.app.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.culvert.app.state.AppState;
import org.culvert.app.state.EventInbox;
import org.culvert.app.state.LinkState;
import org.culvert.app.totals.TotalsKeeper.Trouble;
import org.culvert.app.ui.driver.Samples;
import org.culvert.core.api.Event;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Test;

class TotalsKeeperTest {
  private static final long MIDNIGHT =
      Instant.parse("2026-03-01T23:00:00Z").toEpochMilli(); // in Berlin

  /** A store in memory; it fails when it is told to. */
  private static final class Memory implements TotalsStore {
    private final List<Totals> saved = new ArrayList<>();
    private Optional<Kept> kept = Optional.of(new Kept(Totals.NONE, Optional.empty()));
    private boolean failing;
    private boolean released;

    @Override
    public Optional<Kept> claim() throws IOException {
      fail();
      return kept;
    }

    @Override
    public Totals read() {
      return saved.getLast();
    }

    @Override
    public void save(Totals totals) throws IOException {
      fail();
      saved.add(totals);
    }

    @Override
    public void release() {
      released = true;
    }

    private void fail() throws IOException {
      if (failing) {
        throw new IOException("no space left");
      }
    }
  }

  private final Memory store = new Memory();
  private final AppState state = new AppState();
  private final EventInbox inbox = new EventInbox();
  private long now = MIDNIGHT - 3_600_000;

  private TotalsKeeper keeper() {
    return new TotalsKeeper(
        state,
        store,
        Runnable::run,
        Runnable::run,
        () -> Instant.ofEpochMilli(now),
        ZoneId.of("Europe/Berlin"));
  }

  private void say(Event event) {
    inbox.offer(event);
    state.apply(inbox.drain());
  }

  private void carried(String name, long in, long out) {
    inbox.offer(new Event.StatusChanged(Samples.connected(name, 1)));
    say(new Event.Traffic(name, now, in, out, 1, 1));
  }

  @Test
  void eachSessionIsCountedOnTheDayOfTheUsersClock() {
    TotalsKeeper keeper = keeper();
    carried("a", 100, 10);
    now = MIDNIGHT + 1;
    carried("a", 150, 10);
    carried("b", 7, 0);

    assertEquals(
        List.of(
            new DayTotal(LocalDate.of(2026, 3, 2), "a", new Carried(50, 0)),
            new DayTotal(LocalDate.of(2026, 3, 1), "a", new Carried(100, 10))),
        keeper.days("a"));
    assertEquals(7, keeper.days("b").getFirst().carried().in());
  }

  @Test
  void whatCameBetweenTwoWindowsIsCountedAndNothingTwice() {
    store.kept =
        Optional.of(
            new TotalsStore.Kept(
                new Totals(List.of(), Map.of("a", new Carried(1_000, 100))), Optional.empty()));
    carried("a", 1_500, 100);
    TotalsKeeper keeper = keeper();

    assertEquals(new Carried(500, 0), keeper.days("a").getFirst().carried());
  }

  @Test
  void itIsSavedOnceAMinuteAndWhenAllHasEnded() {
    keeper();
    carried("a", 100, 10);
    assertEquals(0, store.saved.size());
    now += TotalsKeeper.PAUSE;
    carried("a", 200, 10);
    carried("a", 300, 10);
    assertEquals(1, store.saved.size());
    assertEquals(200, store.saved.getLast().days().getFirst().carried().in());

    say(new Event.StatusChanged(Samples.in("a", SessionState.DISCONNECTED, 2)));
    assertEquals(300, store.saved.getLast().days().getFirst().carried().in());
  }

  @Test
  void theEndOfTheWindowSavesTheRestAndLetsAnotherCount() {
    TotalsKeeper keeper = keeper();
    carried("a", 100, 10);
    keeper.close();

    assertEquals(100, store.saved.getLast().days().getFirst().carried().in());
    assertEquals(true, store.released);
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndTriedAgain() {
    TotalsKeeper keeper = keeper();
    store.failing = true;
    now += TotalsKeeper.PAUSE;
    carried("a", 100, 10);
    assertEquals(new Trouble.Unwritable("no space left"), keeper.trouble().orElseThrow());

    store.failing = false;
    now += TotalsKeeper.PAUSE;
    carried("a", 101, 10);
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(101, store.saved.getLast().days().getFirst().carried().in());
  }

  @Test
  void aClockThatWasSetBackDelaysNothing() {
    keeper();
    now -= 86_400_000;
    carried("a", 100, 10);
    now += TotalsKeeper.PAUSE;
    carried("a", 200, 10);
    assertEquals(200, store.saved.getLast().days().getFirst().carried().in());
  }

  @Test
  void aFileThatCanBeReadAgainIsReadAndCountedOn() {
    store.failing = true;
    TotalsKeeper keeper = keeper();
    store.failing = false;
    store.kept =
        Optional.of(
            new TotalsStore.Kept(
                new Totals(List.of(), Map.of("a", new Carried(1_000, 100))), Optional.empty()));
    now += TotalsKeeper.PAUSE;
    carried("a", 1_500, 100);

    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(new Carried(500, 0), keeper.days("a").getFirst().carried());
  }

  @Test
  void aFileThatCannotBeReadIsNotReplaced() {
    store.failing = true;
    TotalsKeeper keeper = keeper();
    now += TotalsKeeper.PAUSE;
    carried("a", 100, 10);
    store.failing = false;
    keeper.close();

    assertInstanceOf(Trouble.Unreadable.class, keeper.trouble().orElseThrow());
    assertEquals(List.of(), store.saved);
  }

  @Test
  void aFileThatWasPutAsideIsSaid() {
    Path aside = Path.of("/x/totals.damaged");
    store.kept = Optional.of(new TotalsStore.Kept(Totals.NONE, Optional.of(aside)));

    assertEquals(new Trouble.PutAside(aside), keeper().trouble().orElseThrow());
  }

  @Test
  void whileAnotherWindowCountsThisOneWaitsForItsTurn() {
    store.kept = Optional.empty();
    TotalsKeeper keeper = keeper();
    carried("a", 100, 10);
    assertEquals(new Trouble.CountedElsewhere(), keeper.trouble().orElseThrow());
    assertEquals(List.of(), keeper.days("a"));

    store.kept = Optional.of(new TotalsStore.Kept(Totals.NONE, Optional.empty()));
    now += TotalsKeeper.PAUSE;
    carried("a", 200, 10);
    assertEquals(Optional.empty(), keeper.trouble());
    assertEquals(200, keeper.days("a").getFirst().carried().in());
  }

  @Test
  void listenersHearWhenThereIsSomethingNew() {
    TotalsKeeper keeper = keeper();
    int[] heard = {0};
    keeper.onChange(() -> heard[0]++);
    carried("a", 1, 0);
    carried("a", 1, 0);
    carried("a", 2, 0);

    assertEquals(2, heard[0]);
  }

  @Test
  void withoutAHelperNoSessionCountsAsGone() {
    store.kept =
        Optional.of(
            new TotalsStore.Kept(
                new Totals(List.of(), Map.of("a", new Carried(1_000, 100))), Optional.empty()));
    TotalsKeeper keeper = keeper();
    keeper.renamed("x", "y");
    state.apply(inbox.drain());
    carried("a", 1_500, 100);

    assertEquals(new Carried(500, 0), keeper.days("a").getFirst().carried());
  }

  @Test
  void aSessionThatTheHelperDoesNotKnowAnyMoreIsForgotten() {
    keeper();
    carried("a", 100, 10);
    carried("b", 100, 10);
    inbox.offer(new LinkState.Up());
    inbox.offerAll(List.of(Samples.in("b", SessionState.DISCONNECTED, 2)), List.of());
    state.apply(inbox.drain());

    assertEquals(Set.of("b"), store.saved.getLast().counted().keySet());
  }

  private TotalsKeeper patientKeeper(Queue<Runnable> background) {
    return new TotalsKeeper(
        state,
        store,
        background::add,
        Runnable::run,
        () -> Instant.ofEpochMilli(now),
        ZoneId.of("Europe/Berlin"));
  }

  @Test
  void aNewNameCountsThatIsGivenBeforeTheFileIsRead() {
    DayTotal day = new DayTotal(LocalDate.of(2026, 2, 1), "a", new Carried(3, 4));
    store.kept =
        Optional.of(new TotalsStore.Kept(new Totals(List.of(day), Map.of()), Optional.empty()));
    Queue<Runnable> background = new ArrayDeque<>();
    TotalsKeeper keeper = patientKeeper(background);
    keeper.renamed("a", "b");
    background.remove().run();

    assertEquals(List.of(new DayTotal(day.date(), "b", day.carried())), keeper.days("b"));
    keeper.close();
    assertEquals("b", store.saved.getLast().days().getFirst().profile());
  }

  @Test
  void theEndSavesWhatIsBeingSavedAndNothingIsSavedAfterIt() {
    Queue<Runnable> background = new ArrayDeque<>();
    TotalsKeeper keeper = patientKeeper(background);
    background.remove().run();
    now += TotalsKeeper.PAUSE;
    carried("a", 100, 10);
    assertEquals(1, background.size(), "it is being saved");
    keeper.close();
    assertEquals(100, store.saved.getLast().days().getFirst().carried().in());

    carried("a", 200, 10);
    now += TotalsKeeper.PAUSE;
    carried("a", 300, 10);
    background.forEach(Runnable::run);
    assertEquals(1, store.saved.size());
  }
}
