package org.culvert.core.profile;

import java.util.OptionalInt;

/**
 * What a profile wants in a session's log.
 *
 * @param verb how much; empty for everything that there is
 * @param mute after how many equal lines in succession further ones are only counted; 0 or empty
 *     for never
 */
public record LogSettings(OptionalInt verb, OptionalInt mute) {
  /** Everything. */
  public static final LogSettings ALL = new LogSettings(OptionalInt.empty(), OptionalInt.empty());

  private static final int LEAST_WITH_DETAILS = 4;

  /** Whether details for experts are wanted. */
  public boolean details() {
    return verb.isEmpty() || verb.getAsInt() >= LEAST_WITH_DETAILS;
  }
}
