package org.culvert.app.ui.profiles;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.app.ui.imports.ImportShelf;
import org.culvert.core.api.KnownSecrets;

/** Where profiles are kept, as the window needs it. Calls block on files. */
public interface ProfileShelf extends ImportShelf {
  /** All profiles, in the user's order. */
  List<StoredProfile> list() throws IOException;

  /** The whole text of a profile, every file inline. */
  String text(String name) throws IOException;

  /**
   * Gives a profile another text, when it is good; all else stays.
   *
   * @param before the fingerprint of the text that was changed
   * @throws org.culvert.app.profiles.ChangedMeanwhileException when it is another one by now
   */
  void revise(String name, String before, String text) throws IOException;

  /** The secrets that are stored with a profile; the caller wipes them. */
  KnownSecrets known(String name) throws IOException;

  /**
   * What the keyring knows a profile by, where its user's secrets may be kept at all: not for a
   * profile that wants them forgotten ({@code auth-nocache}).
   */
  Optional<String> secretsId(String name) throws IOException;

  /** Takes a profile off the shelf, and keeps it for some days. */
  Undo remove(String name) throws IOException;

  /** Whether {@link #remove} would take it off. */
  default boolean removable(String name) {
    return true;
  }

  /**
   * Gives a profile another name, which no other has.
   *
   * @return the name as it is kept
   */
  String rename(String name, String newName) throws IOException;

  /**
   * Puts a copy of a profile beside it.
   *
   * @return the name of the copy
   */
  String duplicate(String name) throws IOException;

  /** Keeps a profile at the top, or no longer. */
  void favourite(String name, boolean now) throws IOException;

  /** Puts the profiles into this order; favourites stay before the others. */
  void place(List<String> names) throws IOException;

  /**
   * Watches for changes that others make, as the command line does.
   *
   * @param changed called on any thread: once when nothing can be missed any more, and some time
   *     after each change
   * @return ends it; a call that has begun may still come
   */
  default Runnable watch(Runnable changed) {
    return () -> {};
  }

  /** Takes a removal back. */
  @FunctionalInterface
  interface Undo {
    /**
     * Puts the profile back as it was.
     *
     * @return its name: with a number where its own was taken meanwhile
     */
    String run() throws IOException;

    /** Lets whoever takes the removal back later know that what a keyring had is forgotten. */
    default void loginForgotten() throws IOException {}
  }
}
