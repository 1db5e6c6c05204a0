package org.culvert.core.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one input may cost, whatever it holds. */
final class Budget {
  /** Everything that is allocated on the way counts, not only what is alive at a time. */
  static final long MAX_ALLOCATED = 16L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Runs the target in this thread and fails when it allocates too much. */
  long spend(FuzzTarget target, byte[] input) {
    long before = threads.getCurrentThreadAllocatedBytes();
    target.run(input);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MAX_ALLOCATED) {
      throw new AssertionError(
          target.name() + " allocated " + allocated + " bytes for " + input.length);
    }
    return allocated;
  }
}
