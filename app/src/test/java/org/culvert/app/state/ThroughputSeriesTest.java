package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThroughputSeriesTest {
  private final ThroughputSeries series = new ThroughputSeries(1_000, 10);

  /** What came during so many milliseconds, after a pause. */
  record Arrival(int pause, int millis, int in, int out) {}

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    return Combinators.combine(
            Arbitraries.of(0, 0, 0, 700, 4_000),
            Arbitraries.integers().between(1, 5_000),
            Arbitraries.integers().between(0, 1_000_000_000),
            Arbitraries.integers().between(0, 1_000_000_000))
        .as(Arrival::new)
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void noByteIsLostOrDoubledWhileThereIsRoom(
      @ForAll("arrivals") List<Arrival> arrivals,
      @ForAll @IntRange(min = 20, max = 3_000) int step) {
    ThroughputSeries roomy = new ThroughputSeries(step, 600_000 / step + 2);
    long in = 0;
    long out = 0;
    long counted = 0;
    long time = 7_654_321;
    for (Arrival arrival : arrivals) {
      long from = time + arrival.pause();
      time = from + arrival.millis();
      roomy.add(from, time, arrival.in(), arrival.out());
      in += arrival.in();
      out += arrival.out();
      counted += arrival.millis();
    }
    double inSum = 0;
    double outSum = 0;
    long countedSum = 0;
    for (long slot = roomy.oldest(); slot <= roomy.newest(); slot++) {
      inSum += roomy.inAt(slot) * roomy.countedAt(slot) / 8_000;
      outSum += roomy.outAt(slot) * roomy.countedAt(slot) / 8_000;
      countedSum += roomy.countedAt(slot);
    }

    assertEquals((double) in, inSum, 1e-3);
    assertEquals((double) out, outSum, 1e-3);
    assertEquals(counted, countedSum);
  }

  @Property(tries = 300)
  void aRateIsNeverAboveTheFastestArrivalAndNoSlotIsCountedLongerThanItIs(
      @ForAll("arrivals") List<Arrival> arrivals) {
    ThroughputSeries small = new ThroughputSeries(1_000, 10);
    long time = 1_000;
    double fastest = 0;
    for (Arrival arrival : arrivals) {
      long from = time + arrival.pause();
      time = from + arrival.millis();
      small.add(from, time, arrival.in(), arrival.out());
      fastest =
          Math.max(fastest, Math.max(arrival.in(), arrival.out()) * 8_000.0 / arrival.millis());
    }
    for (long slot = small.oldest(); slot <= small.newest(); slot++) {
      assertTrue(small.countedAt(slot) <= 1_000);
    }
    // A byte may fall on either side of a border between two slots.
    assertTrue(small.peak(0, Long.MAX_VALUE - 1) <= fastest + 2 * 8_000.0);
  }

  @Property(tries = 200)
  void onlyTheNewestSlotsAreKept(@ForAll("arrivals") List<Arrival> arrivals) {
    ThroughputSeries small = new ThroughputSeries(1_000, 10);
    long time = 0;
    for (Arrival arrival : arrivals) {
      time += arrival.pause() + arrival.millis();
      small.add(time - arrival.millis(), time, arrival.in(), arrival.out());
    }
    for (long slot = 0; slot < small.newest() - 9; slot++) {
      assertFalse(small.known(slot), "slot " + slot);
    }
    assertEquals(arrivals.isEmpty() ? -1 : (time - 1) / 1_000, small.newest());
  }

  @Test
  void whatCrossesABorderBelongsToBothSides() {
    series.add(1_500, 2_500, 1_000, 10);

    assertEquals(8_000, series.inAt(1), 1e-6);
    assertEquals(8_000, series.inAt(2), 1e-6);
    assertEquals(500, series.countedAt(1));
    assertFalse(series.known(3));
  }

  @Test
  void aSilentSlotIsKnownAndAnUncountedOneIsNot() {
    series.add(1_000, 2_000, 0, 0);
    series.add(3_000, 4_000, 0, 0);

    assertTrue(series.known(1));
    assertFalse(series.known(2));
    assertTrue(series.known(3));
  }

  @Test
  void aClockThatWasSetBackMakesTheRestTheFuture() {
    series.add(1_000, 5_000, 4_000, 0);
    series.forgetAfter(2_500);

    assertEquals(2, series.newest());
    assertTrue(series.known(2));
    assertFalse(series.known(3));
    series.forgetAfter(-1_000_000);
    assertEquals(-1, series.newest());
  }

  @Test
  void thePeakLooksOnlyAtTheSlotsAskedFor() {
    series.add(0, 1_000, 100, 900);
    series.add(1_000, 2_000, 500, 0);

    assertEquals(7_200, series.peak(0, 1), 1e-6);
    assertEquals(4_000, series.peak(1, 9), 1e-6);
    assertEquals(0, series.peak(2, 9));
  }
}
