package org.culvert.helper.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of the helper's small heap that users may hold for one purpose: so many each, and so many
 * together. What was taken must be given back. Called from any thread.
 */
public final class ByteBudget {
  private final long each;
  private final long together;
  private final Map<Owner, Long> held = new HashMap<>();
  private long sum;

  public ByteBudget(long each, long together) {
    this.each = each;
    this.together = together;
  }

  /** Whether there was room; when not, nothing has changed. */
  public synchronized boolean take(Owner owner, long bytes) {
    long own = held.getOrDefault(owner, 0L);
    if (own + bytes > each || sum + bytes > together) {
      return false;
    }
    held.put(owner, own + bytes);
    sum += bytes;
    return true;
  }

  /** Gives back a part or all of what was taken. */
  public synchronized void give(Owner owner, long bytes) {
    held.computeIfPresent(owner, (_, own) -> own > bytes ? own - bytes : null);
    sum -= bytes;
  }
}
