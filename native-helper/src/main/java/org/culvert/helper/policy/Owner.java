package org.culvert.helper.policy;

import java.nio.file.attribute.UserPrincipal;

/**
 * The user behind a connection, as the kernel tells it. The JDK's principals are equal exactly when
 * their numeric user ids are, whatever the user database calls them.
 */
public record Owner(UserPrincipal principal) {
  /** For the log: the user's name, or the number of one without a name. */
  @Override
  public String toString() {
    return principal.getName();
  }
}
