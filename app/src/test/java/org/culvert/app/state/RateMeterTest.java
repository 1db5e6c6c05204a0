package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RateMeterTest {
  private final RateMeter meter = new RateMeter();

  @Property(tries = 200)
  void aSteadyStreamHasItsRateHoweverOftenItIsCounted(
      @ForAll @IntRange(min = 1, max = 1_900) int pause,
      @ForAll @IntRange(min = 0, max = 1_000_000) int bytesAMilli) {
    RateMeter steady = new RateMeter();
    long now = 0;
    for (int i = 0; i < 300; i++) {
      now += pause;
      steady.add(now, now * bytesAMilli, 2 * now * bytesAMilli);
    }

    assertEquals(bytesAMilli * 8_000.0, steady.in(now), 1e-3);
    assertEquals(bytesAMilli * 16_000.0, steady.out(now), 1e-3);
  }

  @Test
  void onlyTheLastSecondCounts() {
    for (int i = 0; i <= 20; i++) {
      meter.add(1_000 + i * 250L, Math.max(0, i - 12) * 125L, 0);
    }

    assertEquals(4_000, meter.in(6_000), 1e-6);
  }

  @Test
  void countersThatStoppedComingSayNothingAboutNow() {
    meter.add(1_000, 0, 0);
    meter.add(1_250, 1_000_000, 0);

    assertEquals(0, meter.in(9_000));
  }

  @Test
  void aNewConnectionIsNoNegativeRate() {
    meter.add(1_000, 900_000, 0);
    meter.add(1_250, 5, 0);
    assertEquals(0, meter.in(1_250));

    meter.add(1_500, 255, 0);
    assertEquals(8_000, meter.in(1_500), 1e-6);
  }
}
