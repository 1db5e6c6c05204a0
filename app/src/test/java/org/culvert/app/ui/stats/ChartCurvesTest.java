package org.culvert.app.ui.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.culvert.app.settings.ScaleKind;
import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputHistory;
import org.culvert.app.state.ThroughputSeries;
import org.junit.jupiter.api.Test;

class ChartCurvesTest {
  private static final long START = 1_700_000_040_000L;

  private final ThroughputSeries series = new ThroughputSeries(1_000, 122);
  private final ChartCurves curves = new ChartCurves();

  private static ChartFrame frame(long right) {
    return new ChartFrame(
        Span.TWO_MINUTES, right, new ChartScale(ScaleKind.LINEAR, 16_000), 600, 101);
  }

  private void second(long number, long bytesIn) {
    series.add(START + number * 1_000, START + (number + 1) * 1_000, bytesIn, 0);
  }

  @Test
  void timeGoesFromEdgeToEdgeAndRatesFromTheFootUp() {
    for (int i = 0; i < 120; i++) {
      second(i, i * 10L);
    }
    ChartFrame frame = frame(START + 120_000);
    curves.plot(series, frame, frame.firstSlot(series));

    assertEquals(122, curves.points());
    assertEquals(0, curves.xs[0], 1e-9);
    assertEquals(2.5, curves.xs[1], 1e-9, "the middle of the first second");
    assertEquals(600, curves.xs[121], 1e-9);
    assertEquals(54, curves.inYs[101], 1e-9, "half of the top is the middle between 100 and 8");
    assertEquals(100, curves.outYs[101], 1e-9);
  }

  @Test
  void aCurveEndsWhereNothingIsKnownAndBeginsAgainBehind() {
    second(10, 5);
    second(11, 5);
    second(50, 7);
    ChartFrame frame = frame(START + 120_000);
    long next = curves.plot(series, frame, frame.firstSlot(series));

    assertEquals(4, curves.points());
    assertEquals(60, curves.xs[3], 1e-9);
    next = curves.plot(series, frame, next);
    assertEquals(3, curves.points(), "one second is a line from edge to edge");
    assertEquals(250, curves.xs[0], 1e-9);
    assertEquals(255, curves.xs[2], 1e-9);
    next = curves.plot(series, frame, next);
    assertEquals(0, curves.points());
    assertTrue(next > frame.lastSlot(series));
  }

  @Test
  void aStepThatIsNotOverEndsAtTheRightEdge() {
    ThroughputSeries tens = new ThroughputSeries(10_000, 362);
    tens.add(START, START + 14_000, 14_000, 0);
    ChartFrame frame =
        new ChartFrame(
            Span.HOUR, START + 14_000, new ChartScale(ScaleKind.LINEAR, 16_000), 3_600, 101);
    curves.plot(tens, frame, frame.firstSlot(tens));

    assertEquals(3_600, curves.xs[3], 1e-9);
    assertEquals(3_598, curves.xs[2], 1e-9);
    assertEquals(54, curves.inYs[2], 1e-9, "the average of what has passed of it");
  }

  @Test
  void anAreaIsClosedAlongTheFoot() {
    second(0, 5);
    ChartFrame frame = frame(START + 1_000);
    curves.plot(series, frame, frame.firstSlot(series));
    curves.close(curves.inYs, 101);

    assertEquals(curves.xs[2], curves.xs[3]);
    assertEquals(curves.xs[0], curves.xs[4]);
    assertEquals(101, curves.inYs[3]);
  }

  @Property(tries = 100)
  void theArraysHaveRoomForWhateverIsKnown(
      @ForAll @Size(max = 1_500) List<Boolean> heard, @ForAll Span span) {
    ThroughputHistory history = new ThroughputHistory();
    long step = span.step() / 4 * 5;
    for (int i = 0; i < heard.size(); i++) {
      if (heard.get(i)) {
        history.add(START + i * step, i, i);
        history.add(START + i * step + 900, i + 1L, i + 1L);
      }
    }
    ThroughputSeries known = history.series(span);
    ChartFrame frame =
        new ChartFrame(
            span, history.end(), new ChartScale(ScaleKind.LOGARITHMIC, 10_000), 600, 101);
    long slot = frame.firstSlot(known);
    while (slot <= frame.lastSlot(known)) {
      long next = curves.plot(known, frame, slot);
      assertTrue(next > slot);
      slot = next;
      if (curves.points() > 0) {
        curves.close(curves.inYs, 101);
      }
    }
  }
}
