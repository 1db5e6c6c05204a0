package org.culvert.app.main;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.culvert.app.profiles.FoundProfile;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileNames;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.app.profiles.WebChallengeException;
import org.culvert.app.profiles.WebLogin;
import org.culvert.app.ui.imports.Defect;
import org.culvert.app.ui.imports.ImportPreview;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Problem;
import org.culvert.core.profile.DataPathReason;
import org.culvert.core.profile.Finding;
import org.culvert.core.profile.LoginSettings;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;

/** Looks at profiles for the window, and keeps what it found until the user has decided. */
final class StoreInspector {
  private final ProfileStore store;
  private final ProfileImporter importer;

  StoreInspector(ProfileStore store, ProfileImporter importer) {
    this.store = store;
    this.importer = importer;
  }

  Inspection inspect(List<ImportSource> sources) throws IOException {
    // Equal texts are one profile, stored or not.
    Map<String, String> known = new HashMap<>();
    store.byText().forEach((print, profile) -> known.put(print, profile.name()));
    List<ImportPreview> previews = new ArrayList<>();
    List<Optional<FoundProfile>> found = new ArrayList<>();
    for (ImportSource source : sources) {
      try {
        for (FoundProfile profile : look(source)) {
          previews.add(preview(profile, known));
          found.add(Optional.of(profile));
        }
      } catch (WebChallengeException e) {
        return new Inspection.Challenge(e.text(), e.echo(), e::password);
      } catch (ProfileException e) {
        Defect why = defect(name(source), e.localProblem());
        if (source instanceof ImportSource.Web) {
          return new Inspection.Refused(why);
        }
        previews.add(new ImportPreview.Bad(name(source), List.of(why)));
        found.add(Optional.empty());
      }
    }
    Set<String> taken =
        store.list().stream()
            .map(profile -> ProfileNames.keyOfWanted(profile.name()))
            .collect(Collectors.toUnmodifiableSet());
    return new Kept(importer, List.copyOf(previews), List.copyOf(found), taken);
  }

  private List<FoundProfile> look(ImportSource source) throws ProfileException {
    return switch (source) {
      case ImportSource.File(Path path) -> importer.lookAt(path);
      case ImportSource.Text(String text) -> List.of(pasted(text));
      case ImportSource.Web(String address, Optional<ImportSource.Login> login) ->
          look(
              address, login.map(it -> new WebLogin(it.username(), it.password(), it.autologin())));
    };
  }

  private List<FoundProfile> look(String source, Optional<WebLogin> login) throws ProfileException {
    return importer.look(source, login, InputStream.nullInputStream());
  }

  /** A text has no file name: its server names it. */
  private FoundProfile pasted(String text) {
    FoundProfile profile = importer.lookAt("clipboard", text);
    Optional<String> server =
        profile
            .profile()
            .filter(it -> it.friendlyName().isEmpty())
            .map(it -> it.remotes().getFirst().host());
    return new FoundProfile(
        profile.source(), server.orElse(profile.wanted()), profile.bundle(), Optional.empty());
  }

  private static String name(ImportSource source) {
    return switch (source) {
      case ImportSource.File(Path path) -> file(path.toString());
      case ImportSource.Text _, ImportSource.Web _ -> "";
    };
  }

  private static ImportPreview preview(FoundProfile found, Map<String, String> known) {
    String file = file(found.source());
    Optional<Profile> profile = found.profile();
    if (profile.isEmpty()) {
      return new ImportPreview.Bad(
          file,
          found
              .unread()
              .map(why -> List.of(defect(file, why)))
              .orElseGet(() -> found.errors().stream().map(StoreInspector::defect).toList()));
    }
    String print = ProfileStore.fingerprint(found.bundle().text().orElseThrow());
    Optional<String> same = Optional.ofNullable(known.putIfAbsent(print, found.name()));
    return new ImportPreview.Good(
        file,
        found.name(),
        profile.get().remotes().stream().map(StoreInspector::server).toList(),
        signIn(profile.get()),
        new ImportPreview.ExpectedPath(DataPathReason.of(profile.get()), onlyTcp(profile.get())),
        found.warnings().stream().map(StoreInspector::defect).toList(),
        same);
  }

  /** Of the servers to which the kernel could carry a connection; of all where there is none. */
  private static boolean onlyTcp(Profile profile) {
    List<Remote> fit =
        profile.remotes().stream()
            .filter(remote -> DataPathReason.obstacles(profile, remote).isEmpty())
            .toList();
    return (fit.isEmpty() ? profile.remotes() : fit)
        .stream().allMatch(remote -> remote.transport() == Remote.Transport.TCP);
  }

  private static String server(Remote remote) {
    String host = remote.host().contains(":") ? "[" + remote.host() + "]" : remote.host();
    return host + ":" + remote.port() + " (" + remote.transport() + ")";
  }

  private static ImportPreview.SignIn signIn(Profile profile) {
    return new ImportPreview.SignIn(
        profile.tls().certificate().isPresent() || profile.tls().pkcs12().isPresent(),
        profile.userPass(),
        profile.credentials().isPresent(),
        profile.login().challenge().map(LoginSettings.StaticChallenge::text));
  }

  private static Defect defect(String file, Problem problem) {
    return new Defect(file, Texts.of(problem), Texts.hint(problem));
  }

  private static Defect defect(Finding finding) {
    String file = file(finding.file());
    return new Defect(
        finding.line() > 0 ? file + ":" + finding.line() : file,
        Texts.of(finding),
        Texts.hint(finding));
  }

  /** Who made an archive chose its names. */
  private static String file(String source) {
    return PrintableText.whole(source.substring(source.lastIndexOf('/') + 1));
  }

  /** What was found, with the texts and secrets that the window does not need to know. */
  private record Kept(
      ProfileImporter importer,
      List<ImportPreview> previews,
      List<Optional<FoundProfile>> found,
      Set<String> taken)
      implements Inspection.Found {
    @Override
    public boolean isTaken(String name) {
      return taken.contains(ProfileNames.keyOfWanted(name));
    }

    @Override
    public List<String> store(List<Inspection.Wanted> wanted, boolean replacing)
        throws IOException {
      try {
        return importer
            .storeAll(
                wanted.stream()
                    .map(
                        it ->
                            new ProfileImporter.Accepted(
                                found.get(it.index()).orElseThrow(), it.name()))
                    .toList(),
                replacing ? ProfileStore.IfTaken.REPLACE : ProfileStore.IfTaken.NUMBER)
            .stream()
            .map(StoredProfile::name)
            .toList();
      } catch (ProfileException e) {
        throw new IOException(Texts.of(e.localProblem()), e);
      }
    }

    @Override
    public void forget() {
      found.forEach(it -> it.ifPresent(profile -> ProfileImporter.known(profile.bundle()).wipe()));
    }

    /** Leaves out what was found. */
    @Override
    public String toString() {
      return "Kept[" + previews.size() + "]";
    }
  }
}
