package org.culvert.app.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
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
 * The settings of a running window: each change counts at once and is kept soon after. Belongs to
 * one thread, in the window the JavaFX thread.
 */
public final class SettingsKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsKeeper.class);

  /** What the user should know about the file. */
  public sealed interface Trouble {
    /** It could not be understood; all is as usual. */
    record PutAside(Path file) implements Trouble {}

    /** It cannot be read, so that nothing is kept either: it would be overwritten. */
    record Unreadable(String reason) implements Trouble {}

    /** It cannot be written; it is tried again with the next change. */
    record Unwritable(String reason) implements Trouble {}
  }

  private final SettingsStore store;
  private final Executor background;
  private final Executor foreground;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** What was different for profiles that are gone: their removal may be taken back. */
  private final Map<String, Overrides> gone = new HashMap<>();

  /** Held while the file is written: the last word is the last that is kept. */
  private final Object writing = new Object();

  private volatile Settings settings;
  private Optional<Trouble> trouble;
  private boolean unsaved;
  private boolean saving;
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
      SettingsStore.Kept kept = store.load();
      settings = kept.settings();
      trouble = kept.putAside().map(Trouble.PutAside::new);
    } catch (IOException e) {
      settings = Settings.USUAL;
      trouble = Optional.of(new Trouble.Unreadable(IoReason.of(e)));
    }
  }

  /** What counts now. */
  public Settings now() {
    return settings;
  }

  /** What the user should know. */
  public Optional<Trouble> trouble() {
    return trouble;
  }

  /** The user knows. */
  public void forgetTrouble() {
    if (!unreadable()) {
      trouble = Optional.empty();
      tell();
    }
  }

  /** Calls {@code listener} after each change. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Changes something, and keeps it. */
  public void change(UnaryOperator<Settings> change) {
    Settings changed = change.apply(settings);
    if (!changed.equals(settings)) {
      settings = changed;
      unsaved = true;
      save();
      tell();
    }
  }

  /**
   * These profiles there are. What was different for others is forgotten with the end of the
   * window: another profile of that name is another profile.
   */
  public void profiles(Set<String> names) {
    settings.profiles().forEach((name, different) -> keepIfGone(names, name, different));
    change(
        now -> {
          Settings left = now.only(names);
          for (String name : names) {
            Optional<Overrides> back = Optional.ofNullable(gone.remove(name));
            left = back.isPresent() ? left.withProfile(name, _ -> back.get()) : left;
          }
          return left;
        });
  }

  private void keepIfGone(Set<String> names, String name, Overrides different) {
    if (!names.contains(name)) {
      gone.put(name, different);
    }
  }

  /** Keeps what is not kept yet. Blocks for as long as it takes. */
  public void close() {
    synchronized (writing) {
      closed = true;
      if ((unsaved || saving) && !unreadable()) {
        try {
          store.save(settings);
          unsaved = false;
        } catch (IOException e) {
          LOG.warn("the settings were not kept", e);
        }
      }
    }
  }

  private boolean unreadable() {
    return trouble.filter(Trouble.Unreadable.class::isInstance).isPresent();
  }

  private void save() {
    if (saving || closed || unreadable()) {
      return;
    }
    saving = true;
    unsaved = false;
    background.execute(
        () -> {
          Optional<String> failure = write();
          foreground.execute(() -> saved(failure));
        });
  }

  private Optional<String> write() {
    synchronized (writing) {
      try {
        if (!closed) {
          store.save(settings);
        }
        return Optional.empty();
      } catch (IOException e) {
        return Optional.of(IoReason.of(e));
      }
    }
  }

  private void saved(Optional<String> failure) {
    saving = false;
    if (failure.isPresent()) {
      unsaved = true;
      trouble = failure.map(Trouble.Unwritable::new);
      tell();
      return;
    }
    if (trouble.filter(Trouble.Unwritable.class::isInstance).isPresent()) {
      trouble = Optional.empty();
      tell();
    }
    if (unsaved) {
      save();
    }
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }
}
