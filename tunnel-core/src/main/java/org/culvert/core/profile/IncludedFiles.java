package org.culvert.core.profile;

import java.util.List;
import java.util.Optional;

/**
 * The files that a profile names ({@code ca ca.crt}). Asked only for relative names with forward
 * slashes and without {@code ..}; an implementation still has to refuse symbolic links that lead
 * out of the profile's folder, and anything that is not a regular file.
 */
@FunctionalInterface
public interface IncludedFiles {
  /** Files of one folder. */
  int MOST_LISTED = 10_000;

  /** Has no file at all: for profiles that must be complete in themselves. */
  IncludedFiles NONE = name -> Optional.empty();

  /**
   * The content of a file next to the profile, or nothing when it is not there or must not be read.
   */
  Optional<byte[]> read(String name);

  /**
   * The names of the regular files in a folder next to the profile, at most {@link #MOST_LISTED};
   * nothing when there is no such folder, or more in it. An implementation refuses links here, too.
   */
  default Optional<List<String>> list(String folder) {
    return Optional.empty();
  }
}
