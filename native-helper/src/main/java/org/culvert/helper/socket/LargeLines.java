package org.culvert.helper.socket;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.culvert.helper.policy.Owner;

/**
 * Turns for reading a large line, which takes a multiple of its size from a small heap: one at a
 * time for each user, and a few for all. Others wait, without reading on.
 */
final class LargeLines {
  /** Lines of this many bytes are large; ordinary requests are far below. */
  static final int LARGE = 64 << 10;

  private static final int AT_ONCE = 3;

  private final Semaphore all = new Semaphore(AT_ONCE, true);
  private final Map<Owner, Semaphore> owners = new ConcurrentHashMap<>();

  /** Whether it became the owner's turn within the limit; then {@link #leave} must follow. */
  boolean enter(Owner owner, Duration limit) throws InterruptedException {
    Semaphore own = owners.computeIfAbsent(owner, _ -> new Semaphore(1, true));
    long nanos = limit.toNanos();
    if (!own.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      return false;
    }
    if (!all.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      own.release();
      return false;
    }
    return true;
  }

  void leave(Owner owner) {
    all.release();
    owners.computeIfAbsent(owner, _ -> new Semaphore(0, true)).release();
  }
}
