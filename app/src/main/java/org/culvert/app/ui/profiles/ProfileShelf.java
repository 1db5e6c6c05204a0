package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.KnownSecrets;

/** Where profiles are kept, as the window needs it. Calls block on files. */
public interface ProfileShelf {
  /** All profiles, in no particular order. */
  List<StoredProfile> list() throws IOException;

  /** Checks what is in a file, and keeps the profiles in it that are good. */
  List<ImportResult> importFile(Path file) throws IOException;

  /** The whole text of a profile, every file inline. */
  String text(String name) throws IOException;

  /** The secrets that are stored with a profile; the caller wipes them. */
  KnownSecrets known(String name) throws IOException;

  /**
   * What the keyring knows a profile by, where its user's secrets may be kept at all: not for a
   * profile that wants them forgotten ({@code auth-nocache}).
   */
  Optional<String> secretsId(String name) throws IOException;

  /**
   * Takes a profile off the shelf.
   *
   * @return puts it back as it was
   */
  Undo remove(String name) throws IOException;

  /** Whether {@link #remove} would take it off. */
  default boolean removable(String name) {
    return true;
  }

  /** Takes a removal back. */
  @FunctionalInterface
  interface Undo {
    /** Puts the profile back as it was. */
    void run() throws IOException;
  }
}
