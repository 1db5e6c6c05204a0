package org.culvert.core.api;

import java.util.Locale;
import java.util.Optional;

/**
 * One event in a session's log. The text holds no secret and no control character.
 *
 * @param time milliseconds since the epoch
 * @param problem what the line tells of, where it tells of one
 * @param code what else it tells of, where more than its words matters; empty from an older helper
 */
public record LogLine(
    String session,
    long time,
    Level level,
    String text,
    Optional<Problem> problem,
    Optional<LogCode> code) {
  /** A line of nothing but words. */
  public LogLine(String session, long time, Level level, String text) {
    this(session, time, level, text, Optional.empty());
  }

  /** A line that may tell of a problem. */
  public LogLine(String session, long time, Level level, String text, Optional<Problem> problem) {
    this(session, time, level, text, problem, Optional.empty());
  }

  /** A line that tells of something that has a code. */
  public LogLine(String session, long time, LogCode code, String text) {
    this(session, time, Level.INFO, text, Optional.empty(), Optional.of(code));
  }

  /** How much it matters. */
  public enum Level {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    /** The name in JSON and in {@code culvert log}. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
