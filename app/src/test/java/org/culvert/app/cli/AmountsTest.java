package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.api.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "999,999 B",
    "1000,1.0 kB",
    "12345,12.3 kB",
    "999499,999 kB",
    "999500,1.0 MB",
    "123456789,123 MB",
    "9223372036854775807,9.2 EB"
  })
  void unitsFitTheAmount(long bytes, String text) {
    assertEquals(text, Amounts.bytes(bytes));
  }

  @Test
  void ratesAreInBits() {
    assertEquals("1.0 Mbit/s", Amounts.rate(125_000));
  }

  @Test
  void aRateComesOnceASecondAndSurvivesNewCounters() {
    Throughput throughput = new Throughput();
    assertEquals(Optional.empty(), throughput.add(traffic(0, 1000)));
    assertEquals(Optional.empty(), throughput.add(traffic(250, 2000)));
    assertEquals(Optional.of(new Throughput.Rate(2000, 2000)), throughput.add(traffic(1000, 3000)));
    assertEquals(Optional.empty(), throughput.add(traffic(2000, 10)));
    assertEquals(Optional.of(new Throughput.Rate(10, 10)), throughput.add(traffic(3000, 20)));
  }

  private static Event.Traffic traffic(long time, long bytes) {
    return new Event.Traffic("a", time, bytes, bytes, 1, 1);
  }
}
