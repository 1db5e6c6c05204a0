package org.culvert.app.diagnostics;

import java.util.Set;

/**
 * A profile that may be shown.
 *
 * @param secrets what was taken out of it and must not stand anywhere else either
 * @param names of hosts and users that are in it
 */
record RedactedProfile(String text, Set<String> secrets, Set<String> names) {
  RedactedProfile {
    secrets = Set.copyOf(secrets);
    names = Set.copyOf(names);
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "RedactedProfile[" + text.length() + " characters]";
  }
}
