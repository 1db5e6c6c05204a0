package org.culvert.app.ui.profiles;

import java.util.List;

/** What became of a file that was to be imported. */
public sealed interface ImportResult {
  /** The name of the file, for people. */
  String file();

  /**
   * It is in the list now.
   *
   * @param isNew false when it was there before and nothing was changed
   * @param warnings what its user should know before connecting
   */
  record Imported(String file, String name, boolean isNew, List<Defect> warnings)
      implements ImportResult {
    public Imported {
      warnings = List.copyOf(warnings);
    }
  }

  /** It was not imported and changed nothing. */
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
