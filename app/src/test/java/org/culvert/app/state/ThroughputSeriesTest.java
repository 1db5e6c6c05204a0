package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ThroughputSeriesTest {
  private final ThroughputSeries series = new ThroughputSeries();

  @Test
  void theFirstCountersAreTheBaseAndNoTraffic() {
    series.add(1_000, 5_000_000, 7_000);

    assertEquals(1, series.size());
    assertEquals(0, series.inAt(0));
    assertEquals(0, series.outAt(0));
  }

  @Test
  void ratesAreBitsPerSecondSinceTheSampleBefore() {
    series.add(1_000, 0, 0);
    series.add(1_250, 250_000, 500);

    assertEquals(8_000_000, series.inAt(1), 1e-6);
    assertEquals(16_000, series.outAt(1), 1e-6);
    assertEquals(1_250, series.timeAt(1));
  }

  @Test
  void countersThatWentBackwardsBeginANewConnectionWithoutANegativeRate() {
    series.add(1_000, 900_000, 900_000);
    series.add(1_250, 100, 100);
    series.add(1_500, 350, 100);

    assertEquals(0, series.inAt(1));
    assertEquals(8_000, series.inAt(2), 1e-6);
  }

  @Test
  void countersAfterALongSilenceBeginAgainFromZero() {
    series.add(1_000, 0, 0);
    series.add(60_000, 900_000_000, 0);

    assertEquals(0, series.inAt(1));
  }

  @Test
  void countersThatFollowTooCloselyWaitForTheNext() {
    series.add(1_000, 0, 0);
    series.add(1_010, 1_000, 0);
    series.add(1_250, 2_000, 0);

    assertEquals(2, series.size());
    assertEquals(64_000, series.inAt(1), 1e-6);
  }

  @Test
  void theOldestSamplesFallOutWhenItIsFull() {
    for (int i = 0; i < ThroughputSeries.CAPACITY + 10; i++) {
      series.add(1_000 + i * 250L, i * 1_000L, 0);
    }

    assertEquals(ThroughputSeries.CAPACITY, series.size());
    assertEquals(1_000 + 10 * 250L, series.timeAt(0));
    assertEquals(32_000, series.inAt(ThroughputSeries.CAPACITY - 1), 1e-6);
  }

  @Test
  void peakAndAveragesLookOnlyAtTheTimeAskedFor() {
    series.add(1_000, 0, 0);
    series.add(2_000, 1_000, 0);
    series.add(3_000, 1_500, 100);
    series.add(4_000, 1_600, 300);

    assertEquals(8_000, series.peakSince(0), 1e-6);
    assertEquals(4_000, series.peakSince(3_000), 1e-6);
    assertEquals(2_400, series.averageInSince(3_000), 1e-6);
    assertEquals(1_200, series.averageOutSince(3_000), 1e-6);
    assertEquals(0, series.averageInSince(9_000));
  }

  @Test
  void clearingForgetsTheBaseToo() {
    series.add(1_000, 0, 0);
    series.clear();
    series.add(1_250, 1_000_000, 0);

    assertEquals(1, series.size());
    assertEquals(0, series.inAt(0));
  }

  @Test
  void thereIsNoSampleBeyondTheLast() {
    series.add(1_000, 0, 0);

    assertThrows(IndexOutOfBoundsException.class, () -> series.inAt(1));
  }
}
