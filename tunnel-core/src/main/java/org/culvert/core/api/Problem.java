package org.culvert.core.api;

import java.util.List;
import java.util.Optional;

/**
 * Something that went wrong, told to a user. Arguments never hold a secret; text that came from a
 * server is cleaned of control characters before it becomes one.
 *
 * @param flaw what the arguments say in English, where it was found in a profile
 */
public record Problem(ProblemCode code, List<String> args, Optional<Flaw> flaw) {
  public Problem {
    args = List.copyOf(args);
  }

  /** A problem of which the arguments say everything. */
  public Problem(ProblemCode code, List<String> args) {
    this(code, args, Optional.empty());
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
