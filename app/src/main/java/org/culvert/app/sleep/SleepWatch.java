package org.culvert.app.sleep;

/** Knows when the machine has slept. */
@FunctionalInterface
public interface SleepWatch {
  /** A machine that tells nobody. */
  SleepWatch NONE = _ -> () -> {};

  /**
   * Begins to watch; returns at once.
   *
   * @param woke called, on a thread of its own, each time that the machine is awake again
   * @return ends it
   */
  Runnable watch(Runnable woke);
}
