package org.culvert.app.ui.stats;

import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputSeries;

/**
 * Where times and rates lie in one picture.
 *
 * @param right the time at the right edge, in milliseconds since the epoch
 */
record ChartFrame(Span span, long right, ChartScale scale, double width, double height) {
  /** Free space above the highest point, in pixels. */
  static final double HEAD = 8;

  /** The time at the left edge. */
  long left() {
    return right - span.millis();
  }

  /** The place of a time. */
  double x(long time) {
    return width + (time - right) * width / span.millis();
  }

  /** The place of a rate. */
  double y(double rate) {
    double foot = height - 1;
    return foot - (foot - HEAD) * scale.position(rate);
  }

  /** The time at a place. */
  long time(double x) {
    return right + Math.round((x - width) * span.millis() / width);
  }

  /** The slot at the left edge, perhaps in view only in part. */
  long firstSlot(ThroughputSeries series) {
    return series.slotAt(left());
  }

  /** The slot at the right edge. */
  long lastSlot(ThroughputSeries series) {
    return series.slotAt(right - 1);
  }

  /** The place of a slot: the middle of what has passed of it. */
  double middle(ThroughputSeries series, long slot) {
    long end = Math.min(series.startOf(slot + 1), right);
    return x((series.startOf(slot) + end) / 2);
  }
}
