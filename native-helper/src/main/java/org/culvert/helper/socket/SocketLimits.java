package org.culvert.helper.socket;

import java.time.Duration;

/**
 * What one client may take.
 *
 * @param connections of all users together; {@link Admission} says whom the last ones are for
 * @param connectionsPerOwner of one user
 * @param callsUnderWay on one connection
 * @param queuedLines that a client has not read; the same number of KiB bounds their size, except
 *     that one line of any size fits into an empty queue
 * @param greeting until the hello
 * @param line from a line's first byte to its last
 * @param turn to wait before reading on in a large line, while others have theirs read
 */
public record SocketLimits(
    int connections,
    int connectionsPerOwner,
    int callsUnderWay,
    int queuedLines,
    Duration greeting,
    Duration line,
    Duration turn) {
  /** Enough for a window and some scripts, and small beside the helper's heap. */
  public static final SocketLimits DEFAULT =
      new SocketLimits(
          128, 16, 8, 512, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
