package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ChartScaleTest {
  @Test
  void aPeakThatFitsBelowTheNextSmallerTopGetsIt() {
    assertEquals(100e6, ChartScale.next(200e6, 85e6));
    assertEquals(200e6, ChartScale.next(200e6, 92e6), "no flicker at the edge");
  }

  @Test
  void anIdleLinkDoesNotLookBusy() {
    assertEquals(10_000, ChartScale.topFor(0));
    assertEquals(10_000, ChartScale.topFor(3_000));
  }

  @Test
  void topsAreRound() {
    assertEquals(20_000_000, ChartScale.topFor(15_000_000));
    assertEquals(40_000_000, ChartScale.topFor(20_000_000));
    assertEquals(80_000_000, ChartScale.topFor(50_000_000));
    assertEquals(100_000_000, ChartScale.topFor(78_000_000));
  }

  @Test
  void aSmallDropLeavesTheScaleAlone() {
    assertEquals(80e6, ChartScale.next(80e6, 36e6));
    assertEquals(40e6, ChartScale.next(80e6, 30e6));
  }

  @Test
  void thePeakAlwaysFits() {
    for (double peak = 1; peak < 1e13; peak *= 1.013) {
      double top = ChartScale.topFor(peak);
      assertTrue(top >= peak && top <= Math.max(10_000, peak * 2.8), "top " + top);
    }
  }

  @Test
  void theFirstFrameShowsItsScaleAtOnceAndLaterOnesMoveThere() {
    ChartScale scale = new ChartScale();
    assertTrue(scale.follow(1_000, 30e6));
    assertEquals(40e6, scale.shown(), 1e5);
    assertTrue(scale.follow(1_016, 70e6));
    assertTrue(scale.shown() > 40e6 && scale.shown() < 60e6, "on the way: " + scale.shown());
    for (int i = 2; i < 100; i++) {
      scale.follow(1_000 + i * 16L, 70e6);
    }
    assertEquals(80e6, scale.shown());
    assertTrue(scale.settled());
  }
}
