package org.culvert.helper.linux.port;

import java.util.concurrent.locks.LockSupport;

/**
 * Where one thread goes in and out of the kernel with a descriptor, and another waits before it
 * closes that: only then may its number become somebody else's. Takes no lock, so that going
 * through costs a loop next to nothing.
 *
 * <p>Whoever closes first says so in a volatile field, and then waits here; whoever enters looks at
 * that field afterwards. Of the two, one sees the other.
 */
public final class Passage {
  private static final long LOOK_AGAIN_NANOS = 50_000;

  private volatile boolean inside;

  /** For the one thread that passes. */
  public void enter() {
    inside = true;
  }

  /** The same thread is out again. */
  public void leave() {
    inside = false;
  }

  /** Waits until nobody is inside; who is has been told to leave. */
  public void awaitEmpty() {
    while (inside) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
  }
}
