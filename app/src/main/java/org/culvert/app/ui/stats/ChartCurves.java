package org.culvert.app.ui.stats;

import org.culvert.app.state.ThroughputSeries;

/**
 * Turns samples into points, in arrays that live as long as the chart: a frame allocates nothing.
 * The two slots behind the points are for the corners that close an area.
 */
final class ChartCurves {
  final double[] xs = new double[ThroughputSeries.CAPACITY + 2];
  final double[] inYs = new double[ThroughputSeries.CAPACITY + 2];
  final double[] outYs = new double[ThroughputSeries.CAPACITY + 2];

  /**
   * Fills the arrays with what is in view, and one sample beyond each edge.
   *
   * @param right the time at the right edge, in milliseconds since the epoch
   * @param span the time from edge to edge, in milliseconds
   * @param head free space above the highest point, in pixels
   * @param top the rate at that height
   * @return the number of points
   */
  int plot(
      ThroughputSeries samples,
      long right,
      long span,
      double width,
      double height,
      double head,
      double top) {
    int size = samples.size();
    int first = 0;
    while (first < size - 1 && samples.timeAt(first + 1) < right - span) {
      first++;
    }
    int points = 0;
    double foot = height - 1;
    double perRate = (foot - head) / top;
    for (int i = first; i < size; i++) {
      xs[points] = width + (samples.timeAt(i) - right) * width / span;
      inYs[points] = foot - perRate * smoothIn(samples, i);
      outYs[points] = foot - perRate * smoothOut(samples, i);
      points++;
      if (samples.timeAt(i) > right) {
        break;
      }
    }
    return points;
  }

  /** Closes the area between a curve and the foot with two more points. */
  void close(double[] ys, int points, double height) {
    xs[points] = xs[points - 1];
    ys[points] = height;
    xs[points + 1] = xs[0];
    ys[points + 1] = height;
  }

  /** A little smoothing takes the sawtooth of sampling away and leaves peaks where they are. */
  private static double smoothIn(ThroughputSeries samples, int i) {
    double before = samples.inAt(Math.max(0, i - 1));
    double after = samples.inAt(Math.min(samples.size() - 1, i + 1));
    return (before + 2 * samples.inAt(i) + after) / 4;
  }

  private static double smoothOut(ThroughputSeries samples, int i) {
    double before = samples.outAt(Math.max(0, i - 1));
    double after = samples.outAt(Math.min(samples.size() - 1, i + 1));
    return (before + 2 * samples.outAt(i) + after) / 4;
  }
}
