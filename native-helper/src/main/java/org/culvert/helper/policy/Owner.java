package org.culvert.helper.policy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/**
 * The user behind a connection, as the kernel tells it. The JDK's principals are equal exactly when
 * their numeric user ids are, whatever the user database calls them.
 */
public record Owner(UserPrincipal principal) {
  /** Whoever {@link #toString} named, be it by a number; empty when there is no such user. */
  public static Optional<Owner> named(String name) {
    try {
      return Optional.of(
          new Owner(
              FileSystems.getDefault()
                  .getUserPrincipalLookupService()
                  .lookupPrincipalByName(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether it is who may do everything on the machine anyway. */
  public boolean isRoot() {
    return named("root").filter(this::equals).isPresent();
  }

  /** For the log: the user's name, or the number of one without a name. */
  @Override
  public String toString() {
    return principal.getName();
  }
}
