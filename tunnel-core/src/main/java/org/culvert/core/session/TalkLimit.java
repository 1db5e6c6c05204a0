package org.culvert.core.session;

import java.util.Optional;

/**
 * How much a server may have logged and shown: every sentence costs each listener an event. Further
 * ones are left out and counted. Times are those of the session's clock.
 */
final class TalkLimit {
  /** Sentences in an interval. */
  static final int MOST = 50;

  /** In milliseconds. */
  static final long INTERVAL = 10_000;

  private long endsAt = Long.MIN_VALUE;
  private int said;
  private int leftOut;
  private long tellAt = Long.MAX_VALUE;

  /** Whether there is room for one more sentence, which is counted. */
  boolean allows(long now) {
    if (now >= endsAt) {
      endsAt = now + INTERVAL;
      said = 0;
    }
    if (said < MOST) {
      said++;
      return true;
    }
    if (leftOut++ == 0) {
      tellAt = endsAt;
    }
    return false;
  }

  /** How many were left out, as a sentence, once in an interval. */
  Optional<String> leftOut(long now) {
    if (now < tellAt) {
      return Optional.empty();
    }
    String sentence = "the server says too much; messages left out: " + leftOut;
    leftOut = 0;
    tellAt = Long.MAX_VALUE;
    return Optional.of(sentence);
  }

  /** When {@link #leftOut} has something to say. */
  long deadline() {
    return tellAt;
  }
}
