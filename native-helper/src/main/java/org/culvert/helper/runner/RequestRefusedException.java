package org.culvert.helper.runner;

import org.culvert.core.api.Problem;

/** A request that is answered with {@code Refused}. Expected, so it carries no stack trace. */
public final class RequestRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Refuses because of {@code problem}. */
  public RequestRefusedException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  /** Why. */
  public Problem problem() {
    return problem;
  }
}
