package org.culvert.app.ui.edit;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.culvert.app.edit.Judgement;
import org.culvert.app.edit.Veil;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.ChangedMeanwhileException;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.profiles.ProfileItem;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.ProfilesViewModel;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.profile.Finding;
import org.jspecify.annotations.Nullable;

/**
 * The text of one stored profile while it is changed. Everything but judging and the work on files
 * belongs to the JavaFX thread.
 */
public final class EditViewModel {
  private static final Judgement NOTHING = new Judgement(List.of(), false);

  private final ProfileShelf shelf;
  private final ProfilesViewModel profiles;
  private final Executor background;
  private final Executor foreground;
  private final Executor whenQuiet;
  private final InstantSource clock;
  private final Consumer<String> saved;

  private final Veil veil = new Veil();
  private final ReadOnlyObjectWrapper<@Nullable ProfileItem> profile =
      new ReadOnlyObjectWrapper<>(this, "profile", null);
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyObjectWrapper<Judgement> judgement =
      new ReadOnlyObjectWrapper<>(this, "judgement", NOTHING);
  private final ReadOnlyBooleanWrapper keysShown =
      new ReadOnlyBooleanWrapper(this, "keysShown", false);
  private final ReadOnlyBooleanWrapper savable = new ReadOnlyBooleanWrapper(this, "savable", false);
  private final ReadOnlyBooleanWrapper leaving = new ReadOnlyBooleanWrapper(this, "leaving", false);
  private final ReadOnlyObjectWrapper<EditTrouble> trouble =
      new ReadOnlyObjectWrapper<>(this, "trouble", EditTrouble.NONE);

  /** Of the text that is stored, as far as we know. */
  private String stored = "";

  private long changes;
  private boolean saving;

  /**
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   * @param whenQuiet runs something a moment later
   * @param saved hears of a profile that has another text
   */
  public EditViewModel(
      ProfileShelf shelf,
      ProfilesViewModel profiles,
      Executor background,
      Executor foreground,
      Executor whenQuiet,
      InstantSource clock,
      Consumer<String> saved) {
    this.shelf = shelf;
    this.profiles = profiles;
    this.background = background;
    this.foreground = foreground;
    this.whenQuiet = whenQuiet;
    this.clock = clock;
    this.saved = saved;
    text.subscribe(this::changed);
  }

  /** The profile that is changed; null when none is. */
  public ReadOnlyObjectProperty<@Nullable ProfileItem> profileProperty() {
    return profile.getReadOnlyProperty();
  }

  /** Its text, where marks stand for what is hidden. */
  public StringProperty textProperty() {
    return text;
  }

  /** What is wrong with the text, as of a moment ago. */
  public ReadOnlyObjectProperty<Judgement> judgementProperty() {
    return judgement.getReadOnlyProperty();
  }

  /** The judgement in a word. */
  public String status() {
    long errors = judgement.get().count(Finding.Severity.ERROR);
    long warnings = judgement.get().count(Finding.Severity.WARNING);
    String said =
        errors == 0 ? Texts.of("edit.status.good") : Texts.of("edit.status.errors", errors);
    return warnings == 0
        ? said
        : Texts.of("edit.status.both", said, Texts.of("edit.status.warnings", warnings));
  }

  /** Whether nothing is hidden. */
  public ReadOnlyBooleanProperty keysShownProperty() {
    return keysShown.getReadOnlyProperty();
  }

  /** Whether there is a change that could be stored. */
  public ReadOnlyBooleanProperty savableProperty() {
    return savable.getReadOnlyProperty();
  }

  /** Whether the user is asked about the changes that would be lost. */
  public ReadOnlyBooleanProperty leavingProperty() {
    return leaving.getReadOnlyProperty();
  }

  /** Why the text was not stored. */
  public ReadOnlyObjectProperty<EditTrouble> troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  /** Begins to change a profile, unless one is being changed. */
  public void open(ProfileItem item) {
    if (profile.get() == null && profiles.removable(item)) {
      read(item);
    }
  }

  /** Shows what is stored now in the place of what was written here. */
  public void readAgain() {
    ProfileItem item = profile.get();
    if (item != null) {
      read(item);
    }
  }

  private void read(ProfileItem item) {
    background.execute(
        () -> {
          try {
            String whole = shelf.text(item.name());
            foreground.execute(() -> begin(item, whole));
          } catch (IOException e) {
            String why = Texts.of("profiles.failed", IoReason.local(e));
            foreground.execute(() -> profiles.say(why));
          }
        });
  }

