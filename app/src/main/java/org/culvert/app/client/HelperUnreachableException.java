package org.culvert.app.client;

import org.culvert.core.api.Problem;

/** No helper answers at the socket. */
public final class HelperUnreachableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Wraps what the user is told. */
  public HelperUnreachableException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** What the user is told, usually {@code HELPER_UNREACHABLE} or {@code HELPER_SILENT}. */
  public Problem problem() {
    return problem;
  }
}
