package org.culvert.app.profiles;

import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;

/** A profile that cannot be imported, found or stored; nothing was changed. */
public sealed class ProfileException extends Exception
    permits OneNameException, WebChallengeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Wraps what the user is told. */
  public ProfileException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  static ProfileException invalid(String what, String whatToDo) {
    return new ProfileException(Problem.of(ProblemCode.PROFILE_INVALID, what, whatToDo));
  }

  /** What the user is told. */
  public final Problem problem() {
    return problem;
  }
}
