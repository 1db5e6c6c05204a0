package org.culvert.core.session;

import java.util.OptionalInt;

/** Whether too little went through the tunnel for too long (wire reference 7.7). */
final class Inactivity {
  private final long span;
  private final long leastBytes;
  private long bytes;
  private long since;

  /**
   * @param seconds 0 or empty is off
   * @param leastBytes payload in both directions that keeps the tunnel for another span
   */
  Inactivity(OptionalInt seconds, int leastBytes, long now) {
    this.span = seconds.orElse(0) == 0 ? Long.MAX_VALUE : seconds.getAsInt() * 1000L;
    this.leastBytes = Math.max(1, leastBytes);
    this.since = now;
  }

  /** Whether the tunnel has been idle for the whole span. */
  boolean look(long now, Traffic traffic) {
    long total = traffic.bytesIn() + traffic.bytesOut();
    if (total - bytes >= leastBytes) {
      bytes = total;
      since = now;
    }
    return now - since >= span;
  }

  long seconds() {
    return span / 1000;
  }
}
