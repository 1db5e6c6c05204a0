package org.culvert.core.session;

import org.culvert.core.api.Problem;

/** The server's data cipher is not one that the profile allows. */
final class CipherRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  CipherRefusedException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
