package org.culvert.app.state;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Passes each call on at once; or, while it is slow, those of a while as one: for what nobody looks
 * at then. May be used by any thread.
 */
public final class Pace implements Runnable {
  private final Runnable target;
  private final Executor later;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean slow;

  /**
   * @param later runs what it is given after a while
   */
  public Pace(Runnable target, Executor later) {
    this.target = target;
    this.later = later;
  }

  /** Changes it; what waits for its time is passed on with the change to fast. */
  public void slow(boolean now) {
    slow = now;
    if (!now && waiting.get()) {
      target.run();
    }
  }

  @Override
  public void run() {
    if (!slow) {
      target.run();
    } else if (waiting.compareAndSet(false, true)) {
      later.execute(
          () -> {
            waiting.set(false);
            target.run();
          });
    }
  }
}
