package org.culvert.app.ui.stats;

/** Chooses round numbers for the top of the chart. */
final class ChartScale {
  /** Below this an idle link would look busy: 10 kbit/s. */
  static final double SMALLEST = 10_000;

  private ChartScale() {}

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
   * The top to use now: grows at once, and shrinks only when the peak fell well below the next
   * smaller top, so that the scale does not flicker.
   */
  static double next(double current, double peak) {
    double wanted = topFor(peak);
    return wanted > current || peak < current * 0.4 ? wanted : current;
  }
}
