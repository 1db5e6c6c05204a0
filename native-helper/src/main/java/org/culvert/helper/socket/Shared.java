package org.culvert.helper.socket;

import java.util.concurrent.ScheduledExecutorService;
import org.culvert.helper.policy.ByteBudget;

/**
 * What the connections of one server share.
 *
 * @param queues of lines that clients have not read
 * @param deaf for clients that are dropped because they do not read
 */
record Shared(
    ScheduledExecutorService timer, LargeLines largeLines, ByteBudget queues, Seldom deaf) {
  private static final long QUEUED_BYTES_EACH = 2 << 20;
  private static final long QUEUED_BYTES_TOGETHER = 8 << 20;

  static Shared with(ScheduledExecutorService timer) {
    return new Shared(
        timer,
        new LargeLines(),
        new ByteBudget(QUEUED_BYTES_EACH, QUEUED_BYTES_TOGETHER),
        new Seldom());
  }
}
