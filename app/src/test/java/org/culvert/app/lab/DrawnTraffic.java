package org.culvert.app.lab;

import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.stats.ThroughputChart;

/** What a window's chart draws, added up over time. */
final class DrawnTraffic {
  private DrawnTraffic() {}

  /** Bytes under the line of what came in. On the JavaFX thread, as the other one. */
  static double in(WindowDriver window) {
    return under(window, ThroughputSeries::inAt);
  }

  /** Bytes under the line of what went out. */
  static double out(WindowDriver window) {
    return under(window, ThroughputSeries::outAt);
  }

  private interface Line {
    double bitsPerSecond(ThroughputSeries series, long slot);
  }

  private static double under(WindowDriver window, Line line) {
    ThroughputChart chart = (ThroughputChart) window.stage().getScene().lookup("#chart");
    ThroughputSeries series = chart.historyProperty().get().series(Span.HOUR);
    double bytes = 0;
    for (long slot = series.oldest(); slot <= series.newest(); slot++) {
      bytes += line.bitsPerSecond(series, slot) * series.countedAt(slot) / 8_000;
    }
    return bytes;
  }
}
