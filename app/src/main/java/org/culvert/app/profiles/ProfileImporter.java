package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.culvert.app.check.FindingWords;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.ProfileStore.IfTaken;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Action;
import org.culvert.core.profile.FileCode;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileBundle;
import org.culvert.core.profile.ProfileReport;
import org.culvert.core.profile.Remote;

/**
 * Brings profiles into the store. Of several, the good ones are stored and the others reported;
 * where the store fails, none is. Blocks on files and the network.
 */
public final class ProfileImporter {
  private final ProfileStore store;
  private final Clock clock;
  private final WebSource web;

  /** An importer into the store. */
  public ProfileImporter(ProfileStore store, Clock clock) {
    this(store, clock, HttpClient::newBuilder);
  }

  /**
   * An importer that asks the web its own way.
   *
   * @param clients makes what speaks HTTPS, with its idea of whom to trust
   */
  public ProfileImporter(ProfileStore store, Clock clock, Supplier<HttpClient.Builder> clients) {
    this.store = store;
    this.clock = clock;
    web = new WebSource(clients);
  }

  /** What became of one profile. */
  public sealed interface Outcome {
    /** The file that it was read from. */
    String source();

    /**
     * It is in the store.
     *
     * @param isNew false when the same text was there before; then nothing was changed
     * @param notes what its user should know
     */
    record Stored(String source, StoredProfile profile, boolean isNew, List<Finding> notes)
        implements Outcome {}

    /** It is not, and nothing was changed; {@code problems} has at least one. */
    record Rejected(String source, List<Problem> problems) implements Outcome {
      public Rejected {
        problems = List.copyOf(problems);
      }

      /** The first. */
      public Problem problem() {
        return problems.getFirst();
      }
    }
  }

  /**
   * How to import.
   *
   * @param name for a single profile; otherwise the profile's or its file's name is taken
   * @param replacing whether it takes the place of a stored profile of that name
   * @param login who asks, for an https address; wiped afterwards
   */
  public record Wishes(Optional<String> name, boolean replacing, Optional<WebLogin> login) {
    /** A name alone, or nothing. */
    public static Wishes named(Optional<String> name) {
      return new Wishes(name, false, Optional.empty());
    }

    private String nameOf(FoundProfile profile) {
      return name.orElse(profile.wanted());
    }
  }

  /**
   * Imports from a file, folder, archive, https address, or {@code -} for standard input.
   *
   * @throws ProfileException when the source itself cannot be read
   */
  public List<Outcome> importFrom(String source, Wishes wishes, InputStream standardInput)
      throws ProfileException {
    List<FoundProfile> found = look(source, wishes.login(), standardInput);
    if (wishes.name().isPresent() && found.size() > 1) {
      throw new OneNameException(
          Problem.of(
              ProblemCode.PROFILE_INVALID,
              source + " has " + found.size() + " profiles, for which one name is too few",
              "Leave --name away, or import a single file."));
    }
    return store(found, wishes);
  }

