package org.culvert.app.profiles;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** An importer into the store. */
  public ProfileImporter(ProfileStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
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
   * Imports from a file, folder, archive, https address, or {@code -} for standard input.
   *
   * @param name for a single profile; otherwise the profile's or its file's name is taken
   * @throws ProfileException when the source itself cannot be read
   */
  public List<Outcome> importFrom(String source, Optional<String> name, InputStream standardInput)
      throws ProfileException {
    try {
      ProfileSource opened = open(source, standardInput);
      if (name.isPresent() && opened.candidates().size() > 1) {
        throw new OneNameException(
            Problem.of(
                ProblemCode.PROFILE_INVALID,
                source
                    + " has "
                    + opened.candidates().size()
                    + " profiles, for which one name is too few",
                "Leave --name away, or import a single file."));
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (ProfileSource.Candidate candidate : opened.candidates()) {
        outcomes.add(store(candidate, name));
      }
      return outcomes;
    } catch (IOException e) {
      throw unreadable(source, e);
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

  private ProfileSource open(String source, InputStream standardInput)
      throws IOException, ProfileException {
    if (source.equals("-")) {
      return ofBytes("standard input", standardInput.readNBytes(SourceLimits.ARCHIVE + 1));
    }
    if (WebSource.isAddress(source)) {
      return ofBytes(source.replaceFirst("[?#].*", ""), WebSource.read(source));
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
      throw ProfileException.invalid(
          source + " is too large for a profile", "Check that it is a client profile.");
    }
    return zip
        ? ZipSource.read(source, content)
        : new ProfileSource(
            List.of(new ProfileSource.Candidate(source, () -> content, name -> Optional.empty())));
  }

  private ProfileBundle bundle(ProfileSource.Candidate candidate) {
    return ProfileBundle.make(
        candidate.fileName(), candidate.content().get(), candidate.files(), clock.instant());
  }

  private Outcome store(ProfileSource.Candidate candidate, Optional<String> name)
      throws ProfileException {
    ProfileBundle bundle = bundle(candidate);
    Optional<Profile> profile = bundle.report().profile();
    if (bundle.text().isEmpty() || profile.isEmpty()) {
      return new Outcome.Rejected(
          candidate.fileName(), problems(bundle.report(), candidate.fileName()));
    }
    try {
      Optional<StoredProfile> same =
          store
              .findText(bundle.text().get())
              .filter(old -> name.isEmpty() || ProfileNames.same(old.name(), name.get()));
      if (same.isPresent()) {
        return new Outcome.Stored(
            candidate.fileName(), same.get(), false, bundle.report().findings());
      }
      String wanted =
          name.or(() -> profile.flatMap(Profile::friendlyName))
              .orElseGet(() -> ProfileNames.stem(candidate.fileName()));
      StoredProfile stored =
          store.add(
              new ProfileStore.Draft(
                  wanted,
                  name.isPresent(),
                  bundle.text().get(),
                  known(bundle),
                  server(profile.get().remotes().getFirst()),
                  profile.get().userPass()));
      List<Finding> notes = new ArrayList<>(bundle.report().findings());
      cutName(candidate.fileName(), wanted, stored.name()).ifPresent(notes::add);
      return new Outcome.Stored(candidate.fileName(), stored, true, notes);
    } catch (ProfileException e) {
      return new Outcome.Rejected(candidate.fileName(), List.of(e.problem()));
    } catch (IOException e) {
      // The source was read: it is the store that fails.
      throw new ProfileException(
          Problem.of(ProblemCode.STORE_FAILED, store.folder().toString(), IoReason.of(e)));
    }
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

  private static String server(Remote remote) {
    String host = remote.host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + remote.port();
  }

  private static ProfileException unreadable(String source, IOException e) {
    return ProfileException.invalid(
        source + " cannot be read: " + IoReason.of(e),
        WebSource.isAddress(source)
            ? "Check the address and the network connection."
            : "Check the path.");
  }
}
