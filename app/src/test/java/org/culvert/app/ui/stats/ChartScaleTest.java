package org.culvert.app.ui.stats;

import static org.culvert.app.settings.ScaleKind.LINEAR;
import static org.culvert.app.settings.ScaleKind.LOGARITHMIC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.culvert.app.settings.ScaleKind;
import org.junit.jupiter.api.Test;

class ChartScaleTest {
  @Test
  void aPeakThatFitsBelowTheNextSmallerTopGetsIt() {
    assertEquals(100e6, new ChartScale(LINEAR, 200e6).follow(85e6).top());
    ChartScale atTheEdge = new ChartScale(LINEAR, 200e6);
    assertSame(atTheEdge, atTheEdge.follow(92e6), "no flicker at the edge");
    assertEquals(1e7, new ChartScale(LOGARITHMIC, 1e8).follow(5e6).top());
  }

  @Test
  void anIdleLinkDoesNotLookBusy() {
    assertEquals(10_000, ChartScale.topFor(LINEAR, 0));
    assertEquals(10_000, ChartScale.topFor(LINEAR, 3_000));
    assertEquals(10_000, ChartScale.topFor(LOGARITHMIC, 0), 1e-6);
  }

  @Test
  void topsAreRound() {
    assertEquals(20_000_000, ChartScale.topFor(LINEAR, 15_000_000));
    assertEquals(40_000_000, ChartScale.topFor(LINEAR, 20_000_000));
    assertEquals(80_000_000, ChartScale.topFor(LINEAR, 50_000_000));
    assertEquals(100_000_000, ChartScale.topFor(LINEAR, 78_000_000));
    assertEquals(100_000_000, ChartScale.topFor(LOGARITHMIC, 15_000_000));
  }

  @Test
  void aSmallDropLeavesTheScaleAlone() {
    assertEquals(80e6, new ChartScale(LINEAR, 80e6).follow(36e6).top());
    assertEquals(40e6, new ChartScale(LINEAR, 80e6).follow(30e6).top());
  }

  @Property(tries = 500)
  void whateverThePeakItFitsAndHigherRatesLieHigher(
      @ForAll @DoubleRange(min = 0, max = 1e13) double peak,
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll ScaleKind kind) {
    ChartScale scale = ChartScale.smallest(kind).follow(peak);
    double high = scale.position(peak);
    double low = scale.position(peak * part);

    assertTrue(0 <= low && low <= high && high <= 1, low + " " + high);
  }

  @Test
  void aLogarithmicScaleGivesEachDecadeTheSameRoom() {
    ChartScale scale = new ChartScale(LOGARITHMIC, 1e9);

    assertEquals(0, scale.position(0));
    assertEquals(0, scale.position(1e3));
    assertEquals(0.5, scale.position(1e6), 1e-9);
    assertEquals(1, scale.position(1e9), 1e-9);
  }

  @Test
  void marksAreRoundAndDoNotTouch() {
    assertEquals(List.of(80e6, 40e6, 0.0), new ChartScale(LINEAR, 80e6).marks(90));
    assertEquals(List.of(1e9, 1e7, 1e5, 1e3), new ChartScale(LOGARITHMIC, 1e9).marks(90));
    assertEquals(7, new ChartScale(LOGARITHMIC, 1e9).marks(400).size());
    assertEquals(List.of(1e9), new ChartScale(LOGARITHMIC, 1e9).marks(1));
  }
}
