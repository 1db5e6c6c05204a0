package org.culvert.app.ui.imports;

import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.culvert.core.api.Secret;

/** What came of looking at sources. Nothing is imported by it. */
public sealed interface Inspection {
  /** Profiles, good and bad; there is at least one. */
  non-sealed interface Found extends Inspection {
    /** What is known of each. */
    List<ImportPreview> previews();

    /** Whether a profile that is there has the name that this one would be kept under. */
    boolean isTaken(String name);

    /**
     * Imports some of them: all that are wanted, or none. Blocks on files.
     *
     * @param replacing whether they take the places of profiles of their names
     * @return the names that they got
     */
    List<String> store(List<Wanted> wanted, boolean replacing) throws IOException;

    /** Wipes what came with them. */
    void forget();
  }

  /** One of the profiles that were found, by its place among them, and the name for it. */
  record Wanted(int index, String name) {}

  /** The source itself cannot be read. */
  record Refused(Defect why) implements Inspection {}

  /**
   * The source asks for a second step.
   *
   * @param echo whether the response may be seen
   * @param password makes of the response what takes the place of the password
   */
  record Challenge(String text, boolean echo, UnaryOperator<Secret> password)
      implements Inspection {}
}
