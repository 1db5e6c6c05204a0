package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.culvert.app.files.IoReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of a running window: each change counts at once and is kept soon after, without what
 * others keep meanwhile being lost; that counts here as soon as it is found. Belongs to one thread,
 * in the window the JavaFX thread.
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

  /** What there is: all as usual where there is a trouble. */
  private record Found(Settings settings, Optional<Trouble> trouble) {
    static Found in(SettingsStore store) {
      try {
        return new Found(store.read(), Optional.empty());
      } catch (DamagedSettingsException e) {
        return new Found(Settings.USUAL, Optional.of(new Trouble.Damaged(e.file())));
      } catch (IOException e) {
        return new Found(Settings.USUAL, Optional.of(new Trouble.Unreadable(IoReason.local(e))));
      }
    }
  }

  private final SettingsStore store;
  private final Executor background;
  private final Executor foreground;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What was different for profiles that were removed: that may be taken back. */
  private final Map<String, Overrides> gone = new HashMap<>();

  /** Held while the file is written: the last word is the last that is kept. */
  private final Object writing = new Object();

  /** What was changed and is not kept yet, in its order. */
  private final List<UnaryOperator<Settings>> unsaved = new ArrayList<>();

  /** What is being kept now. */
  private List<UnaryOperator<Settings>> saving = List.of();

  /** How often that was over. */
  private int savings;

  /** Whether what is kept is being read, and whether that is to be done anew after it. */
  private boolean looking;

  private boolean lookAfter;
  private Runnable stopFollowing = () -> {};
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
    Found found = Found.in(store);
    settings = found.settings();
    trouble = found.trouble();
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
    Found found = Found.in(store);
    trouble = found.trouble();
    if (trouble.isEmpty()) {
      settings = inTurn(unsaved).apply(found.settings());
    } else if (damaged()) {
      trouble = Optional.empty();
      // To keep what is as usual puts the file aside.
      unsaved.add(UnaryOperator.identity());
      // Unless it is mended in this very moment: then that is kept, and counts.
      lookAfter = true;
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

  /** From now on what others keep counts soon after, until the end. */
  public void follow() {
    stopFollowing = store.watch(() -> foreground.execute(this::look));
  }

  /** What others have kept since then counts, beside what was chosen here and is still to be. */
  public void look() {
    if (looking || !saving.isEmpty()) {
      lookAfter = true;
    } else if (!closed) {
      lookAfter = false;
      looking = true;
      int already = savings;
      background.execute(
          () -> {
            Found found = Found.in(store);
            foreground.execute(() -> looked(found, already));
          });
    }
  }

  private void looked(Found found, int already) {
    looking = false;
    if (savings == already && saving.isEmpty()) {
      adopt(found);
    } else {
      lookAfter = true; // what was kept since may not have been read
    }
    lookIfAsked();
  }

  private void lookIfAsked() {
    if (lookAfter) {
      look();
    }
  }

  private void adopt(Found found) {
    if (found.trouble().isPresent()) {
      // What is known stays known: the next change puts such a file aside.
      if (unknown() && !trouble.equals(found.trouble())) {
        trouble = found.trouble();
        tell();
      }
      return;
    }
    Settings adopted = inTurn(unsaved).apply(found.settings());
    if (unknown()) {
      settings = adopted;
      trouble = Optional.empty();
      save();
      tell();
    } else if (!adopted.equals(settings)) {
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
    stopFollowing.run();
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
    } else {
      if (trouble.filter(Trouble.Unwritable.class::isInstance).isPresent()) {
        trouble = Optional.empty();
        tell();
      }
      save();
    }
    lookIfAsked();
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
