package org.culvert.helper.path;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A short pause of a loop before it waits for the next packet, as network cards make one (interrupt
 * moderation). Where packets come fast, but each finds the loop waiting already, each would wake it
 * alone, which costs the sender and the loop more than the packet does. After a pause there are
 * several: they take one wake-up and one system call, and the machine answers them with fewer
 * acknowledgements. Where the last packets did not come fast nothing is delayed. For one thread.
 */
public final class Moderation {
  /** With the slack of the kernel's timers it becomes about twice as long. */
  private static final long PAUSE_NANOS = 50_000;

  /** From so many packets a second on: of fewer a pause would gather none. */
  private static final int MANY = 20_000;

  /** So many are looked at together, or those of so long a time. */
  private static final int WINDOW = 8;

  private static final long LONGEST_WINDOW_NANOS = 1_000_000;

  /** After so many the caller waits once as ever, where it sees to other things as well. */
  private static final int MOST_IN_A_ROW = 16;

  private static final long SECOND = 1_000_000_000;

  private final LongSupplier nanoTime;
  private final LongConsumer parkNanos;
  private long begin;
  private int inWindow;
  private boolean many;
  private boolean fresh;
  private int row;

  /** By the machine's clock. */
  public Moderation() {
    this(System::nanoTime, LockSupport::parkNanos);
  }

  /** By a clock and with pauses that a test holds in its hand. */
  public Moderation(LongSupplier nanoTime, LongConsumer parkNanos) {
    this.nanoTime = nanoTime;
    this.parkNanos = parkNanos;
    this.begin = nanoTime.getAsLong();
  }

  /** So many packets came. */
  public void came(int packets) {
    inWindow += packets;
    fresh = true;
  }

  /**
   * When nothing is there any more: pauses where that is worth it. Returns whether it did; the
   * caller looks again then, and otherwise waits to be woken.
   */
  public boolean pause() {
    if (!isWorthIt(nanoTime.getAsLong())) {
      return false;
    }
    parkNanos.accept(PAUSE_NANOS);
    return true;
  }

  private boolean isWorthIt(long now) {
    long nanos = now - begin;
    if (inWindow >= WINDOW || nanos > LONGEST_WINDOW_NANOS) {
      many = inWindow * SECOND / Math.max(nanos, 1) >= MANY;
      begin = now;
      inWindow = 0;
    }
    boolean worthIt = many && fresh && row < MOST_IN_A_ROW;
    row = worthIt ? row + 1 : 0;
    fresh = false; // a pause in vain is not made again
    return worthIt;
  }
}
