package org.culvert.app.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileImporter.Outcome;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.profiles.ImportResult;
import org.culvert.app.ui.profiles.ImportResult.Defect;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Problem;

/** The stored profiles, as the window needs them. */
public final class StoreShelf implements ProfileShelf {
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
      boolean asks = stored.asksForPassword() && !store.hasCredentials(stored);
      profiles.add(new StoredProfile(stored.name(), stored.server(), asks));
    }
    return profiles;
  }

  /**
   * Of an archive or a folder the first profile that was stored is told, or the first that was not.
   */
  @Override
  public ImportResult importFile(Path file) {
    try {
      List<Outcome> outcomes =
          importer.importFrom(file.toString(), Optional.empty(), InputStream.nullInputStream());
      return outcomes.stream()
          .filter(Outcome.Stored.class::isInstance)
          .findFirst()
          .or(() -> outcomes.stream().findFirst())
          .map(StoreShelf::result)
          .orElseThrow();
    } catch (ProfileException e) {
      return rejected(file.toString(), e.problem());
    }
  }

  private static ImportResult result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Stored stored -> new ImportResult.Imported(stored.profile().name());
      case Outcome.Rejected rejected -> rejected(rejected.source(), rejected.problem());
    };
  }

  private static ImportResult rejected(String source, Problem problem) {
    String name = String.valueOf(Path.of(source).getFileName());
    return new ImportResult.Rejected(
        name, List.of(new Defect(name, problem.message(), problem.hint())));
  }

  @Override
  public String text(String name) throws IOException {
    return store.text(find(name));
  }

  @Override
  public Optional<Credentials> login(String name) throws IOException {
    return store.credentials(find(name));
  }

  @Override
  public Undo remove(String name) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    String text = store.text(stored);
    Optional<Credentials> credentials = store.credentials(stored);
    store.remove(stored);
    return () -> {
      try {
        store.add(
            new ProfileStore.Draft(
                name, false, text, credentials, stored.server(), stored.asksForPassword()));
      } catch (ProfileException e) {
        throw new IOException(e.problem().message(), e);
      }
    };
  }

  private org.culvert.app.profiles.StoredProfile find(String name) throws IOException {
    return store.find(name).orElseThrow(() -> new IOException("there is no profile named " + name));
  }
}
