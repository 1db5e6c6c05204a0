package org.culvert.app.profiles;

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

  /** One that looks like a profile. */
  record Candidate(String fileName, Bytes content, IncludedFiles files) {}

  /** Bytes in a record. */
  @FunctionalInterface
  interface Bytes {
    byte[] get();
  }
}
