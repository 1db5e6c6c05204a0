package org.culvert.core.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What one input may cost, whatever it holds. */
final class Budget {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /**
   * Runs the target in this thread and fails when it allocates too much. What is set up once for
   * the whole process, such as the tables of a curve at its first key, does not count.
   */
  void spend(FuzzTarget target, byte[] input) {
    if (allocatedBy(target, input) > target.budget()) {
      long again = allocatedBy(target, input);
      if (again > target.budget()) {
        throw new AssertionError(
            target.name() + " allocated " + again + " bytes for " + input.length);
      }
    }
  }

  /** The bytes that running the target takes from this thread's allocations. */
  long allocatedBy(FuzzTarget target, byte[] input) {
    long before = threads.getCurrentThreadAllocatedBytes();
    target.run(input);
    return threads.getCurrentThreadAllocatedBytes() - before;
  }
}
