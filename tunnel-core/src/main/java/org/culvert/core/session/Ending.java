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
     * Over for a session that was not connected yet. One whose tunnel stands connects again: nobody
     * who proved to be the server has said this, and who sits on the way must not be able to take
     * the tunnel's protection down.
     */
    record StopUnlessUp() implements Next {}

    /** Ask the user what the {@link Login} lacks now, then connect again at the same place. */
    record Ask() implements Next {}

    /** Connect again at the same place and at once, in another way: nobody has failed. */
    record Again() implements Next {}

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

  static Ending ask() {
    return new Ending(Optional.empty(), new Next.Ask());
  }

  static Ending retry(Problem problem, Advance advance) {
    return new Ending(Optional.of(problem), new Next.Retry(advance, 0));
  }

  /** As the problem's kind says, when whoever caused it may be anybody. */
  static Ending unproven(Problem problem) {
    return switch (problem.code().kind()) {
      case WILL_RETRY -> retry(problem, Advance.NEXT_ADDRESS);
      case NEEDS_USER, WILL_NOT_WORK -> new Ending(Optional.of(problem), new Next.StopUnlessUp());
    };
  }

  /** As the problem's kind says, when we or the verified server caused it. */
  static Ending of(Problem problem) {
    return switch (problem.code().kind()) {
      case WILL_RETRY -> retry(problem, Advance.NEXT_ADDRESS);
      case NEEDS_USER, WILL_NOT_WORK -> stop(problem);
    };
  }
}
