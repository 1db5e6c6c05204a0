package org.culvert.app.main;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.culvert.app.files.FolderWatch;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileReviser;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.RemovedProfiles;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.KnownSecrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored profiles, as the window needs them. */
public final class StoreShelf implements ProfileShelf {
  private static final Logger LOG = LoggerFactory.getLogger(StoreShelf.class);
  private static final Duration TIDYING = Duration.ofHours(1);

  private final ProfileStore store;
  private final ProfileImporter importer;
  private final SettingsStore settings;

  /** Over the user's own store. */
  public StoreShelf(ProfileStore store, ProfileImporter importer, SettingsStore settings) {
    this.store = store;
    this.importer = importer;
    this.settings = settings;
  }

  @Override
  public List<StoredProfile> list() throws IOException {
    List<StoredProfile> profiles = new ArrayList<>();
    for (var stored : store.settled()) {
      profiles.add(
          new StoredProfile(stored.id(), stored.name(), stored.server(), stored.favourite()));
    }
    return profiles;
  }

  @Override
  public Inspection inspect(List<ImportSource> sources) throws IOException {
    return new StoreInspector(store, importer).inspect(sources);
  }

  @Override
  public String rename(String name, String newName) throws IOException {
    return told(() -> store.rename(find(name), newName)).name();
  }

  @Override
  public String duplicate(String name) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    KnownSecrets known = store.known(stored);
    try {
      return told(() -> store.add(draft(stored, store.text(stored), known))).name();
    } finally {
      known.wipe();
    }
  }

  @Override
  public void favourite(String name, boolean now) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    told(
        () -> {
          store.favourite(stored, now);
          return stored;
        });
  }

  @Override
  public void place(List<String> names) throws IOException {
    Map<String, org.culvert.app.profiles.StoredProfile> byName = new HashMap<>();
    store.list().forEach(profile -> byName.put(profile.name(), profile));
    told(
        () -> {
          store.place(names.stream().map(byName::get).filter(Objects::nonNull).toList());
          return names;
        });
  }

  @Override
  public String text(String name) throws IOException {
    return store.text(find(name));
  }

  @Override
  public void revise(String name, String before, String text) throws IOException {
    told(() -> new ProfileReviser(store, importer).revise(find(name), before, text));
  }

  @Override
  public KnownSecrets known(String name) throws IOException {
    return store.known(find(name));
  }

  @Override
  public Optional<String> secretsId(String name) throws IOException {
    return store.secretsId(find(name));
  }

  @Override
  public Undo remove(String name) throws IOException {
    org.culvert.app.profiles.StoredProfile stored = find(name);
    RemovedProfiles removed = store.removed();
    return new WayBack(removed, removed.take(stored, different(stored)));
  }

  private record WayBack(RemovedProfiles all, RemovedProfiles.Removed one) implements Undo {
    @Override
    public String run() throws IOException {
      return told(() -> all.restore(one)).name();
    }

    @Override
    public void loginForgotten() throws IOException {
      all.loginForgotten(one);
    }
  }

  /** The window takes it back by itself; this is for a command that does later. */
  private String different(org.culvert.app.profiles.StoredProfile profile) {
    try {
      return settings.read().overrides(profile.name()).text();
    } catch (IOException e) {
      LOG.warn("what is different for a profile is not kept with it", e);
      return Overrides.NONE.text();
    }
  }

  @Override
  public Runnable watch(Runnable changed) {
    Runnable end = FolderWatch.over(store.folder(), changed);
    Thread tidying = Thread.ofVirtual().name("removed-profiles").start(this::forgetInTime);
    return () -> {
      end.run();
      tidying.interrupt();
    };
  }

  /** A window may run for weeks, and what was removed has private keys. */
  private void forgetInTime() {
    try {
      while (true) {
        Thread.sleep(TIDYING);
        store.removed().forgetOld();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("profiles that were removed long ago are not deleted", e);
    }
  }

  private static ProfileStore.Draft draft(
      org.culvert.app.profiles.StoredProfile stored, String text, KnownSecrets known) {
    return new ProfileStore.Draft(
        stored.name(),
        ProfileStore.IfTaken.NUMBER,
        text,
        known,
        stored.server(),
        stored.asksForPassword());
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException, ProfileException;
  }

  private static <T> T told(Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (ProfileException e) {
      throw new IOException(Texts.of(e.localProblem()), e);
    }
  }

  private org.culvert.app.profiles.StoredProfile find(String name) throws IOException {
    return told(() -> store.present(name));
  }
}