  private void begin(ProfileItem item, String whole) {
    stored = ProfileStore.fingerprint(whole);
    trouble.set(EditTrouble.NONE);
    leaving.set(false);
    text.set(keysShown.get() ? whole : veil.hide(whole));
    profile.set(item);
    judge();
  }

  /** Shows what is hidden, or hides it again; not while a mark has become something else. */
  public void showKeys(boolean wanted) {
    if (wanted == keysShown.get()) {
      return;
    }
    Veil.Whole whole = veil.lift(text.get());
    if (whole.broken().isEmpty()) {
      keysShown.set(wanted);
      text.set(wanted ? whole.text() : veil.hide(whole.text()));
    }
    judge();
  }

  private void changed() {
    long change = ++changes;
    if (profile.get() != null) {
      whenQuiet.execute(
          () ->
              foreground.execute(
                  () -> {
                    if (change == changes) {
                      judge();
                    }
                  }));
    }
  }

  private void judge() {
    ProfileItem item = profile.get();
    if (item == null) {
      return;
    }
    long change = changes;
    String before = stored;
    Veil.Whole whole = veil.lift(text.get());
    background.execute(
        () -> {
          Judgement judged = Judgement.of(item.name(), whole, clock.instant());
          boolean other = !ProfileStore.fingerprint(whole.text()).equals(before);
          foreground.execute(
              () -> {
                if (change == changes && profile.get() == item) {
                  judgement.set(judged);
                  savable.set(other && judged.usable() && !saving);
                }
              });
        });
  }

  /** Stores the text, and ends, unless somebody goes on writing; or says why not. */
  public void save() {
    ProfileItem item = profile.get();
    if (item == null || saving || !savable.get()) {
      return;
    }
    Veil.Whole whole = veil.lift(text.get());
    if (!whole.broken().isEmpty()) {
      judge();
      return;
    }
    saving = true;
    savable.set(false);
    String before = stored;
    background.execute(
        () -> {
          try {
            shelf.revise(item.name(), before, whole.text());
            // A login of the text is stored beside it.
            String now = ProfileStore.fingerprint(shelf.text(item.name()));
            foreground.execute(() -> stored(item, whole.text(), now));
          } catch (ChangedMeanwhileException e) {
            foreground.execute(
                () -> {
                  // Who presses the button again has been told.
                  if (profile.get() == item) {
                    stored = e.fingerprint();
                  }
                  failed(item, EditTrouble.changedMeanwhile(item.name()));
                });
          } catch (IOException e) {
            foreground.execute(() -> failed(item, EditTrouble.failed(IoReason.local(e))));
          }
        });
  }

  private void stored(ProfileItem item, String written, String now) {
    saving = false;
    boolean running = running(item);
    if (profile.get() == item) {
      stored = now;
      if (veil.lift(text.get()).text().equals(written)) {
        discard();
      } else {
        // Somebody went on typing.
        trouble.set(EditTrouble.NONE);
        judge();
      }
    }
    profiles.reload();
    profiles.say(Texts.of(running ? "edit.saved.running" : "edit.saved", item.name()));
    saved.accept(item.name());
  }

  private void failed(ProfileItem item, EditTrouble why) {
    saving = false;
    if (profile.get() == item) {
      trouble.set(why);
      judge();
    }
  }

  /** Whether a session goes on with the profile as it was. */
  public static boolean running(ProfileItem item) {
    return !item.standingProperty().get().state().ended();
  }

  /** Ends without storing, after a question where something would be lost. */
  public void cancel() {
    if (leaving.get()) {
      leaving.set(false);
    } else if (mayLeave()) {
      discard();
    }
  }

  /** Whether nothing would be lost; asks where something would. */
  public boolean mayLeave() {
    leaving.set(unsaved());
    return !leaving.get();
  }

  private boolean unsaved() {
    return profile.get() != null
        && !ProfileStore.fingerprint(veil.lift(text.get()).text()).equals(stored);
  }

  /** Ends without storing. */
  public void discard() {
    profile.set(null);
    text.set("");
    veil.close();
    keysShown.set(false);
    savable.set(false);
    leaving.set(false);
    judgement.set(NOTHING);
    trouble.set(EditTrouble.NONE);
    stored = "";
  }
}
