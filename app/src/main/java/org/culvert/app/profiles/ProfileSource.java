package org.culvert.app.profiles;

import java.io.IOException;
import java.util.List;
import org.culvert.core.profile.IncludedFiles;

/**
 * Where profiles come from: a file, a folder, an archive, an address or standard input, opened.
 *
 * @param candidates what looks like a profile in it; never empty
 */
record ProfileSource(List<Candidate> candidates) {
  ProfileSource {
    candidates = List.copyOf(candidates);
  }

  /**
   * One that looks like a profile.
   *
   * @param content read when it is wanted, for all together may be too much to hold
   */
  record Candidate(String fileName, Bytes content, IncludedFiles files) {}

  /** Bytes in a record. */
  @FunctionalInterface
  interface Bytes {
    byte[] get() throws IOException, ProfileException;
  }
}
