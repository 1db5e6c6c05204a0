package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
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
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice", null);
  private final ObservableList<ImportResult> reports = FXCollections.observableArrayList();

  // Such views hear of changes through weak listeners: they live as long as somebody holds them.
  private final ObservableList<ProfileItem> all = FXCollections.unmodifiableObservableList(items);
  private final ObservableList<ImportResult> reportsView =
      FXCollections.unmodifiableObservableList(reports);
  private final BooleanBinding searchUseful =
      Bindings.size(items).greaterThanOrEqualTo(SEARCH_FROM).or(query.isNotEmpty());
  private List<StoredProfile> stored = List.of();
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
    secrets = new SavedSecrets(keyring, shelf, background, foreground, this::say);
    this.background = background;
    this.foreground = foreground;
    query.subscribe(text -> rearrange(() -> shown.setPredicate(item -> item.matches(text))));
    state.onChange(this::refresh);
  }

  /** The profiles that match the search, sorted by name. */
  public ObservableList<ProfileItem> shown() {
    return shown;
  }

  /** All profiles, sorted by name. */
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

  /** The newest message. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Files that were not imported, or with warnings, until {@link #dismissReports}. */
  public ObservableList<ImportResult> reports() {
    return reportsView;
  }

  /** Reads the profiles; selects {@code wanted}, or keeps the selection, or takes the first. */
  public void load(Optional<String> wanted) {
    inBackground(
        () -> {
          List<StoredProfile> read = shelf.list();
          foreground.execute(() -> show(read, wanted));
        });
  }

  /** Imports files; good ones appear and the last of them is selected, bad ones are reported. */
  public void importFiles(List<Path> files) {
    inBackground(
        () -> {
          List<ImportResult.Imported> good = new ArrayList<>();
          List<ImportResult> worthTelling = new ArrayList<>();
          for (Path file : files) {
            for (ImportResult result : importOne(file)) {
              switch (result) {
                case ImportResult.Imported imported -> {
                  good.add(imported);
                  if (!imported.warnings().isEmpty()) {
                    worthTelling.add(imported);
                  }
                }
                case ImportResult.Rejected rejection -> worthTelling.add(rejection);
              }
            }
          }
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                reports.setAll(worthTelling);
                if (!good.isEmpty()) {
                  query.set("");
                  show(read, Optional.of(good.getLast().name()));
                  say(imported(good));
                }
              });
        });
  }

  private static String imported(List<ImportResult.Imported> good) {
    if (good.size() > 1) {
      long isNew = good.stream().filter(ImportResult.Imported::isNew).count();
      return isNew == good.size()
          ? Texts.of("profiles.imported.many", isNew)
          : Texts.of("profiles.imported.some", isNew, good.size() - isNew);
    }
    ImportResult.Imported one = good.getFirst();
    return Texts.of(one.isNew() ? "profiles.imported.one" : "profiles.imported.there", one.name());
  }

  /** Forgets the reports about bad files. */
  public void dismissReports() {
    reports.clear();
  }

  /** Whether a profile is kept here, and not only as long as something lasts. */
  public boolean removable(ProfileItem item) {
    return item.stored() && shelf.removable(item.name());
  }

  /** Reads the profiles again: the command line may have changed them. */
  public void reload() {
    if (loaded.get()) {
      load(Optional.empty());
    }
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
          Optional<String> id = shelf.secretsId(item.name());
          ProfileShelf.Undo undo = shelf.remove(item.name());
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                show(read, neighbour(among, item));
                notice.set(
                    new Notice(
                        Texts.of("profiles.removed", item.name()),
                        Optional.of(() -> putBack(item, undo))));
                id.ifPresent(it -> secrets.removed(item.name(), it));
              });
        });
  }

  /** What the keyring has for them. */
  public SavedSecrets secrets() {
    return secrets;
  }

  /** Shows a message for a while. */
  public void say(String text) {
    notice.set(new Notice(text, Optional.empty()));
  }

  private void putBack(ProfileItem item, ProfileShelf.Undo undo) {
    inBackground(
        () -> {
          undo.run();
          List<StoredProfile> read = shelf.list();
          foreground.execute(
              () -> {
                show(read, Optional.of(item.name()));
                say(
                    Texts.of(
                        secrets.wentWith(item.name())
                            ? "profiles.restored.bare"
                            : "profiles.restored",
                        item.name()));
              });
        });
  }

  private List<ImportResult> importOne(Path file) {
    try {
      return shelf.importFile(file);
    } catch (IOException e) {
      String name = String.valueOf(file.getFileName());
      return List.of(
          new ImportResult.Rejected(
              name,
              List.of(
                  new ImportResult.Defect(
                      name,
                      Texts.of("profiles.unreadable", String.valueOf(e.getMessage())),
                      Texts.of("profiles.unreadable.hint")))));
    }
  }

  private static Optional<String> neighbour(List<ProfileItem> among, ProfileItem removed) {
    int index = among.indexOf(removed);
    List<ProfileItem> rest = among.stream().filter(item -> item != removed).toList();
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of(rest.get(Math.clamp(index, 0, rest.size() - 1)).name());
  }

  private void show(List<StoredProfile> read, Optional<String> wanted) {
    stored = read;
    Optional<String> name =
        wanted.or(() -> Optional.ofNullable(selected.get()).map(ProfileItem::name));
    refresh();
    select(name);
    loaded.set(true);
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
    for (StoredProfile profile : stored) {
      wanted.add(reuse(known, profile, true));
    }
    for (KnownSession session : state.sessions()) {
      String name = session.status().name();
      boolean elsewhere = stored.stream().noneMatch(profile -> profile.name().equals(name));
      if (elsewhere && !session.status().state().ended()) {
        String server = session.status().remote().map(remote -> remote.host()).orElse("");
        wanted.add(reuse(known, new StoredProfile(name, server), false));
      }
    }
    wanted.sort(Comparator.comparing(ProfileItem::name, String.CASE_INSENSITIVE_ORDER));
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
            String text = Texts.of("profiles.failed", String.valueOf(e.getMessage()));
            foreground.execute(() -> say(text));
          }
        });
  }

  @FunctionalInterface
  private interface FileWork {
    void run() throws IOException;
  }
}
