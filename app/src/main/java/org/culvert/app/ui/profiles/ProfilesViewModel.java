package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.culvert.app.files.IoReason;
import org.culvert.app.keyring.Keyring;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The list of profiles. Everything but the work on files belongs to the JavaFX thread. */
public final class ProfilesViewModel {
  /** From this many profiles on there is a search field. */
  public static final int SEARCH_FROM = 7;

  private final AppState state;
  private final ProfileShelf shelf;
  private final SavedSecrets secrets;
  private final Executor background;
  private final Executor foreground;

  private final ObservableList<ProfileItem> items = FXCollections.observableArrayList();
  private final FilteredList<ProfileItem> shown = new FilteredList<>(items);
  private final StringProperty query = new SimpleStringProperty(this, "query", "");
  private final ReadOnlyObjectWrapper<@Nullable ProfileItem> selected =
      new ReadOnlyObjectWrapper<>(this, "selected", null);
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper(this, "loaded", false);
  private final ReadOnlyStringWrapper unread = new ReadOnlyStringWrapper(this, "unread", "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice", null);

  // Such views hear of changes through weak listeners: they live as long as somebody holds them.
  private final ObservableList<ProfileItem> all = FXCollections.unmodifiableObservableList(items);
  private final BooleanBinding searchUseful =
      Bindings.size(items).greaterThanOrEqualTo(SEARCH_FROM).or(query.isNotEmpty());
  private final List<BiConsumer<String, String>> renamed = new ArrayList<>();
  private final List<Consumer<String>> removed = new ArrayList<>();
  private final List<BiConsumer<String, String>> restored = new ArrayList<>();
  private List<StoredProfile> stored = List.of();
  private int readings;
  private int reloads;
  private boolean rearranging;

  /**
   * @param background runs work on files
   * @param foreground the JavaFX thread
   */
  public ProfilesViewModel(
      AppState state,
      ProfileShelf shelf,
      Keyring keyring,
      Executor background,
      Executor foreground) {
    this.state = state;
    this.shelf = shelf;
    secrets = new SavedSecrets(keyring, background, foreground, this::sayBeside);
    this.background = background;
    this.foreground = foreground;
    query.subscribe(text -> rearrange(() -> shown.setPredicate(item -> item.matches(text))));
    state.onChange(this::refresh);
  }

  /** The profiles that match the search, in the user's order. */
  public ObservableList<ProfileItem> shown() {
    return shown;
  }

  /** All profiles in the user's order, and after them what was started elsewhere. */
  public ObservableList<ProfileItem> all() {
    return all;
  }

  /** What is searched for. */
  public StringProperty queryProperty() {
    return query;
  }

  /** The profile that the rest of the window is about; it may be hidden by the search. */
  public ReadOnlyObjectProperty<@Nullable ProfileItem> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The list selected a profile: taken over, unless it only did so because its lines moved. */
  public void choose(ProfileItem item) {
    if (!rearranging) {
      selected.set(item);
    }
  }

  /** Whether there are enough profiles to search among, or a search is going on. */
  public BooleanBinding searchUseful() {
    return searchUseful;
  }

  /** Whether the profiles were read: before that an empty list means nothing. */
  public ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /** Why they could not be read yet: there is nothing else to show then. Empty once they were. */
  public ReadOnlyStringProperty unreadProperty() {
    return unread.getReadOnlyProperty();
  }

  /** The newest message. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Reads the profiles; selects {@code wanted}, or keeps the selection, or takes the first. */
  public void load(Optional<String> wanted) {
    inBackground(
        () -> {
          List<StoredProfile> read = shelf.list();
          foreground.execute(() -> show(read, wanted));
        });
  }

  /** Shows what is there after a change that was made to it, without a search. */
  void changed(List<StoredProfile> read, Optional<String> wanted) {
    if (wanted.isPresent()) {
      query.set("");
    }
    show(read, wanted);
  }

