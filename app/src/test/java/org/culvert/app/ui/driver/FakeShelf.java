package org.culvert.app.ui.driver;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.app.profiles.ChangedMeanwhileException;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.ui.imports.Defect;
import org.culvert.app.ui.imports.ImportPreview;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.SessionStatus.DataPathInfo;

/** Profiles in memory. A file whose text does not begin with "client" is a bad profile. */
public final class FakeShelf implements ProfileShelf {
  private final Map<String, StoredProfile> profiles = new LinkedHashMap<>();
  private volatile boolean forgetting;
  private volatile String text = "client\nremote vpn.example.com 1194\n";
  private List<String> placed = List.of();
  private final AtomicInteger texts = new AtomicInteger();
  private volatile Optional<Path> barred = Optional.empty();

  /** Lets nobody read the profiles because of this file; or lets everybody again. */
  public void bar(Optional<Path> by) {
    barred = by;
  }

  /** How often a text was asked for. */
  public int textsRead() {
    return texts.get();
  }

  /** Puts a profile on the shelf. */
  public synchronized FakeShelf with(String name, String server) {
    return with("id-" + name, name, server);
  }

  /** The same with the id that it is known by. */
  public synchronized FakeShelf with(String id, String name, String server) {
    profiles.put(name, new StoredProfile(id, name, server, false));
    return this;
  }

  @Override
  public synchronized List<StoredProfile> list() throws IOException {
    if (barred.isPresent()) {
      throw new AccessDeniedException(barred.get().toString());
    }
    return kept();
  }

  /** All that are there. */
  public synchronized List<StoredProfile> kept() {
    return profiles.values().stream()
        .sorted(
            Comparator.comparing(StoredProfile::favourite)
                .reversed()
                .thenComparingInt(profile -> (placed.indexOf(profile.name()) + 1_000) % 1_000)
                .thenComparing(StoredProfile::name, String.CASE_INSENSITIVE_ORDER))
        .toList();
  }

  @Override
  public synchronized Inspection inspect(List<ImportSource> sources) throws IOException {
    List<ImportPreview> previews = new ArrayList<>();
    for (ImportSource source : sources) {
      switch (source) {
        case ImportSource.File(Path path) ->
            previews.add(preview(String.valueOf(path.getFileName()), Files.readString(path)));
        case ImportSource.Text(String text) -> previews.add(preview("pasted.ovpn", text));
        case ImportSource.Web web -> throw new IOException("nothing answers at " + web.address());
      }
    }
    return new Found(List.copyOf(previews), Set.copyOf(profiles.keySet()));
  }

  private static ImportPreview preview(String fileName, String text) {
    if (!text.startsWith("client")) {
      return new ImportPreview.Bad(
          fileName,
          List.of(
              new Defect(
                  fileName + ":1",
                  "The directive \"" + text.lines().findFirst().orElse("") + "\" is not known",
                  "Remove the line, or put ignore-unknown-option in front of it.")));
    }
    return new ImportPreview.Good(
        fileName,
        fileName.replaceFirst("\\.[^.]*$", ""),
        List.of("vpn.example.com:1194 (UDP)"),
        new ImportPreview.SignIn(true, true, false, Optional.empty()),
        new ImportPreview.ExpectedPath(
            new DataPathInfo("kernel", PathReason.of(PathReasonCode.PROFILE_FITS)), false),
        text.contains("redirect")
            ? List.of(
                new Defect(
                    fileName + ":2",
                    "DNS servers of the tunnel are not used by this version",
                    "Names are looked up as before."))
            : List.of(),
        Optional.empty());
  }

  private final class Found implements Inspection.Found {
    private final List<ImportPreview> previews;
    private final Set<String> names;

    Found(List<ImportPreview> previews, Set<String> names) {
      this.previews = previews;
      this.names = names;
    }

    @Override
    public List<ImportPreview> previews() {
      return previews;
    }

    @Override
    public boolean isTaken(String name) {
      return names.stream().anyMatch(name.strip()::equalsIgnoreCase);
    }

    @Override
    public List<String> store(List<Inspection.Wanted> wanted, boolean replacing) {
      wanted.forEach(it -> with(it.name(), "vpn.example.com:1194"));
      return wanted.stream().map(Inspection.Wanted::name).toList();
    }

    @Override
    public void forget() {}
  }

  private String server(String name) {
    return Objects.requireNonNull(profiles.get(name)).server();
  }

  /** A slash is no part of a name. */
  @Override
  public synchronized String rename(String name, String newName) {
    String now = newName.replace('/', '-');
    StoredProfile old = Objects.requireNonNull(profiles.remove(name));
    profiles.put(now, new StoredProfile(old.id(), now, old.server(), old.favourite()));
    return now;
  }

  @Override
  public synchronized String duplicate(String name) {
    with(name + " 2", server(name));
    return name + " 2";
  }

  @Override
  public synchronized void favourite(String name, boolean now) {
    StoredProfile old = Objects.requireNonNull(profiles.get(name));
    profiles.put(name, new StoredProfile(old.id(), name, old.server(), now));
  }

  @Override
  public synchronized void place(List<String> names) {
    placed = List.copyOf(names);
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
    texts.incrementAndGet();
    return text;
  }

  /** Refuses a text that does not begin with "client". */
  @Override
  public synchronized void revise(String name, String before, String newText) throws IOException {
    if (!newText.startsWith("client")) {
      throw new IOException(name + " does not begin with client");
    }
    String now = ProfileStore.fingerprint(text);
    if (!now.equals(before)) {
      throw new ChangedMeanwhileException(name, now);
    }
    text = newText;
  }

  @Override
  public synchronized Undo remove(String name) throws IOException {
    StoredProfile removed = profiles.remove(name);
    if (removed == null) {
      throw new IOException("there is no profile " + name);
    }
    return () -> putBack(removed);
  }

  private synchronized String putBack(StoredProfile removed) {
    String name = profiles.containsKey(removed.name()) ? removed.name() + " 2" : removed.name();
    with(removed.id(), name, removed.server());
    return name;
  }
}
