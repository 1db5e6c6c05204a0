package org.culvert.core.profile;

/**
 * The times of one server's attempts, in seconds.
 *
 * @param retry pause between attempts
 * @param longestRetry what that grows to
 * @param answer no answer in so long, from the beginning of the attempt: next server
 */
public record Pace(int retry, int longestRetry, int answer) {
  /** What OpenVPN does when a profile says nothing. */
  public static final Pace DEFAULT = new Pace(1, 300, 120);

  public Pace {
    longestRetry = Math.max(retry, longestRetry);
  }
}
