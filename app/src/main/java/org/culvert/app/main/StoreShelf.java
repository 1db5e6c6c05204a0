package org.culvert.app.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileImporter.Outcome;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.profiles.ImportResult;
import org.culvert.app.ui.profiles.ImportResult.Defect;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.ProfileParser;

/** The stored profiles, as the window needs them. */
public final class StoreShelf implements ProfileShelf {
  /** How a problem with a profile begins when it is about a line. */
  private static final Pattern LINE =
      Pattern.compile("(?:.*/)?([^/:]+:\\d+): (.*)", Pattern.DOTALL);

  private final ProfileStore store;
  private final ProfileImporter importer;

  /** Over the user's own store. */
  public StoreShelf(ProfileStore store, ProfileImporter importer) {
    this.store = store;
    this.importer = importer;
  }

  @Override
  public List<StoredProfile> list() throws IOException {
    List<StoredProfile> profiles = new ArrayList<>();
    for (var stored : store.list()) {
      profiles.add(new StoredProfile(stored.name(), stored.server()));
    }
    return profiles;
  }

  @Override
  public List<ImportResult> importFile(Path file) {
    try {
      return importer
          .importFrom(file.toString(), Optional.empty(), InputStream.nullInputStream())
          .stream()
          .map(StoreShelf::result)
          .toList();
    } catch (ProfileException e) {
      return List.of(rejected(file.toString(), List.of(e.problem())));
    }
  }

  private static ImportResult result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored stored ->
          new ImportResult.Imported(
              file(stored.source()),
              stored.profile().name(),
              stored.isNew(),
              stored.notes().stream()
                  .filter(note -> note.severity() == Finding.Severity.WARNING)
                  .map(StoreShelf::defect)
                  .toList());
      case Outcome.Rejected rejected -> rejected(rejected.source(), rejected.problems());
    };
  }

  private static ImportResult.Rejected rejected(String source, List<Problem> problems) {
    String file = file(source);
    return new ImportResult.Rejected(
        file, problems.stream().map(problem -> defect(file, problem)).toList());
  }

  private static Defect defect(String file, Problem problem) {
    Matcher line = LINE.matcher(problem.message());
    return line.matches()
        ? new Defect(line.group(1), line.group(2), problem.hint())
        : new Defect(file, problem.message(), problem.hint());
  }

  private static Defect defect(Finding finding) {
    String file = file(finding.file());
    return new Defect(
        finding.line() > 0 ? file + ":" + finding.line() : file,
        finding.what(),
        finding.whatToDo());
  }

  private static String file(String source) {
    return String.valueOf(Path.of(source).getFileName());
  }

  @Override
  public String text(String name) throws IOException {
    return store.text(find(name));
  }

  @Override
  public KnownSecrets known(String name) throws IOException {
    return store.known(find(name));
  }

  @Override
  public Optional<String> secretsId(String name) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    boolean forgets =
        new ProfileParser(Instant.now())
            .parse(name, store.text(stored), IncludedFiles.NONE)
            .profile()
            .filter(profile -> profile.login().forgets())
            .isPresent();
    return forgets ? Optional.empty() : Optional.of(stored.id());
  }

  @Override
  public Undo remove(String name) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    String text = store.text(stored);
    KnownSecrets known = store.known(stored);
    store.remove(stored);
    return () -> {
      try {
        store.add(
            new ProfileStore.Draft(
                name, false, text, known, stored.server(), stored.asksForPassword()));
      } catch (ProfileException e) {
        throw new IOException(e.problem().message(), e);
      }
    };
  }

  private org.culvert.app.profiles.StoredProfile find(String name) throws IOException {
    return store.find(name).orElseThrow(() -> new IOException("there is no profile named " + name));
  }
}
