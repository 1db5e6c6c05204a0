package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.culvert.app.files.IoReason;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Action;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileBundle;
import org.culvert.core.profile.ProfileReport;
import org.culvert.core.profile.Remote;

/**
 * Brings profiles into the store. Each is stored whole or not at all; of several, the good ones are
 * stored and the others reported. Blocks on files and the network.
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
    List<Outcome> outcomes = new ArrayList<>();
    for (FoundProfile profile : found) {
      outcomes.add(store(profile, wishes));
    }
    return outcomes;
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

  /** Reads and checks the text of a profile. Nothing is stored. */
  public FoundProfile lookAt(String fileName, String text) {
    byte[] content = text.getBytes(UTF_8);
    return found(new ProfileSource.Candidate(fileName, () -> content, _ -> Optional.empty()));
  }

  private FoundProfile found(ProfileSource.Candidate candidate) {
    ProfileBundle bundle;
    try {
      bundle = bundle(candidate);
    } catch (IOException e) {
      bundle = unread(candidate.fileName(), "cannot be read: " + IoReason.of(e), "Check the file.");
    } catch (ProfileException e) {
      String what =
          e.problem().message().replaceFirst("^" + Pattern.quote(candidate.fileName()) + " ", "");
      bundle = unread(candidate.fileName(), what, e.problem().hint());
    }
    String wanted =
        bundle
            .report()
            .profile()
            .flatMap(Profile::friendlyName)
            .orElseGet(() -> ProfileNames.stem(candidate.fileName()));
    return new FoundProfile(candidate.fileName(), wanted, bundle);
  }

  /** One that nothing is known of but why. */
  private static ProfileBundle unread(String fileName, String what, String whatToDo) {
    Finding why =
        new Finding(fileName, 0, "", Finding.Severity.ERROR, Action.INVALID, what, whatToDo);
    return new ProfileBundle(
        new ProfileReport(Optional.empty(), List.of(why), List.of()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
   * @param replacing whether they take the places of stored profiles of their names
   */
  public List<StoredProfile> storeAll(List<Accepted> accepted, boolean replacing)
      throws ProfileException {
    try {
      return store.addAll(
          accepted.stream().map(it -> it.profile().draft(it.name(), false)).toList(), replacing);
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
    return report.errors().isEmpty()
        ? List.of(
            Problem.of(
                ProblemCode.PROFILE_INVALID, source + " is not a profile", "Check the file."))
        : report.errors().stream().map(ProfileImporter::problem).toList();
  }

  private static Problem problem(Finding error) {
    return Problem.of(
        ProblemCode.PROFILE_INVALID,
        (error.line() > 0 ? error.file() + ":" + error.line() : error.file()) + ": " + error.what(),
        error.whatToDo());
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

  private Outcome store(FoundProfile found, Wishes wishes) throws ProfileException {
    if (found.profile().isEmpty()) {
      return new Outcome.Rejected(found.source(), found.problems());
    }
    try {
      String wanted = wishes.name().orElse(found.wanted());
      Optional<StoredProfile> same =
          store
              .findText(found.bundle().text().orElseThrow())
              .filter(
                  old ->
                      wishes.name().isEmpty()
                          || ProfileNames.same(old.name(), wishes.name().get()));
      if (same.isPresent()) {
        return new Outcome.Stored(
            found.source(), same.get(), false, found.bundle().report().findings());
      }
      Optional<StoredProfile> old =
          wishes.replacing() ? store.find(ProfileNames.clean(wanted)) : Optional.empty();
      ProfileStore.Draft draft = found.draft(wanted, wishes.name().isPresent());
      StoredProfile stored = old.isPresent() ? store.replace(old.get(), draft) : store.add(draft);
      List<Finding> notes = new ArrayList<>(found.bundle().report().findings());
      cutName(found.source(), wanted, stored.name()).ifPresent(notes::add);
      return new Outcome.Stored(found.source(), stored, true, notes);
    } catch (IOException e) {
      // The source was read: it is the store that fails.
      throw storeFailed(e);
    } catch (ProfileException e) {
      return new Outcome.Rejected(found.source(), List.of(e.problem()));
    }
  }

  private ProfileException storeFailed(IOException e) {
    return new ProfileException(
        Problem.of(ProblemCode.STORE_FAILED, store.folder().toString(), IoReason.of(e)));
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
                "The name was too long and is cut to \"" + name + "\"",
                "Give a shorter one with --name if you like."))
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
