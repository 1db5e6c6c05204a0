package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.files.UserFolders;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The profiles of one user, in a folder that nobody else can read. Window and command line may use
 * it at the same time; any thread may call it.
 *
 * <p>A profile is {@code ID.ovpn} with the text, {@code ID.login} with a user name and password and
 * {@code ID.passphrase} with that of its key, if the original had them, and {@code ID.properties}
 * with its name. The last is written last and removed first: a profile is there when its properties
 * are. {@code order} says in which order they are shown.
 */
public final class ProfileStore {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileStore.class);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Path folder;
  private final ProfileFiles files;
  private final OrderFile order;
  private final Clock clock;
  private final Object changing = new Object();

  /** A store in a folder, which is made when it is needed. */
  public ProfileStore(Path folder, Clock clock) {
    this.folder = folder;
    this.files = new ProfileFiles(folder);
    this.order = new OrderFile(folder.resolve("order"));
    this.clock = clock;
  }

  /**
   * The place for a user's profiles by the XDG base directory specification.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path folder(Map<String, String> environment, String accountHome) {
    return UserFolders.data(environment, accountHome).resolve("profiles");
  }

  /** Where the profiles are. */
  public Path folder() {
    return folder;
  }

  /** All profiles: favourites first, then as the user placed them, then by name. */
  public List<StoredProfile> list() throws IOException {
    return order.read().arrange(files.all());
  }

  /**
   * The same, while nobody is in the middle of a change: what one that fails takes back is never
   * seen. Whoever forgets what belonged to a profile that is gone has to look this way.
   */
  public List<StoredProfile> settled() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      return change(this::list);
    } catch (FileSystemException e) {
      // Nobody can change what cannot be locked.
      return list();
    }
  }

  /** The profile of that name; the case of letters does not matter. */
  public Optional<StoredProfile> find(String name) throws IOException {
    String key = ProfileNames.key(name);
    return list().stream().filter(p -> ProfileNames.key(p.name()).equals(key)).findFirst();
  }

  /**
   * The same for a profile that was there before.
   *
   * @throws ProfileException when it is not any more
   */
  public StoredProfile present(String name) throws IOException, ProfileException {
    return find(name).orElseThrow(() -> ProfileException.because("removed", name));
  }

  /** The profile's text, with its private key. */
  public String text(StoredProfile profile) throws IOException {
    return files.text(profile.id());
  }

  /** The secrets that came with the profile; the caller wipes them. */
  public KnownSecrets known(StoredProfile profile) throws IOException {
    return files.known(profile.id());
  }

  /**
   * What a keyring may know the profile's secrets by: not for a profile that wants them forgotten
   * ({@code auth-nocache}).
   */
  public Optional<String> secretsId(StoredProfile profile) throws IOException {
    boolean forgets =
        new ProfileParser(clock.instant())
            .parse(profile.name(), text(profile), IncludedFiles.NONE)
            .profile()
            .filter(read -> read.login().forgets())
            .isPresent();
    return forgets ? Optional.empty() : Optional.of(profile.id());
  }

  /** The stored profiles by the {@link #fingerprint} of their texts. */
  public Map<String, StoredProfile> byText() throws IOException {
    Map<String, StoredProfile> profiles = new HashMap<>();
    for (StoredProfile profile : list()) {
      try {
        profiles.putIfAbsent(fingerprint(text(profile)), profile);
      } catch (IOException e) {
        // Removed meanwhile, damaged, or not ours to read: it is like no text.
        LOG.debug("a text that cannot be read", e);
      }
    }
    return profiles;
  }

  /** Equal for equal texts alone. */
  public static String fingerprint(String text) {
    return fingerprint(text.getBytes(UTF_8));
  }

  static String fingerprint(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * What is to be stored.
   *
   * @param ifTaken what becomes of it where another profile has its name
   */
  public record Draft(
      String name,
      IfTaken ifTaken,
      String text,
      KnownSecrets known,
      String server,
      boolean asksForPassword) {
    /** Leaves the text out: it contains the private key. */
    @Override
    public String toString() {
      return "Draft[" + name + "]";
    }
  }

  /** What becomes of a draft whose name another profile has. */
  public enum IfTaken {
    /** It gets a number behind its name. */
    NUMBER,
    /**
     * It takes the place of that profile, and of what is known of it. Of several drafts stored
     * together the first of a name does; the others get a number.
     */
    REPLACE,
    /** It is not stored. */
    REFUSE
  }

  /**
   * Stores a profile whole, or fails and changes nothing.
   *
   * @throws ProfileException when its name is taken and it refuses another
   */
  public StoredProfile add(Draft draft) throws IOException, ProfileException {
    return addAll(List.of(draft)).getFirst();
  }

  /**
   * Stores all of them, or fails and changes nothing.
   *
   * @throws ProfileException when a name is taken and its draft refuses another
   */
  public List<StoredProfile> addAll(List<Draft> drafts) throws IOException, ProfileException {
    return change(
        () -> {
          Map<String, StoredProfile> byName = new HashMap<>();
          list().forEach(profile -> byName.put(ProfileNames.key(profile.name()), profile));
          Set<String> names = new HashSet<>(byName.keySet());
          List<StoredProfile> stored = new ArrayList<>();
          List<Undo> undos = new ArrayList<>();
          try {
            for (Draft draft : drafts) {
              // Each is replaced once: of two drafts of one name the other gets a number.
              StoredProfile old =
                  draft.ifTaken() == IfTaken.REPLACE
                      ? byName.remove(ProfileNames.keyOfWanted(draft.name()))
                      : null;
              if (old != null) {
                stored.add(replaceBy(old, draft, undos));
              } else {
                StoredProfile profile = addUnder(freeName(draft, names), draft);
                undos.add(() -> files.remove(profile.id()));
                names.add(ProfileNames.key(profile.name()));
                stored.add(profile);
              }
            }
          } catch (IOException | ProfileException e) {
            undoAll(undos, e);
            throw e;
          } finally {
            undos.forEach(Undo::forget);
          }
          return stored;
        });
  }

  /**
   * Gives a profile another name.
   *
   * @throws ProfileException when another profile has it
   */
  public StoredProfile rename(StoredProfile profile, String newName)
      throws IOException, ProfileException {
    return change(
        () -> {
          String name = ProfileNames.clean(newName);
          Optional<StoredProfile> other =
              find(name).filter(found -> !found.id().equals(profile.id()));
          if (other.isPresent()) {
            throw ProfileException.because("taken", other.get().name());
          }
          StoredProfile renamed =
              files
                  .find(profile.id())
                  .orElseThrow(() -> ProfileException.because("removed", profile.name()))
                  .named(name);
          files.properties(renamed);
          return renamed.favourite(profile.favourite());
        });
  }

  /** Keeps a profile at the top, or no longer. */
  public void favourite(StoredProfile profile, boolean now) throws IOException, ProfileException {
    reorder(order -> order.favourite(profile.id(), now));
  }

  /** Shows the profiles in this order, favourites still before the others. */
  public void place(List<StoredProfile> profiles) throws IOException, ProfileException {
    reorder(order -> order.place(profiles.stream().map(StoredProfile::id).toList()));
  }

  /** Those that can come back after they were removed. */
  public RemovedProfiles removed() {
    return new RemovedProfiles(this, clock);
  }

  /** Removes a profile and what was stored with it for good; twice is fine. */
  public void remove(StoredProfile profile) throws IOException {
    change(
        () -> {
          files.remove(profile.id());
          return true;
        });
  }

  private void reorder(UnaryOperator<ProfileOrder> step) throws IOException, ProfileException {
    change(
        () -> {
          order.change(step);
          return true;
        });
  }

  private StoredProfile addUnder(String name, Draft draft) throws IOException {
    return write(freshId(), name, false, draft);
  }

  private static String freshId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /**
   * Gives a profile another text and what belongs to it; its name and place stay. Its id stays
   * unless the new one may hand its user's login to others than the old one: what a keyring has for
   * that id is not theirs.
   *
   * @param undos gets a way back for each step before it is made
   */
  private StoredProfile replaceBy(StoredProfile old, Draft draft, List<Undo> undos)
      throws IOException {
    undos.add(undo(old));
    if (Destinations.of(text(old)).include(Destinations.of(draft.text()))) {
      return write(old.id(), old.name(), old.favourite(), draft);
    }
    StoredProfile now = write(freshId(), old.name(), old.favourite(), draft);
    undos.add(() -> files.remove(now.id()));
    undos.add(() -> order.replace(now.id(), old.id()));
    order.replace(old.id(), now.id());
    files.remove(old.id());
    return now;
  }

  private StoredProfile write(String id, String name, boolean favourite, Draft draft)
      throws IOException {
    StoredProfile profile =
        new StoredProfile(id, name, draft.server(), draft.asksForPassword(), now(), favourite);
    files.write(profile, draft.text(), draft.known());
    return profile;
  }

  /** As exact as it is kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** The keys of all names. */
  Set<String> names() throws IOException {
    Set<String> names = new HashSet<>();
    files.all().forEach(profile -> names.add(ProfileNames.key(profile.name())));
    return names;
  }

  private static String freeName(Draft draft, Set<String> taken) throws ProfileException {
    String wanted = ProfileNames.clean(draft.name());
    if (draft.ifTaken() == IfTaken.REFUSE && taken.contains(ProfileNames.key(wanted))) {
      throw ProfileException.because("taken-at-import", wanted);
    }
    return ProfileNames.free(wanted, taken);
  }

  private Undo undo(StoredProfile old) throws IOException {
    String text = files.text(old.id());
    KnownSecrets known = files.known(old.id());
    return new Undo() {
      @Override
      public void run() throws IOException {
        files.write(old, text, known);
      }

      @Override
      public void forget() {
        known.wipe();
      }
    };
  }

  /** One that fails keeps none of the others from being run. */
  private static void undoAll(List<Undo> undos, Exception why) {
    for (Undo undo : undos.reversed()) {
      try {
        undo.run();
      } catch (IOException e) {
        why.addSuppressed(e);
      }
    }
  }

  @FunctionalInterface
  private interface Undo {
    void run() throws IOException;

    default void forget() {}
  }

  /** The files, for who changes them inside of {@link #change}. */
  ProfileFiles files() {
    return files;
  }

  @FunctionalInterface
  interface Change<T, E extends Exception> {
    T make() throws IOException, E;
  }

  /** One change at a time, here and in other processes. */
  <T, E extends Exception> T change(Change<T, E> step) throws IOException, E {
    synchronized (changing) {
      PrivateFiles.makeFolder(folder);
      try (FileChannel lock = PrivateFiles.open(folder.resolve(".lock"));
          var _ = lock(lock)) {
        return step.make();
      }
    }
  }

  /** The system keeps other processes waiting, but not another store of this one. */
  private static FileLock lock(FileChannel file) throws IOException {
    while (true) {
      try {
        return file.lock();
      } catch (OverlappingFileLockException e) {
        try {
          Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while another change is made");
        }
      }
    }
  }
}
