package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.culvert.app.state.ThroughputSeries;
import org.junit.jupiter.api.Test;

class ChartCurvesTest {
  private static final long START = 1_700_000_000_000L;
  private static final int FRAMES = 5_000;

  private final ThroughputSeries series = new ThroughputSeries();
  private final ChartCurves curves = new ChartCurves();
  private final ChartScale scale = new ChartScale();

  private int plot(long right) {
    return curves.plot(series, right, 120_000, 600, 101, 10, 8_000);
  }

  @Test
  void timeGoesFromEdgeToEdgeAndRatesFromTheFootUp() {
    for (int i = 0; i <= 480; i++) {
      series.add(START + i * 250L, i * 125L, 0);
    }
    int points = plot(START + 120_000);

    assertEquals(481, points);
    assertEquals(0, curves.xs[0], 1e-9);
    assertEquals(600, curves.xs[480], 1e-9);
    assertEquals(300, curves.xs[240], 1e-9);
    assertEquals(55, curves.inYs[240], 1e-9, "half of the top is the middle between 100 and 10");
    assertEquals(100, curves.outYs[240], 1e-9);
  }

  @Test
  void onlyWhatIsInViewIsPlottedWithOneMoreAtEachEdge() {
    for (int i = 0; i < ThroughputSeries.CAPACITY; i++) {
      series.add(START + i * 250L, 0, 0);
    }
    int points = plot(START + 130_100);

    assertEquals(483 - 1, points, 1);
    assertTrue(curves.xs[0] <= 0 && curves.xs[1] > 0 - 1e-9, "one point beyond the left edge");
    assertTrue(curves.xs[points - 1] >= 600, "one point beyond the right edge");
  }

  @Test
  void anAreaIsClosedAlongTheFoot() {
    series.add(START, 0, 0);
    series.add(START + 250, 100, 0);
    int points = plot(START + 250);
    curves.close(curves.inYs, points, 101);

    assertEquals(curves.xs[points - 1], curves.xs[points]);
    assertEquals(curves.xs[0], curves.xs[points + 1]);
    assertEquals(101, curves.inYs[points]);
  }

  @Test
  void aFrameAllocatesNothing() {
    for (int i = 0; i < ThroughputSeries.CAPACITY; i++) {
      series.add(START + i * 250L, i * 40_000L + (i % 7) * 5_000L, i * 3_000L);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    frames();
    threads.getCurrentThreadAllocatedBytes();
    long before = threads.getCurrentThreadAllocatedBytes();
    frames();
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // The measurement itself may cost some bytes, once; a single object a frame would be 80,000.
    assertTrue(allocated < FRAMES, allocated + " bytes in " + FRAMES + " frames");
  }

  private void frames() {
    for (int i = 0; i < FRAMES; i++) {
      long now = START + 120_000 + i * 8L;
      scale.follow(now, series.peakSince(now - 120_000));
      int points = curves.plot(series, now, 120_000, 600, 101, 10, scale.shown());
      curves.close(curves.inYs, points, 101);
    }
  }
}
