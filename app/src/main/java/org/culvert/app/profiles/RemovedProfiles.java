package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.files.PrivateFiles;

/**
 * Profiles that were removed and can come back: whole, with their private keys, in a folder of
 * their own within that of the {@link ProfileStore}, under their ids. Whichever Culvert looks first
 * after their time deletes them; where none runs, they stay.
 *
 * <p>Beside the files of a profile is {@code ID.removal}. It is written first and removed last:
 * what has none was left by a process that died, and is deleted.
 */
public final class RemovedProfiles {
  /** How long one is kept: long enough to be missed, and no longer, for it has a private key. */
  public static final Duration KEPT = Duration.ofDays(7);

  private static final String REMOVAL = ".removal";

  /**
   * One of them.
   *
   * @param until when it is deleted
   * @param settings what was different for it, as it was handed over
   * @param loginForgotten whether a login went that was saved for it
   */
  public record Removed(
      StoredProfile profile, Instant until, String settings, boolean loginForgotten) {}

  private final ProfileStore store;
  private final Path folder;
  private final ProfileFiles files;
  private final InstantSource clock;

  RemovedProfiles(ProfileStore store, InstantSource clock) {
    this.store = store;
    this.folder = store.folder().resolve("removed");
    this.files = new ProfileFiles(folder);
    this.clock = clock;
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  /** All of them, the last that was removed first. */
  public List<Removed> list() throws IOException {
    List<Removed> all = new ArrayList<>();
    for (StoredProfile profile : files.all()) {
      Optional<Removal> removal = removal(profile.id()).filter(this::counts);
      // A removal that did not come to its end leaves the profile where it was.
      if (removal.isPresent() && store.files().find(profile.id()).isEmpty()) {
        all.add(
            new Removed(
                profile,
                removal.get().at().plus(KEPT),
                removal.get().settings(),
                removal.get().loginForgotten()));
      }
    }
    all.sort(Comparator.comparing(Removed::until).reversed());
    return all;
  }

  /** The last that was removed of those with that name; the case of letters does not matter. */
  public Optional<Removed> find(String name) throws IOException {
    return named(name).findFirst();
  }

  /**
   * Takes a stored profile here, in whatever state it is.
   *
   * @param settings what is different for it, given back as it is
   */
  public Removed take(StoredProfile profile, String settings) throws IOException {
    Removal removal = new Removal(clock.instant(), settings, false);
    store.change(
        () -> {
          PrivateFiles.makeFolder(folder);
          write(profile.id(), removal);
          files.copy(profile, store.files());
          store.files().remove(profile.id());
          return true;
        });
    return new Removed(profile, removal.at().plus(KEPT), settings, false);
  }

  /** Remembers that a login went with a profile. */
  public void loginForgotten(Removed removed) throws IOException {
    store.change(
        () -> {
          Optional<Removal> before = removal(removed.profile().id());
          if (before.isPresent()) {
            write(
                removed.profile().id(),
                new Removal(before.get().at(), before.get().settings(), true));
          }
          return true;
        });
  }

  /**
   * Lets a profile be stored again, with its id and so with its place; under another name where its
   * own is taken.
   */
  public StoredProfile restore(Removed removed) throws IOException, ProfileException {
    String id = removed.profile().id();
    return store.change(
        () -> {
          StoredProfile kept =
              files
                  .find(id)
                  .orElseThrow(() -> ProfileException.because("removed", removed.profile().name()));
          StoredProfile back = kept.named(ProfileNames.free(kept.name(), store.names()));
          store.files().copy(back, files);
          delete(kept);
          deleteFolder();
          return back;
        });
  }

  /** Deletes those with that name, for good; tells whether there were any. */
  public boolean delete(String name) throws IOException {
    return store.change(
        () -> {
          List<Removed> gone = named(name).toList();
          for (Removed each : gone) {
            delete(each.profile());
          }
          deleteFolder();
          return !gone.isEmpty();
        });
  }

  /** Deletes what was kept long enough. Takes next to no time where nothing is kept. */
  public void forgetOld() throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    store.change(
        () -> {
          for (Path file : contents()) {
            if (removal(id(file)).filter(this::counts).isEmpty()) {
              Files.deleteIfExists(file);
            }
          }
          deleteFolder();
          return true;
        });
  }

  private Stream<Removed> named(String name) throws IOException {
    String key = ProfileNames.key(name);
    return list().stream().filter(each -> ProfileNames.key(each.profile().name()).equals(key));
  }

  /** The clock may have been set back since. */
  private boolean counts(Removal removal) {
    return clock.instant().isBefore(removal.at().plus(KEPT));
  }

  private void delete(StoredProfile profile) throws IOException {
    files.remove(profile.id());
    Files.deleteIfExists(removalFile(profile.id()));
  }

  /** The files of the removals come last. */
  private List<Path> contents() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted(Comparator.comparing(file -> file.toString().endsWith(REMOVAL))).toList();
    }
  }

  /** Drafts of files, too, begin with it, after a stop. */
  private static String id(Path file) {
    String name = String.valueOf(file.getFileName());
    String visible = name.startsWith(".") ? name.substring(1) : name;
    return visible.substring(0, (visible + ".").indexOf('.'));
  }

  private void deleteFolder() throws IOException {
    try {
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      // There are others.
    }
  }

  private Optional<Removal> removal(String id) throws IOException {
    try {
      return Removal.parse(Files.readString(removalFile(id)));
    } catch (NoSuchFileException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private void write(String id, Removal removal) throws IOException {
    PrivateFiles.write(removalFile(id), removal.text().getBytes(UTF_8));
  }

  private Path removalFile(String id) {
    return folder.resolve(id + REMOVAL);
  }
}
