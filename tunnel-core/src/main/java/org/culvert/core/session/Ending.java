package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.Problem;

/**
 * How an attempt ended.
 *
 * @param problem why; empty when the user wanted it
 */
public record Ending(Optional<Problem> problem, Next next) {

  /** What should happen now. */
  public sealed interface Next {
    /** Nothing: the session is over. */
    record Stop() implements Next {}

    /**
     * Connect again.
     *
     * @param pauseSeconds at least so long; the retry policy may wait longer
     */
    record Retry(Advance advance, int pauseSeconds) implements Next {}
  }

  /** Where to connect next. */
  public enum Advance {
    SAME,
    NEXT_ADDRESS,
    NEXT_REMOTE
  }

  static Ending stop() {
    return new Ending(Optional.empty(), new Next.Stop());
  }

  static Ending stop(Problem problem) {
    return new Ending(Optional.of(problem), new Next.Stop());
  }

  static Ending retry(Problem problem, Advance advance) {
    return new Ending(Optional.of(problem), new Next.Retry(advance, 0));
  }

  /** Stops or retries as the problem's kind says. */
  static Ending of(Problem problem) {
    return switch (problem.code().kind()) {
      case WILL_RETRY -> retry(problem, Advance.NEXT_ADDRESS);
      case NEEDS_USER, WILL_NOT_WORK -> stop(problem);
    };
  }
}
