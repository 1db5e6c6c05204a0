package org.culvert.app.cli;

import java.util.Optional;
import org.culvert.app.explain.Explanation;
import org.culvert.core.api.Problem;

/** A command that did not do what it was asked for; the problem's code has the exit status. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Optional<Explanation> explanation;

  /** What the user is told. */
  public CommandFailure(Problem problem) {
    this(problem, Optional.empty());
  }

  private CommandFailure(Problem problem, Optional<Explanation> explanation) {
    super(problem.message());
    this.problem = problem;
    this.explanation = explanation;
  }

  /** With words of somebody who knows more than the problem. */
  CommandFailure(Problem problem, Explanation explanation) {
    this(problem, Optional.of(explanation));
  }

  Problem problem() {
    return problem;
  }

  /** The words for it, where only somebody who knows more than the problem has them. */
  Optional<Explanation> explanation() {
    return explanation;
  }
}
