package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Names, copies and the order of the profiles. Everything but the work on files belongs to the
 * JavaFX thread.
 */
public final class ManageViewModel {
  private final ProfileShelf shelf;
  private final ProfilesViewModel profiles;
  private final Executor background;
  private final Executor foreground;
  private final ReadOnlyObjectWrapper<@Nullable ProfileItem> renaming =
      new ReadOnlyObjectWrapper<>(this, "renaming", null);

  /**
   * @param background runs work on files
   * @param foreground the JavaFX thread
   */
  public ManageViewModel(
      ProfileShelf shelf, ProfilesViewModel profiles, Executor background, Executor foreground) {
    this.shelf = shelf;
    this.profiles = profiles;
    this.background = background;
    this.foreground = foreground;
  }

  /** Whether a profile is kept here, so that it can be changed. */
  public boolean manageable(ProfileItem item) {
    return profiles.removable(item);
  }

  /** The profile that is about to get another name. */
  public ReadOnlyObjectProperty<@Nullable ProfileItem> renamingProperty() {
    return renaming.getReadOnlyProperty();
  }

  /** Begins to give a profile another name: not while its session goes by the old one. */
  public void beginRename(ProfileItem item) {
    if (!manageable(item)) {
      return;
    }
    if (item.standingProperty().get().state().ended()) {
      renaming.set(item);
    } else {
      profiles.say(Texts.of("profiles.rename.connected", item.name()));
    }
  }

  /** Nothing gets another name. */
  public void cancelRename() {
    renaming.set(null);
  }

  /** Why the profile that is being renamed cannot have a name; empty when it can. */
  public String nameProblem(String newName) {
    ProfileItem item = renaming.get();
    String name = newName.strip();
    if (name.isEmpty()) {
      return Texts.of("rename.empty");
    }
    return profiles.all().stream()
        .filter(other -> other != item && other.name().equalsIgnoreCase(name))
        .findFirst()
        .map(other -> Texts.of("rename.taken", other.name()))
        .orElse("");
  }

  /** Gives the profile its new name. */
  public void rename(String newName) {
    ProfileItem item = renaming.get();
    String name = newName.strip();
    if (item == null || !nameProblem(name).isEmpty()) {
      return;
    }
    renaming.set(null);
    if (!name.equals(item.name())) {
      change(
          () -> {
            // What was typed may not be fit for a name.
            String now = shelf.rename(item.name(), name);
            return new Changed(
                Optional.of(now),
                now.equals(item.name()) ? "" : Texts.of("profiles.renamed", item.name(), now));
          });
    }
  }

  /** Puts a copy beside a profile. */
  public void duplicate(ProfileItem item) {
    if (manageable(item)) {
      change(
          () ->
              new Changed(
                  Optional.of(shelf.duplicate(item.name())),
                  Texts.of("profiles.duplicated", item.name())));
    }
  }

  /** Keeps a profile at the top, or no longer. */
  public void toggleFavourite(ProfileItem item) {
    if (manageable(item)) {
      change(
          () -> {
            shelf.favourite(item.name(), !item.profile().favourite());
            return Changed.SILENTLY;
          });
    }
  }

  /** Moves a profile by one among those that the list shows and are favourites as it is, or not. */
  public void move(ProfileItem item, int by) {
    neighbour(item, by).ifPresent(where -> place(item, where));
  }

  /** Whether {@link #move} would do anything: the first one goes no further up. */
  public boolean movable(ProfileItem item, int by) {
    return manageable(item) && neighbour(item, by).isPresent();
  }

  private Optional<ProfileItem> neighbour(ProfileItem item, int by) {
    List<ProfileItem> group =
        profiles.shown().stream().filter(other -> sameGroup(item, other)).toList();
    int index = group.indexOf(item);
    int target = index + by;
    return index >= 0 && target >= 0 && target < group.size()
        ? Optional.of(group.get(target))
        : Optional.empty();
  }

  /** Puts a profile where another is, which makes room; a favourite stays among its like. */
  public void place(ProfileItem item, ProfileItem where) {
    if (item == where || !manageable(item) || !sameGroup(item, where)) {
      return;
    }
    List<ProfileItem> all =
        new ArrayList<>(profiles.all().stream().filter(ProfileItem::stored).toList());
    int target = all.indexOf(where);
    all.remove(item);
    all.add(target, item);
    List<String> names = all.stream().map(ProfileItem::name).toList();
    change(
        () -> {
          shelf.place(names);
          return Changed.SILENTLY;
        });
  }

  private boolean sameGroup(ProfileItem item, ProfileItem other) {
    return manageable(other) && item.profile().favourite() == other.profile().favourite();
  }

  /** The name of a file for a profile. */
  public String fileName(ProfileItem item) {
    return item.name().replaceAll("[\\\\/:*?\"<>|]", "-") + ".ovpn";
  }

  /** Writes a profile with all that belongs to it into a file that only its owner can read. */
  public void export(ProfileItem item, Path file) {
    background.execute(
        () -> {
          String said;
          try {
            PrivateFiles.write(
                file.toAbsolutePath(), shelf.text(item.name()).getBytes(StandardCharsets.UTF_8));
            said = Texts.of("profiles.exported", item.name(), file);
          } catch (IOException e) {
            said = Texts.of("profiles.not-exported", file, reason(e));
          }
          String told = said;
          foreground.execute(() -> profiles.say(told));
        });
  }

  private static String reason(IOException e) {
    return IoReason.local(e);
  }

  /** One change on the shelf. */
  @FunctionalInterface
  private interface Change {
    Changed make() throws IOException;
  }

  /**
   * What came of a change.
   *
   * @param wanted the name of the profile to select, if another
   * @param sentence for the user; empty for none
   */
  private record Changed(Optional<String> wanted, String sentence) {
    static final Changed SILENTLY = new Changed(Optional.empty(), "");
  }

  private void change(Change change) {
    background.execute(
        () -> {
          try {
            Changed changed = change.make();
            List<StoredProfile> read = shelf.list();
            foreground.execute(
                () -> {
                  profiles.changed(read, changed.wanted());
                  if (!changed.sentence().isEmpty()) {
                    profiles.say(changed.sentence());
                  }
                });
          } catch (IOException e) {
            String text = Texts.of("profiles.failed", reason(e));
            foreground.execute(() -> profiles.say(text));
          }
        });
  }
}
