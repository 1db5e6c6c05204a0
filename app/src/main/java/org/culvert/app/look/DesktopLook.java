package org.culvert.app.look;

import java.util.function.Consumer;

/** Knows how the desktop looks, beyond what the toolkit knows. */
@FunctionalInterface
public interface DesktopLook {
  /** A desktop that says nothing. */
  DesktopLook NONE = _ -> () -> {};

  /**
   * Begins to watch; returns at once.
   *
   * @param changed told the look once it is known, and each time that it changes, on a thread of
   *     its own
   * @return ends it
   */
  Runnable watch(Consumer<Look> changed);
}
