package org.culvert.app.profiles;

import java.io.IOException;
import org.culvert.core.api.KnownSecrets;

/** Gives stored profiles another text, when it is good and nobody else was faster. */
public final class ProfileReviser {
  private final ProfileStore store;
  private final ProfileImporter importer;

  /** Over a store. */
  public ProfileReviser(ProfileStore store, ProfileImporter importer) {
    this.store = store;
    this.importer = importer;
  }

  /**
   * Checks a text and stores it. All else stays: name and place, and a login of which the text says
   * nothing.
   *
   * @param before the {@link ProfileStore#fingerprint} of the text that was changed
   * @throws ProfileException when something is wrong with the text, or the profile is gone
   * @throws ChangedMeanwhileException when the stored text is another one by now
   */
  public StoredProfile revise(StoredProfile profile, String before, String text)
      throws IOException, ProfileException {
    FoundProfile found = importer.lookAt(profile.name(), text);
    if (found.profile().isEmpty()) {
      throw ProfileException.because(found.errors().getFirst());
    }
    ProfileStore.Draft draft = found.draft(profile.name(), ProfileStore.IfTaken.REFUSE);
    try {
      return store.change(() -> write(current(profile), before, draft));
    } finally {
      draft.known().wipe();
    }
  }

  private StoredProfile write(StoredProfile old, String before, ProfileStore.Draft draft)
      throws IOException {
    String now = ProfileStore.fingerprint(store.text(old));
    if (!now.equals(before)) {
      throw new ChangedMeanwhileException(old.name(), now);
    }
    StoredProfile revised = old.at(draft.server(), draft.asksForPassword());
    KnownSecrets known = store.known(old);
    try {
      store.files().write(revised, draft.text(), draft.known().or(known));
    } finally {
      known.wipe();
    }
    return revised;
  }

  /** It may have another name by now. */
  private StoredProfile current(StoredProfile profile) throws IOException, ProfileException {
    return store.list().stream()
        .filter(stored -> stored.id().equals(profile.id()))
        .findFirst()
        .orElseThrow(() -> ProfileException.because("removed-while-edited", profile.name()));
  }
}
