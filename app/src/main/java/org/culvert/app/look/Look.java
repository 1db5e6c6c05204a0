package org.culvert.app.look;

import java.util.Optional;

/**
 * What the desktop says; empty where it says nothing.
 *
 * @param dark whether it is dark
 * @param calm whether things should not move
 */
public record Look(Optional<Boolean> dark, Optional<Boolean> calm) {
  /** It says nothing. */
  public static final Look UNSAID = new Look(Optional.empty(), Optional.empty());
}
