package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.culvert.app.files.IoReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a running window: each change counts at once and is kept soon after, without what
 * others keep meanwhile being lost. Belongs to one thread, in the window the JavaFX thread.
 */
public final class SettingsKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);

  /** What the user should know about the file. */
  public sealed interface Trouble {
    /** Nobody knows what was chosen. */
    sealed interface Unknown extends Trouble {}

    /**
     * It cannot be understood. All looks as usual, but nobody knows whether the kill switch is
     * wanted. It stays where it is, for the next start and for commands, until the user goes on
     * without it.
     */
    record Damaged(Path file) implements Unknown {}

    /** It cannot be read, so that nothing is kept either: it would be overwritten. */
    record Unreadable(String reason) implements Unknown {}

    /** It cannot be written; it is tried again with the next change. */
    record Unwritable(String reason) implements Trouble {}
  }

  private final SettingsStore store;
  private final Executor background;
  private final Executor foreground;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What was different for profiles that were removed: that may be taken back. */
  private final Map<String, Overrides> gone = new HashMap<>();

  /** The profiles that there were when they were looked at last. */
  private Optional<Set<String>> names = Optional.empty();

  /** Held while the file is written: the last word is the last that is kept. */
  private final Object writing = new Object();

  /** What was changed and is not kept yet, in its order. */
  private final List<UnaryOperator<Settings>> unsaved = new ArrayList<>();

  /** What is being kept now. */
  private List<UnaryOperator<Settings>> saving = List.of();

  /** How often that was over. */
  private int savings;

  private Settings settings;
  private Optional<Trouble> trouble;
  private volatile boolean closed;

  /**
   * Reads what was kept, at once: the window looks as it says from the first moment on.
   *
   * @param background runs what blocks
   * @param foreground the thread that all this belongs to
   */
  public SettingsKeeper(SettingsStore store, Executor background, Executor foreground) {
    this.store = store;
    this.background = background;
    this.foreground = foreground;
    try {
      settings = store.read();
      trouble = Optional.empty();
    } catch (DamagedSettingsException e) {
      settings = Settings.USUAL;
      trouble = Optional.of(new Trouble.Damaged(e.file()));
    } catch (IOException e) {
      settings = Settings.USUAL;
      trouble = Optional.of(new Trouble.Unreadable(IoReason.local(e)));
    }
  }

  /** What counts now. */
  public Settings now() {
    return settings;
  }

  /**
   * What counts for a profile, for whoever must not take the usual for what was chosen.
   *
   * @throws UnreadableSettingsException while nobody knows what was chosen
   */
  public Choices chosen(String profile) throws UnreadableSettingsException {
    // What is there now was all said since: for this one the user has said it.
    boolean said = settings.overrides(profile).protection().killSwitch().isPresent();
    if (trouble.isPresent() && trouble.get() instanceof Trouble.Unknown unknown && !said) {
      throw new UnreadableSettingsException(unknown);
    }
    return settings.of(profile);
  }

  /** What the user should know. */
  public Optional<Trouble> trouble() {
    return trouble;
  }

  /**
   * The user knows, and goes on without a file that is damaged: it is put aside. One that was
   * mended meanwhile counts, with what was changed here since.
   */
  public void forgetTrouble() {
    if (damaged()) {
      goOn();
      tell();
    } else if (!unreadable()) {
      trouble = Optional.empty();
      tell();
    }
  }

  private void goOn() {
    try {
      settings = inTurn(unsaved).apply(store.read());
      trouble = Optional.empty();
    } catch (DamagedSettingsException e) {
      trouble = Optional.empty();
      // To keep what is as usual puts the file aside.
      unsaved.add(UnaryOperator.identity());
    } catch (IOException e) {
      trouble = Optional.of(new Trouble.Unreadable(IoReason.local(e)));
    }
    save();
  }

  /** Calls {@code listener} after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Changes something, and keeps it. Who chooses the kill switch anew for all profiles knows that
   * it was lost with a file that is damaged; who only moves the window need not.
   *
   * @param change made at once, and again on another thread, of what is kept by then
   */
  public void change(UnaryOperator<Settings> change) {
    Settings changed = change.apply(settings);
    if (!changed.equals(settings)) {
      boolean chosen = killSwitch(changed) != killSwitch(settings);
      settings = changed;
      unsaved.add(change);
      if (damaged() && chosen) {
        goOn();
      } else {
        save();
      }
      tell();
    }
  }

  private static boolean killSwitch(Settings said) {
    return said.all().protection().killSwitch();
  }

  /**
   * These profiles there are. What is different for others stays: their folder may be away for a
   * while, and whoever removes one says so. For one that has come since the last time counts what
   * is kept: a command may have brought it back, or another one of its name.
   */
  public void profiles(Set<String> now) {
    Set<String> come = new HashSet<>(now);
    names.ifPresent(come::removeAll);
    if (names.isPresent() && !come.isEmpty()) {
      adopt(come);
    }
    names = Optional.of(Set.copyOf(now));
  }

  private void adopt(Set<String> come) {
    int already = savings;
    background.execute(
        () -> {
          try {
            Settings kept = store.read();
            foreground.execute(
                () -> {
                  if (savings == already) {
                    adopt(come, inTurn(notKept()).apply(kept));
                  } else {
                    adopt(come); // what was kept since may not have been read
                  }
                });
          } catch (IOException e) {
            LOG.warn("what is different for profiles that have come cannot be read", e);
          }
        });
  }

  /**
   * For these counts what is kept.
   *
   * @param kept also what was chosen here and is still to be
   */
  private void adopt(Set<String> come, Settings kept) {
    Settings adopted = settings;
    for (String name : come) {
      adopted = adopted.withProfile(name, _ -> kept.overrides(name));
    }
    if (!adopted.equals(settings)) {
      settings = adopted;
      tell();
    }
  }

  /**
   * A profile was removed here. What was different for it is forgotten: another profile of that
   * name is another profile.
   */
  public void removed(String name) {
    gone.put(name, settings.overrides(name));
    change(now -> now.withProfile(name, _ -> Overrides.NONE));
  }

  /**
   * A profile is back whose removal was taken back, and with it what was different for it.
   *
   * @param old the name that it had
   * @param name the name that it has
   */
  public void restored(String old, String name) {
    Optional.ofNullable(gone.remove(old))
        .ifPresent(different -> change(now -> now.withProfile(name, _ -> different)));
  }

  /** Keeps what is not kept yet. Blocks for as long as it takes. */
  public void close() {
    List<UnaryOperator<Settings>> left = notKept();
    synchronized (writing) {
      closed = true;
      if (!left.isEmpty() && !unknown()) {
        try {
          keep(left, settings);
          unsaved.clear();
        } catch (IOException e) {
          LOG.warn("the settings were not kept", e);
        }
      }
    }
  }

  private List<UnaryOperator<Settings>> notKept() {
    List<UnaryOperator<Settings>> changes = new ArrayList<>(saving);
    changes.addAll(unsaved);
    return changes;
  }

  private boolean unreadable() {
    return trouble.filter(Trouble.Unreadable.class::isInstance).isPresent();
  }

  private boolean damaged() {
    return trouble.filter(Trouble.Damaged.class::isInstance).isPresent();
  }

  /** What was chosen may be in the file: nothing is to take its place. */
  private boolean unknown() {
    return trouble.filter(Trouble.Unknown.class::isInstance).isPresent();
  }

  private void save() {
    if (!saving.isEmpty() || unsaved.isEmpty() || closed || unknown()) {
      return;
    }
    List<UnaryOperator<Settings>> changes = List.copyOf(unsaved);
    Settings all = settings;
    unsaved.clear();
    saving = changes;
    background.execute(
        () -> {
          Optional<String> failure = write(changes, all);
          foreground.execute(() -> saved(failure));
        });
  }

  private Optional<String> write(List<UnaryOperator<Settings>> changes, Settings all) {
    synchronized (writing) {
      try {
        if (!closed) {
          keep(changes, all);
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(IoReason.local(e));
      }
    }
  }

  /** Of a file that is damaged, all that is known here takes the place. */
  private void keep(List<UnaryOperator<Settings>> changes, Settings all) throws IOException {
    store
        .change(inTurn(changes), all)
        .ifPresent(file -> LOG.warn("The settings were damaged, and are put aside: {}", file));
  }

  private static UnaryOperator<Settings> inTurn(List<UnaryOperator<Settings>> changes) {
    return before -> {
      Settings after = before;
      for (UnaryOperator<Settings> change : changes) {
        after = change.apply(after);
      }
      return after;
    };
  }

  private void saved(Optional<String> failure) {
    List<UnaryOperator<Settings>> tried = saving;
    saving = List.of();
    savings++;
    if (failure.isPresent()) {
      unsaved.addAll(0, tried);
      trouble = failure.map(Trouble.Unwritable::new);
      tell();
      return;
    }
    if (trouble.filter(Trouble.Unwritable.class::isInstance).isPresent()) {
      trouble = Optional.empty();
      tell();
    }
    save();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
