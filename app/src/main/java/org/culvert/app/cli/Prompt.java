package org.culvert.app.cli;

import java.util.Optional;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;

/** Asks the person at the terminal, if there is one. */
@FunctionalInterface
public interface Prompt {
  /** Where nobody can be asked. */
  Prompt NOBODY = (_, _) -> Optional.empty();

  /**
   * Asks what a session wants to know, other than a web login.
   *
   * @param session who asks
   * @return empty when there is nobody, or nobody who wants to answer
   */
  Optional<Reply> answer(String session, Question question);
}
