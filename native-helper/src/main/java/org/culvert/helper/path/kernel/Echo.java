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

  private Echo(boolean expected, long patience) {
    this.over = !expected;
    this.patience = patience;
  }

  /**
   * For what was agreed on; in seconds.
   *
   * @param asked whether the server has pushed the ping, and so pings as often itself
   * @param silence after which the kernel gives the server up: it is told before that
   */
  static Echo of(boolean asked, OptionalInt ping, OptionalInt silence) {
    long every = 1_000L * ping.orElse(0);
    long usual = 2 * every + SLACK;
    long before = silence.isPresent() ? 1_000L * (silence.getAsInt() - 2L) : usual;
    return new Echo(asked && ping.isPresent(), Math.max(every + 1_000, Math.min(usual, before)));
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
