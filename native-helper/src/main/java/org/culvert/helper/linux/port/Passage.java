package org.culvert.helper.linux.port;

import java.util.concurrent.locks.LockSupport;

/**
 * Where one thread goes in and out of the kernel with a descriptor, and another waits until it is
 * out: to close it, only then may its number become somebody else's, or to have it for a moment.
 * Takes no lock, so that going through costs a loop next to nothing.
 *
 * <p>Whoever wants it empty first says so in a volatile field (for an end one of its own), and then
 * waits here; whoever enters looks at that field afterwards. Of the two, one sees the other.
 */
public final class Passage {
  private static final long LOOK_AGAIN_NANOS = 50_000;

  private volatile boolean inside;
  private volatile boolean barred;

  /** For the one thread that passes; waits while it is barred. */
  public void enter() {
    inside = true;
    while (barred) {
      inside = false;
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      inside = true;
    }
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

  /**
   * The same, and nobody enters until {@link #open()}; from one thread at a time.
   *
   * @param wake makes who is inside leave; called when nobody can come back any more
   */
  public void bar(Runnable wake) {
    barred = true;
    wake.run();
    awaitEmpty();
  }

  /** After {@link #bar}. */
  public void open() {
    barred = false;
  }
}
