package org.culvert.app.totals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.culvert.app.files.IoReason;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what all sessions carry, and keeps it: once a minute, and when they end. While another
 * window counts it only asks again each minute. Belongs to the thread of its {@link AppState}.
 */
public final class TotalsKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(TotalsKeeper.class);

  /** Between two attempts to save, or to become the one who counts, in milliseconds. */
  static final long PAUSE = 60_000;

  /** What the user should know about the file. */
  public sealed interface Trouble {
    /** It could not be understood; counting began anew. */
    record PutAside(Path file) implements Trouble {}

    /** Another window counts, so that nothing is shown here. */
    record CountedElsewhere() implements Trouble {}

    /** It cannot be read, so that nothing is kept; it is tried again. */
    record Unreadable(String reason) implements Trouble {}

    /** It cannot be written; it is tried again. */
    record Unwritable(String reason) implements Trouble {}
  }

  private final AppState state;
  private final TotalsStore store;
  private final Executor background;
  private final Executor foreground;
  private final InstantSource clock;
  private final ZoneId zone;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Held while the file is written: the last word is the last that is kept. */
  private final Object writing = new Object();

  private final Runnable deaf;

  private TrafficLedger ledger = new TrafficLedger(Totals.NONE);
  private Optional<Trouble> trouble = Optional.empty();
  private final List<Rename> early = new ArrayList<>();
  private boolean claimed;
  private volatile boolean closed;
  private boolean asking;
  private boolean unsaved;
  private boolean saving;
  private long lastTry;

  /**
   * Begins to count as soon as what was kept is read.
   *
   * @param background runs what blocks
   * @param foreground the thread of {@code state}
   * @param zone whose midnight divides the days
   */
  public TotalsKeeper(
      AppState state,
      TotalsStore store,
      Executor background,
      Executor foreground,
      InstantSource clock,
      ZoneId zone) {
    this.state = state;
    this.store = store;
    this.background = background;
    this.foreground = foreground;
    this.clock = clock;
    this.zone = zone;
    claim();
    deaf = state.onChange(this::look);
  }

  /** The days of a profile, newest first. */
  public List<DayTotal> days(String profile) {
    return ledger.days(profile);
  }

  /** All of it. */
  public Totals totals() {
    return ledger.totals();
  }

  /** What the user should know. */
  public Optional<Trouble> trouble() {
    return trouble;
  }

  /** The day that counts now. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** Calls {@code listener} after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Keeps what is not kept yet, and lets another window count. Blocks for as long as it takes. */
  public void close() {
    deaf.run();
    synchronized (writing) {
      closed = true;
      try {
        if (claimed && (unsaved || saving)) {
          store.save(ledger.totals());
        }
        store.release();
      } catch (IOException e) {
        LOG.warn("the totals were not kept", e);
      }
    }
    claimed = false;
  }

  /** A profile has another name now: what it carried goes with it. */
  public void renamed(String old, String now) {
    if (claimed) {
      ledger.rename(old, now);
      unsaved = true;
      tell();
    } else {
      // Whoever counts meanwhile has done it by then: it is done twice without harm.
      early.add(new Rename(old, now));
    }
  }

  private record Rename(String old, String now) {}

  private void claim() {
    asking = true;
    lastTry = clock.millis();
    background.execute(
        () -> {
          try {
            Optional<TotalsStore.Kept> kept = store.claim();
            foreground.execute(() -> claimed(kept));
          } catch (IOException e) {
            foreground.execute(() -> unreadable(IoReason.local(e)));
          }
        });
  }

  private void claimed(Optional<TotalsStore.Kept> kept) {
    asking = false;
    if (kept.isEmpty()) {
      trouble(new Trouble.CountedElsewhere());
      return;
    }
    claimed = true;
    ledger = new TrafficLedger(kept.get().totals());
    trouble = kept.get().putAside().map(Trouble.PutAside::new);
    lastTry = clock.millis();
    early.forEach(each -> ledger.rename(each.old(), each.now()));
    unsaved = !early.isEmpty();
    early.clear();
    look();
    tell();
  }

  private void unreadable(String reason) {
    asking = false;
    trouble(new Trouble.Unreadable(reason));
  }

  private void look() {
    if (closed) {
      return;
    }
    long now = clock.millis();
    // A clock that was set back says nothing about how long ago it was.
    boolean due = now < lastTry || now - lastTry >= PAUSE;
    if (!claimed) {
      if (due && !asking) {
        claim();
      }
      return;
    }
    boolean changed = false;
    for (KnownSession session : state.sessions()) {
      Carried counters = new Carried(session.bytesIn(), session.bytesOut());
      changed |= ledger.count(today(), session.status().name(), counters);
    }
    unsaved |= changed;
    if (unsaved && !saving && (due || allEnded())) {
      save(now);
    }
    if (changed) {
      tell();
    }
  }

  /** Nothing comes any more that would remind us to save. */
  private boolean allEnded() {
    return state.sessions().stream().allMatch(session -> session.status().state().ended());
  }

  private void save(long now) {
    lastTry = now;
    saving = true;
    unsaved = false;
    if (state.link() instanceof LinkState.Up) {
      // Before it is, nobody knows which sessions there are: they would be counted again.
      ledger.forgetSessionsBut(
          state.sessions().stream()
              .map(session -> session.status().name())
              .collect(Collectors.toSet()));
    }
    Totals totals = ledger.totals();
    background.execute(
        () -> {
          try {
            write(totals);
            foreground.execute(() -> saved(Optional.empty()));
          } catch (IOException e) {
            foreground.execute(() -> saved(Optional.of(IoReason.local(e))));
          }
        });
  }

  private void write(Totals totals) throws IOException {
    synchronized (writing) {
      if (!closed) {
        store.save(totals);
      }
    }
  }

  private void saved(Optional<String> failure) {
    saving = false;
    if (failure.isPresent()) {
      unsaved = true;
      trouble(new Trouble.Unwritable(failure.get()));
    } else if (trouble.filter(Trouble.Unwritable.class::isInstance).isPresent()) {
      trouble = Optional.empty();
      tell();
    }
  }

  private void trouble(Trouble what) {
    trouble = Optional.of(what);
    tell();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
