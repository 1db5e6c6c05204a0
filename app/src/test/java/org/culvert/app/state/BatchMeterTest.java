package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.culvert.core.api.Batches;
import org.junit.jupiter.api.Test;

class BatchMeterTest {
  private final BatchMeter meter = new BatchMeter();

  private Batching add(long time, long calls, long packets) {
    Batches all =
        new Batches(
            new Batches.Direction(calls, packets, 60_000),
            new Batches.Direction(2 * calls, packets, 1_400));
    meter.add(time, all);
    return meter.now(all);
  }

  @Test
  void beginsWithTheAverageOfTheWholeConnection() {
    assertEquals(new Batching(10, 5, 60_000, 1_400), add(0, 10, 100));
  }

  @Test
  void tellsTheLastSecondsAlone() {
    add(0, 1_000, 1_000);
    assertEquals(20, add(250, 1_010, 1_200).perCallIn(), 1e-9);
    add(5_000, 1_010, 1_200);
    assertEquals(2, add(5_500, 1_020, 1_220).perCallIn(), 1e-9);
  }

  @Test
  void keepsTheAverageWhileNothingMoves() {
    add(0, 0, 0);
    add(250, 10, 200);
    for (int i = 2; i < 100; i++) {
      assertEquals(20, add(i * 250L, 10, 200).perCallIn(), 1e-9);
    }
  }

  @Test
  void anotherConnectionBeginsAnew() {
    add(0, 100, 4_000);
    assertEquals(3, add(250, 2, 6).perCallIn(), 1e-9);
  }
}
