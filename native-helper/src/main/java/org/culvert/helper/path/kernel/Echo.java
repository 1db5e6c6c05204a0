package org.culvert.helper.path.kernel;

import java.util.OptionalInt;

/**
 * Whether anything comes back after a connection began: on some kernels nothing does (kernel
 * reference 21, "tunnel up, no payload"). A server that pings is bound to send; from any other one
 * an answer is expected once many packets have gone out. A silence is told once. Milliseconds.
 */
final class Echo {
  /** A server's pings may be late, and one may be lost. */
  private static final long SLACK = 5_000;

  /** Traffic that asks for nothing back is rare: a log sent by UDP, say. */
  private static final long UNANSWERED_FOR = 30_000;

  private static final long UNANSWERED_PACKETS = 30;

  private final boolean serverPings;
  private final long patience;
  private long since = Long.MAX_VALUE;
  private boolean over;

  private Echo(boolean serverPings, long patience) {
    this.serverPings = serverPings;
    this.patience = patience;
  }

  /**
   * For what was agreed on; in seconds.
   *
   * @param asked whether the server has pushed the ping, and so pings as often itself, where we are
   *     to listen for that
   * @param silence after which the kernel gives the server up: it is told before that
   */
  static Echo of(boolean asked, OptionalInt ping, OptionalInt silence) {
    if (!asked || ping.isEmpty() || silence.isEmpty()) {
      return new Echo(false, UNANSWERED_FOR);
    }
    long every = 1_000L * ping.getAsInt();
    long usual = 2 * every + SLACK;
    long before = 1_000L * (silence.getAsInt() - 2L);
    return new Echo(true, Math.max(every + 1_000, Math.min(usual, before)));
  }

  /** Takes the counters; returns true once, when too long a silence is found. */
  boolean isMissing(long now, KernelStats stats) {
    if (over) {
      return false;
    }
    if (stats.linkPacketsIn() > 0) {
      over = true;
      return false;
    }
    if (stats.linkPacketsOut() > 0) {
      since = Math.min(since, now);
      // Our own pings ask for nothing.
      over = now - since >= patience && (serverPings || stats.packetsOut() >= UNANSWERED_PACKETS);
    }
    return over;
  }
}
