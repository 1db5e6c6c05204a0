package org.culvert.app.ui.stats;

import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputSeries;

/**
 * Turns a run of known slots into points, in arrays that live as long as the chart. Where nothing
 * is known a run ends: a curve there would claim what nobody counted.
 */
final class ChartCurves {
  /** The most slots of any span, both ends of a run, and the corners that close an area. */
  private static final int CAPACITY = (int) (Span.DAY.millis() / Span.DAY.step()) + 2 + 2 + 2;

  final double[] xs = new double[CAPACITY];
  final double[] inYs = new double[CAPACITY];
  final double[] outYs = new double[CAPACITY];
  private int points;

  /**
   * Fills the arrays with the next run, which may have no points.
   *
   * @return the slot to go on from, beyond the last slot of the frame when there are no more
   */
  long plot(ThroughputSeries series, ChartFrame frame, long from) {
    points = 0;
    long last = frame.lastSlot(series);
    long slot = from;
    while (slot <= last && !series.known(slot)) {
      slot++;
    }
    if (slot > last) {
      return slot;
    }
    // From edge to edge: a run of one slot is a line too.
    add(series, frame, slot, frame.x(series.startOf(slot)));
    for (; slot <= last && series.known(slot); slot++) {
      add(series, frame, slot, frame.middle(series, slot));
    }
    add(series, frame, slot - 1, frame.x(Math.min(series.startOf(slot), frame.right())));
    return slot;
  }

  private void add(ThroughputSeries series, ChartFrame frame, long slot, double x) {
    xs[points] = x;
    inYs[points] = frame.y(series.inAt(slot));
    outYs[points] = frame.y(series.outAt(slot));
    points++;
  }

  /** How many points the run has. */
  int points() {
    return points;
  }

  /** Closes the area between a curve and the foot with two more points. */
  void close(double[] ys, double height) {
    xs[points] = xs[points - 1];
    ys[points] = height;
    xs[points + 1] = xs[0];
    ys[points + 1] = height;
  }
}
