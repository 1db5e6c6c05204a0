package org.culvert.app.explain;

import java.util.Optional;

/**
 * A problem for somebody who knows no protocols. Says no more than is known: where two causes look
 * alike, both are named.
 *
 * @param happened one sentence without a final stop
 * @param meaning what it probably means; empty where what happened says it all
 * @param remedy what to do
 * @param fix what Culvert can do about it at once
 */
public record Explanation(String happened, String meaning, String remedy, Optional<Fix> fix) {
  /** Meaning and remedy, one after the other. */
  public String advice() {
    return meaning.isEmpty() ? remedy : meaning + "\n" + remedy;
  }

  /** Something that helps and needs only a word of the user's. */
  public enum Fix {
    /** Connect by the TCP servers that the profile names, and no others. */
    CONNECT_BY_TCP,
    /** Look at this machine, as {@code culvert doctor} does. */
    LOOK_AT_MACHINE
  }
}
