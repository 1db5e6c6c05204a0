package org.culvert.app.ui.profiles;

import java.util.List;

/** What became of a file that was to be imported. */
public sealed interface ImportResult {
  /** It is in the list now. */
  record Imported(String name) implements ImportResult {}

  /** It was not imported and changed nothing. {@code file} is its name, for people. */
  record Rejected(String file, List<Defect> defects) implements ImportResult {
    public Rejected {
      defects = List.copyOf(defects);
    }
  }

  /**
   * One thing that is wrong with a profile.
   *
   * @param where file and line, for example {@code office.ovpn:12}
   * @param what one sentence
   * @param hint what to do; may be empty
   */
  record Defect(String where, String what, String hint) {}
}
