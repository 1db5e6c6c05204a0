package org.culvert.app.cli;

import org.culvert.core.api.Problem;

/** A command that did not do what it was asked for; the problem's code has the exit status. */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** What the user is told. */
  public CommandFailure(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
