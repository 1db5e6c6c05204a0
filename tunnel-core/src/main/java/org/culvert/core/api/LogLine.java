package org.culvert.core.api;

import java.util.Locale;
import java.util.Optional;

/**
 * One event in a session's log. The text holds no secret and no control character.
 *
 * @param time milliseconds since the epoch
 * @param problem what the line tells of, where it tells of one
 */
public record LogLine(
    String session, long time, Level level, String text, Optional<Problem> problem) {
  /** A line that tells of no problem. */
  public LogLine(String session, long time, Level level, String text) {
    this(session, time, level, text, Optional.empty());
  }

  /** How a line begins that tells of new keys for a tunnel that stands. */
  public static final String NEW_KEYS = "new keys agreed";

  /** How a line begins that tells of keys which followed from those before, without agreeing. */
  public static final String NEXT_KEYS = "the keys changed by epoch";

  /** Whether keys followed from those before then, as they do with the epoch data format. */
  public boolean tellsOfNextKeys() {
    return text.startsWith(NEXT_KEYS);
  }

  /** Whether client and server agreed on new keys then. */
  public boolean tellsOfNewKeys() {
    return text.startsWith(NEW_KEYS);
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
