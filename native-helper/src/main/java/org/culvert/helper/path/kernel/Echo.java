package org.culvert.helper.path.kernel;

import java.util.OptionalInt;

/**
 * Whether anything comes back after a connection began: on some kernels nothing does (kernel
 * reference 21, "tunnel up, no payload"). Only a server that pings is bound to send; a silence that
 * no ping breaks is told once. Milliseconds.
 */
final class Echo {
  /** A server's pings may be late, and one may be lost. */
  private static final long SLACK = 5_000;

  private final long patience;
  private long since = Long.MAX_VALUE;
  private boolean over;

  /**
   * @param ping what the server has pushed, which it does as well; in seconds
   */
  Echo(OptionalInt ping) {
    this.over = ping.isEmpty();
    this.patience = 2_000L * ping.orElse(0) + SLACK;
  }

  /** Takes the counters; returns true once, when too long a silence is found. */
  boolean isMissing(long now, KernelStats stats) {
    if (over) {
      return false;
    }
    if (stats.linkPacketsIn() > 0) {
      over = true;
    } else if (stats.linkPacketsOut() > 0) {
      since = Math.min(since, now);
      over = now - since >= patience;
      return over;
    }
    return false;
  }
}