  /** Says what was imported, and selects the last of it. */
  public void imported(List<String> names, String sentence) {
    inBackground(
        () -> {
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                changed(read, Optional.of(names.getLast()));
                say(sentence);
              });
        });
  }

  /** Whether a profile is kept here, and not only as long as something lasts. */
  public boolean removable(ProfileItem item) {
    return item.stored() && shelf.removable(item.name());
  }

  /** Reads the profiles again: the command line may have changed them. */
  public void reload() {
    if (!loaded.get()) {
      if (!unread.get().isEmpty()) {
        load(Optional.empty());
      }
      return;
    }
    int before = readings;
    reloads++;
    int turn = reloads;
    inBackground(
        () -> {
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                if (readings == before) {
                  show(read, Optional.empty());
                } else if (turn == reloads) {
                  // What was shown meanwhile may be newer; a later reload finds that out itself.
                  reload();
                }
              });
        });
  }

  /** Takes a profile off the list; the notice offers the way back. */
  public void remove(ProfileItem item) {
    if (!removable(item)) {
      return;
    }
    if (!item.standingProperty().get().state().ended()) {
      say(Texts.of("profiles.remove.connected", item.name()));
      return;
    }
    // The next of those that are shown; where none is left, of all.
    List<ProfileItem> among = List.copyOf(shown.size() > 1 ? shown : items);
    inBackground(
        () -> {
          ProfileShelf.Undo undo = shelf.remove(item.name());
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                removed.forEach(each -> each.accept(item.name()));
                show(read, neighbour(among, item));
                notice.set(
                    new Notice(
                        Texts.of("profiles.removed", item.name()),
                        Optional.of(() -> putBack(item.profile(), undo))));
                secrets.removed(item.profile(), undo);
              });
        });
  }

  /**
   * Tells when a profile has another name, here or by the command line: first, what follows it can
   * be moved before anybody takes it for one that is gone.
   *
   * @param listener takes the old name and the new one
   */
  public void onRename(BiConsumer<String, String> listener) {
    renamed.add(listener);
  }

  /** Tells of a profile that was removed here, before it is shown that it is gone. */
  public void onRemove(Consumer<String> listener) {
    removed.add(listener);
  }

  /**
   * Tells, before it is shown, of a profile whose removal was taken back.
   *
   * @param listener takes the name that it had and the one that it has
   */
  public void onRestore(BiConsumer<String, String> listener) {
    restored.add(listener);
  }

  /** What the keyring has for them. */
  public SavedSecrets secrets() {
    return secrets;
  }

  /** Shows a message for a while. */
  public void say(String text) {
    notice.set(new Notice(text, Optional.empty()));
  }

  /**
   * Says something that comes by itself: without taking the way back away that the newest message
   * offers.
   */
  public void sayBeside(String text) {
    Notice newest = notice.get();
    if (newest != null && newest.undo().isPresent()) {
      notice.set(new Notice(newest.text() + "\n" + text, newest.undo()));
    } else {
      say(text);
    }
  }

  /** The newest message is not seen any more: what comes beside it now comes alone. */
  public void noticeGone() {
    notice.set(null);
  }

  private void putBack(StoredProfile profile, ProfileShelf.Undo undo) {
    inBackground(
        () -> {
          String name = undo.run();
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                restored.forEach(each -> each.accept(profile.name(), name));
                show(read, Optional.of(name));
                String key =
                    name.equals(profile.name()) ? "profiles.restored" : "profiles.restored.as";
                say(
                    Texts.of(
                        secrets.wentWith(profile) ? key + ".bare" : key, profile.name(), name));
              });
        });
  }

  private static Optional<String> neighbour(List<ProfileItem> among, ProfileItem removed) {
    int index = among.indexOf(removed);
    List<ProfileItem> rest = among.stream().filter(item -> item != removed).toList();
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(rest.get(Math.clamp(index, 0, rest.size() - 1)).name());
  }

  private void show(List<StoredProfile> read, Optional<String> wanted) {
    Optional<String> before = Optional.ofNullable(selected.get()).map(ProfileItem::name);
    readings++;
    Map<String, String> newNames = compare(stored, read);
    stored = read;
    Optional<String> name = wanted.or(() -> before.map(old -> newNames.getOrDefault(old, old)));
    refresh();
    select(name);
    unread.set("");
    loaded.set(true);
  }

  /** Tells what became of those that were there; returns the new names of those that have one. */
  private Map<String, String> compare(List<StoredProfile> before, List<StoredProfile> now) {
    Map<String, StoredProfile> byId = new HashMap<>();
    now.forEach(profile -> byId.put(profile.id(), profile));
    Set<String> names = now.stream().map(StoredProfile::name).collect(Collectors.toSet());
    Map<String, String> newNames = new HashMap<>();
    for (StoredProfile old : before) {
      Optional<StoredProfile> same =
          Optional.ofNullable(byId.get(old.id())).filter(_ -> !old.id().isEmpty());
      if (same.isPresent() && !same.get().name().equals(old.name())) {
        newNames.put(old.name(), same.get().name());
      } else if (same.isEmpty() && names.contains(old.name())) {
        secrets.replaced(old.id());
      }
    }
    newNames.forEach((old, name) -> renamed.forEach(each -> each.accept(old, name)));
    return newNames;
  }

  private void select(Optional<String> name) {
    ProfileItem first = items.isEmpty() ? null : items.getFirst();
    selected.set(
        items.stream()
            .filter(item -> name.equals(Optional.of(item.name())))
            .findFirst()
            .orElse(first));
  }

  private void refresh() {
    Map<String, ProfileItem> known = new HashMap<>();
    items.forEach(item -> known.put(item.name(), item));
    List<ProfileItem> wanted = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (StoredProfile profile : stored) {
      names.add(profile.name());
      wanted.add(reuse(known, profile, true));
    }
    for (KnownSession session : state.sessions()) {
      String name = session.status().name();
      boolean elsewhere = !names.contains(name);
      if (elsewhere && !session.status().state().ended()) {
        String server = session.status().remote().map(remote -> remote.host()).orElse("");
        wanted.add(reuse(known, new StoredProfile(name, server), false));
      }
    }
    if (!wanted.equals(items)) {
      Optional<String> name = Optional.ofNullable(selected.get()).map(ProfileItem::name);
      rearrange(() -> items.setAll(wanted));
      select(name);
    }
    items.forEach(item -> item.standing(state.standing(item.name())));
  }

  private static ProfileItem reuse(
      Map<String, ProfileItem> known, StoredProfile profile, boolean isStored) {
    ProfileItem old = known.get(profile.name());
    return old != null && old.stored() == isStored && (!isStored || old.profile().equals(profile))
        ? old
        : new ProfileItem(profile, isStored);
  }

  private void rearrange(Runnable change) {
    rearranging = true;
    change.run();
    rearranging = false;
  }

  private void inBackground(FileWork work) {
    background.execute(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            String text = Texts.of("profiles.failed", IoReason.localWithFile(e));
            foreground.execute(() -> failed(text));
          }
        });
  }

  private void failed(String text) {
    if (loaded.get()) {
      say(text);
    } else {
      unread.set(text);
    }
  }

  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }
}
