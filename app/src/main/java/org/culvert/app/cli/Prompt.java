package org.culvert.app.cli;

import java.util.Optional;
import org.culvert.core.api.Credentials;

/** Asks the person at the terminal, if there is one. */
@FunctionalInterface
public interface Prompt {
  /** Where nobody can be asked. */
  Prompt NOBODY = _ -> Optional.empty();

  /**
   * Asks for user name and password.
   *
   * @param text why it asks
   */
  Optional<Credentials> credentials(String text);
}