  /**
   * Reads and checks what is in a file, folder, archive, https address, or {@code -} for standard
   * input. Nothing is stored.
   *
   * @param login who asks, for an https address; wiped afterwards
   */
  public List<FoundProfile> look(String source, Optional<WebLogin> login, InputStream standardInput)
      throws ProfileException {
    try {
      List<FoundProfile> found = new ArrayList<>();
      long size = 0;
      for (ProfileSource.Candidate candidate : open(source, login, standardInput).candidates()) {
        FoundProfile profile = found(candidate);
        // One file of a small archive may be taken in by each of its profiles.
        size += profile.bundle().text().map(String::length).orElse(0);
        if (size > SourceLimits.ARCHIVE) {
          throw ProfileException.because(
              "too-large-together",
              WebSource.isAddress(source) ? WebPlace.named(source) : source,
              SourceLimits.ARCHIVE >> 20);
        }
        found.add(profile);
      }
      return List.copyOf(found);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /**
   * The same of a file, folder or archive of this computer alone: a pipe would keep its reader
   * waiting for as long as it likes.
   */
  public List<FoundProfile> lookAt(Path path) throws ProfileException {
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw ProfileException.because("neither", path);
    }
    return look(path.toString(), Optional.empty(), InputStream.nullInputStream());
  }

  /** Reads and checks the text of a profile. Nothing is stored. */
  public FoundProfile lookAt(String fileName, String text) {
    byte[] content = text.getBytes(UTF_8);
    return found(new ProfileSource.Candidate(fileName, () -> content, _ -> Optional.empty()));
  }

  private FoundProfile found(ProfileSource.Candidate candidate) {
    String file = candidate.fileName();
    ProfileBundle bundle;
    try {
      bundle = bundle(candidate);
    } catch (IOException e) {
      return unread(file, unreadable(file, e));
    } catch (ProfileException e) {
      return unread(file, e);
    }
    String wanted =
        bundle
            .report()
            .profile()
            .flatMap(Profile::friendlyName)
            .orElseGet(() -> ProfileNames.stem(file));
    return new FoundProfile(file, wanted, bundle, Optional.empty());
  }

  /** One that nothing is known of but why. */
  private static FoundProfile unread(String file, ProfileException e) {
    String what = e.problem().message().replaceFirst("^" + Pattern.quote(file) + " ", "");
    Finding why = Finding.unusable(file, FileCode.AS_SAID, what, e.problem().hint());
    ProfileBundle nothing =
        new ProfileBundle(
            new ProfileReport(Optional.empty(), List.of(why), List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new FoundProfile(file, ProfileNames.stem(file), nothing, Optional.of(e.localProblem()));
  }

  /**
   * A found profile that its user wants.
   *
   * @param name under which it is stored
   */
  public record Accepted(FoundProfile profile, String name) {}

  /**
   * Stores all of them, or fails and changes nothing.
   *
   * @param ifTaken what becomes of one whose name a stored profile has
   */
  public List<StoredProfile> storeAll(List<Accepted> accepted, IfTaken ifTaken)
      throws ProfileException {
    try {
      return store.addAll(
          accepted.stream().map(it -> it.profile().draft(it.name(), ifTaken)).toList());
    } catch (IOException e) {
      throw storeFailed(e);
    }
  }

  /** Reads a single profile without storing it. */
  public ProfileBundle read(Path file) throws ProfileException {
    try {
      return bundle(FolderSource.file(file));
    } catch (IOException e) {
      throw unreadable(file.toString(), e);
    }
  }

  /** Why a report has no profile: its first error. */
  public static Problem problem(ProfileReport report, String source) {
    return problems(report, source).getFirst();
  }

  /** Why a report has no profile: all of its errors. */
  public static List<Problem> problems(ProfileReport report, String source) {
    return errors(report, source).stream().map(Finding::problem).toList();
  }

  static List<Finding> errors(ProfileReport report, String source) {
    return report.errors().isEmpty()
        ? List.of(Finding.unusable(source, FileCode.NOT_A_PROFILE))
        : report.errors();
  }

  /** Why it has no profile, in the user's language. */
  static Problem localProblem(Finding error) {
    FindingWords words = FindingWords.local();
    return Problem.of(
        ProblemCode.PROFILE_INVALID, words.whatAndWhere(error), words.whatToDo(error));
  }

  /** The name that a profile gets when nobody gives one. */
  public static String nameFor(Optional<Profile> profile, String fileName) {
    return profile
        .flatMap(Profile::friendlyName)
        .map(ProfileNames::clean)
        .orElseGet(() -> ProfileNames.ofFile(fileName));
  }

  private ProfileSource open(String source, Optional<WebLogin> login, InputStream standardInput)
      throws IOException, ProfileException {
    if (source.equals("-")) {
      return ofBytes("standard input", standardInput.readNBytes(SourceLimits.ARCHIVE + 1));
    }
    if (WebSource.isAddress(source)) {
      return ofBytes(WebPlace.named(source), web.read(source, login));
    }
    Path path = Path.of(source);
    if (Files.isDirectory(path)) {
      return FolderSource.folder(path);
    }
    if (!Files.isRegularFile(path)) {
      try (InputStream once = Files.newInputStream(path)) {
        return ofBytes(source, once.readNBytes(SourceLimits.ARCHIVE + 1));
      }
    }
    try (InputStream in = Files.newInputStream(path)) {
      if (ZipSource.isZip(in.readNBytes(4))) {
        try (InputStream whole = Files.newInputStream(path)) {
          return ofBytes(source, whole.readNBytes(SourceLimits.ARCHIVE + 1));
        }
      }
    }
    return new ProfileSource(List.of(FolderSource.file(path)));
  }

  private static ProfileSource ofBytes(String source, byte[] content)
      throws IOException, ProfileException {
    boolean zip = ZipSource.isZip(content);
    if (content.length > (zip ? SourceLimits.ARCHIVE : SourceLimits.FILE)) {
      throw ProfileException.because("too-large-for-profile", source);
    }
    return zip
        ? ZipSource.read(source, content)
        : new ProfileSource(
            List.of(new ProfileSource.Candidate(source, () -> content, name -> Optional.empty())));
  }

  private ProfileBundle bundle(ProfileSource.Candidate candidate)
      throws IOException, ProfileException {
    return ProfileBundle.make(
        candidate.fileName(), candidate.content().get(), candidate.files(), clock.instant());
  }

  /** The good ones together, each text once; of what is there already nothing is changed. */
  private List<Outcome> store(List<FoundProfile> found, Wishes wishes) throws ProfileException {
    try {
      Map<String, StoredProfile> there = store.byText();
      wishes
          .name()
          .ifPresent(name -> there.values().removeIf(old -> !ProfileNames.same(old.name(), name)));
      Set<String> staying = wishes.replacing() ? staying(there, found, wishes) : Set.of();
      Map<String, ProfileStore.Draft> drafts = new LinkedHashMap<>();
      for (FoundProfile profile : found) {
        if (profile.profile().isPresent() && !there.containsKey(profile.fingerprint())) {
          String name = wishes.nameOf(profile);
          drafts.putIfAbsent(
              profile.fingerprint(), profile.draft(name, ifTaken(name, wishes, staying)));
        }
      }
      Map<String, StoredProfile> fresh = stored(drafts);
      return found.stream().map(profile -> outcome(profile, there, fresh, wishes)).toList();
    } catch (IOException e) {
      // The source was read: it is the store that fails.
      throw storeFailed(e);
    } catch (ProfileException e) {
      // A name that is taken is the name of a single one.
      return found.stream()
          .<Outcome>map(it -> new Outcome.Rejected(it.source(), List.of(e.problem())))
          .toList();
    }
  }

  /**
   * Where a stored profile is to be replaced by the first that was found of its name, its text is
   * not counted as being there any more. If that first is the same, the profile stays as it is.
   *
   * @return the keys of the names of those
   */
  private static Set<String> staying(
      Map<String, StoredProfile> there, List<FoundProfile> found, Wishes wishes) {
    Map<String, String> firsts = new HashMap<>();
    for (FoundProfile profile : found) {
      if (profile.profile().isPresent()) {
        firsts.putIfAbsent(ProfileNames.keyOfWanted(wishes.nameOf(profile)), profile.fingerprint());
      }
    }
    there
        .entrySet()
        .removeIf(
            old -> {
              String key = ProfileNames.key(old.getValue().name());
              return !firsts.getOrDefault(key, old.getKey()).equals(old.getKey());
            });
    return there.values().stream()
        .map(old -> ProfileNames.key(old.name()))
        .collect(Collectors.toSet());
  }

  private static IfTaken ifTaken(String name, Wishes wishes, Set<String> staying) {
    if (wishes.replacing() && !staying.contains(ProfileNames.keyOfWanted(name))) {
      return IfTaken.REPLACE;
    }
    return wishes.name().isPresent() ? IfTaken.REFUSE : IfTaken.NUMBER;
  }

  private Map<String, StoredProfile> stored(Map<String, ProfileStore.Draft> drafts)
      throws IOException, ProfileException {
    Map<String, StoredProfile> fresh = new HashMap<>();
    if (!drafts.isEmpty()) {
      Iterator<StoredProfile> stored = store.addAll(List.copyOf(drafts.values())).iterator();
      drafts.keySet().forEach(print -> fresh.put(print, stored.next()));
    }
    return fresh;
  }

  /** What became of one: of two with one text the first was stored, and was there for the other. */
  private static Outcome outcome(
      FoundProfile found,
      Map<String, StoredProfile> there,
      Map<String, StoredProfile> fresh,
      Wishes wishes) {
    if (found.profile().isEmpty()) {
      return new Outcome.Rejected(found.source(), found.problems());
    }
    List<Finding> notes = new ArrayList<>(found.bundle().report().findings());
    String print = found.fingerprint();
    Optional<StoredProfile> stored = Optional.ofNullable(fresh.remove(print));
    if (stored.isPresent()) {
      there.put(print, stored.get());
      cutName(found.source(), wishes.nameOf(found), stored.get().name()).ifPresent(notes::add);
    }
    StoredProfile profile = Objects.requireNonNull(there.get(print), "neither new nor old");
    return new Outcome.Stored(found.source(), profile, stored.isPresent(), notes);
  }

  private ProfileException storeFailed(IOException e) {
    return new ProfileException(
        Problem.of(ProblemCode.STORE_FAILED, store.folder().toString(), IoReason.withFile(e)));
  }

  /** What came with a profile, so that nobody has to be asked for it. */
  public static KnownSecrets known(ProfileBundle bundle) {
    return new KnownSecrets(
        bundle.credentials(), Optional.empty(), bundle.passphrase(), Optional.empty());
  }

  private static Optional<Finding> cutName(String fileName, String wanted, String name) {
    return ProfileNames.isTooLong(wanted)
        ? Optional.of(
            new Finding(
                fileName,
                0,
                "",
                Finding.Severity.WARNING,
                Action.IGNORE,
                FileCode.NAME_CUT,
                List.of(name)))
        : Optional.empty();
  }

  static String server(Remote remote) {
    String host = remote.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + remote.port();
  }

  private static ProfileException unreadable(String source, IOException e) {
    return WebSource.isAddress(source)
        ? ProfileException.because("unreadable-address", WebPlace.named(source), e)
        : ProfileException.because("unreadable", source, e);
  }
}
