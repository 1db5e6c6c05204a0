package org.culvert.app.ui.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.app.ui.profiles.ImportResult;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;

/** Profiles in memory. A file whose text does not begin with "client" is a bad profile. */
public final class FakeShelf implements ProfileShelf {
  private final Map<String, StoredProfile> profiles = new LinkedHashMap<>();
  private volatile boolean forgetting;
  private volatile String text = "client\nremote vpn.example.com 1194\n";

  /** Puts a profile on the shelf. */
  public synchronized FakeShelf with(String name, String server) {
    profiles.put(name, new StoredProfile(name, server));
    return this;
  }

  @Override
  public synchronized List<StoredProfile> list() {
    return List.copyOf(profiles.values());
  }

  @Override
  public synchronized List<ImportResult> importFile(Path file) throws IOException {
    String text = Files.readString(file);
    String fileName = String.valueOf(file.getFileName());
    if (!text.startsWith("client")) {
      return List.of(
          new ImportResult.Rejected(
              fileName,
              List.of(
                  new ImportResult.Defect(
                      fileName + ":1",
                      "The directive \"" + text.lines().findFirst().orElse("") + "\" is not known",
                      "Remove the line, or put ignore-unknown-option in front of it."))));
    }
    String name = fileName.replaceFirst("\\.[^.]*$", "");
    boolean isNew = !profiles.containsKey(name);
    with(name, "vpn.example.com:1194");
    List<ImportResult.Defect> warnings =
        text.contains("redirect")
            ? List.of(
                new ImportResult.Defect(
                    fileName + ":2",
                    "DNS servers of the tunnel are not used by this version",
                    "Names are looked up as before."))
            : List.of();
    return List.of(new ImportResult.Imported(fileName, name, isNew, warnings));
  }

  @Override
  public KnownSecrets known(String name) {
    return KnownSecrets.NONE;
  }

  /** Makes the profiles on the shelf say {@code auth-nocache}. */
  public void forgetting() {
    forgetting = true;
  }

  /** What all profiles say. */
  public FakeShelf saying(String newText) {
    text = newText;
    return this;
  }

  @Override
  public Optional<String> secretsId(String name) {
    return forgetting ? Optional.empty() : Optional.of("id-" + name);
  }

  @Override
  public String text(String name) {
    return text;
  }

  @Override
  public synchronized Undo remove(String name) throws IOException {
    StoredProfile removed = profiles.remove(name);
    if (removed == null) {
      throw new IOException("there is no profile " + name);
    }
    return () -> with(removed.name(), removed.server());
  }
}
