package org.culvert.core.api;

import java.util.List;

/**
 * Something that went wrong, told to a user. Arguments never hold a secret; text that came from a
 * server is cleaned of control characters before it becomes one.
 */
public record Problem(ProblemCode code, List<String> args) {
  public Problem {
    args = List.copyOf(args);
  }

  /** A problem with the arguments that its code's texts name. */
  public static Problem of(ProblemCode code, String... args) {
    return new Problem(code, List.of(args));
  }

  /** What failed, and where: one sentence without a final stop. */
  public String message() {
    return code.message(args.toArray());
  }

  /** What to do next. */
  public String hint() {
    return code.hint(args.toArray());
  }
}
