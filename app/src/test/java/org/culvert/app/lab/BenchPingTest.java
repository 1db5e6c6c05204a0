package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BenchPingTest {
  private static final Duration TIME = Duration.ofSeconds(4);

  private static String answer(int number, String millis) {
    return "64 bytes from 10.8.0.1: icmp_seq=" + number + " ttl=64 time=" + millis + " ms\n";
  }

  private static String end(int sent) {
    return "\n--- 10.8.0.1 ping statistics ---\n"
        + sent
        + " packets transmitted, 2 received, 0% packet loss, time 30ms\n";
  }

  @Test
  void aLostPingTookTheTimeUntilTheEnd() {
    BenchPing.Times times =
        BenchPing.Times.of(answer(1, "0.40") + answer(4, "12.5") + end(4), TIME);
    assertArrayEquals(new double[] {0.4, 12.5, 2000, 3000}, times.sorted());
    assertEquals(2, times.lost());
    assertEquals(3000, BenchPing.quantile(times.sorted(), 0.99));
  }

  @Test
  void aPingThatWasAnsweredTwiceCountsOnce() {
    String twice = answer(1, "0.40") + answer(1, "0.70").replace("ms", "ms (DUP!)");
    BenchPing.Times times = BenchPing.Times.of(twice + answer(2, "1") + end(2), TIME);
    assertArrayEquals(new double[] {0.4, 1}, times.sorted());
    assertEquals(0, times.lost());
  }

  @Test
  void nothingIsMadeOfNothing() {
    assertThrows(AssertionError.class, () -> BenchPing.Times.of(end(3), TIME));
    assertThrows(AssertionError.class, () -> BenchPing.Times.of(answer(1, "1"), TIME));
  }
}
