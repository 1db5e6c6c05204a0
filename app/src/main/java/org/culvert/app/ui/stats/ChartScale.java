package org.culvert.app.ui.stats;

/**
 * The rate at the top of the chart: a round number, approached smoothly when it changes. Works on
 * primitives only; belongs to one chart.
 */
final class ChartScale {
  /** Below this an idle link would look busy: 10 kbit/s. */
  static final double SMALLEST = 10_000;

  /** How quickly the scale follows, in milliseconds. */
  private static final double EASING = 140;

  /** A step of time this long, in milliseconds, ends every movement. */
  private static final long LONG_AGO = 1_000;

  private double target = SMALLEST;
  private double shown = SMALLEST;
  private long lastFrame = Long.MIN_VALUE;

  /** The smallest of 1, 2, 4 or 8 times a power of ten that leaves a little room above the peak. */
  static double topFor(double peak) {
    double wanted = Math.max(SMALLEST, peak * 1.05);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    if (wanted <= power) {
      return power;
    }
    if (wanted <= 2 * power) {
      return 2 * power;
    }
    if (wanted <= 4 * power) {
      return 4 * power;
    }
    return wanted <= 8 * power ? 8 * power : 10 * power;
  }

  /**
   * The top to use after {@code current}: grows at once, and shrinks only when the peak leaves some
   * room below the next smaller top, so that the scale does not flicker.
   */
  static double next(double current, double peak) {
    double wanted = topFor(peak);
    return wanted > current || topFor(peak * 1.1) < current ? wanted : current;
  }

  /**
   * Moves on to a frame.
   *
   * @param now milliseconds on the clock that all calls share
   * @param peak the highest rate in view
   * @return whether {@link #target} changed, so that the marks must too
   */
  boolean follow(long now, double peak) {
    double next = next(target, peak);
    boolean changed = next != target;
    target = next;
    boolean first = lastFrame == Long.MIN_VALUE;
    double elapsed = first ? LONG_AGO : Math.max(0, now - lastFrame);
    lastFrame = now;
    if (shown != target) {
      shown += (target - shown) * (1 - Math.exp(-elapsed / EASING));
      if (Math.abs(shown - target) < target * 0.002) {
        shown = target;
      }
    }
    return changed;
  }

  /** Begins again; the next frame shows its scale at once. */
  void reset() {
    target = SMALLEST;
    shown = SMALLEST;
    lastFrame = Long.MIN_VALUE;
  }

  /** The round number, in bits per second. */
  double target() {
    return target;
  }

  /** What the top stands for in this frame. */
  double shown() {
    return shown;
  }

  /** Whether it stands still. */
  boolean settled() {
    return shown == target;
  }
}
