package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.api.Gateway;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
  private static final String ADDRESS = "10.8.0.1";
  private static final long MICRO = 1_000;

  private final RoundTrips trips = new RoundTrips();
  private long now = 1_000_000;

  /** Asks, and is answered after so long; the clock of the stamps may be any. */
  private void trip(int number, long micros) {
    ask(number);
    answer(number, micros);
  }

  private void ask(int number) {
    trips.asked(number, now, stamp());
  }

  private void answer(int number, long micros) {
    long stamp = stamp() + micros * MICRO;
    now += 5_000;
    trips.answered(number, now, stamp);
  }

  private long stamp() {
    return now * 1_000_000 + 77;
  }

  private Gateway gateway() {
    return trips.gateway(now, ADDRESS);
  }

  private static Gateway answers(long last, long median, int asked, int lost) {
    return new Gateway.Answers(
        ADDRESS, Optional.of(new Gateway.RoundTrip(last, median)), asked, lost);
  }

  @Test
  void tellsTheLastAndTheMedian() {
    trip(1, 30_000);
    assertEquals(answers(30_000, 30_000, 1, 0), gateway());
    trip(2, 10_000);
    assertEquals(answers(10_000, 20_000, 2, 0), gateway());
    trip(3, 11_000);
    assertEquals(answers(11_000, 11_000, 3, 0), gateway());
  }

  @Test
  void oneThatNeverAnsweredIsSilentAndHasLostNothing() {
    for (int number = 1; number <= 3; number++) {
      assertEquals(new Gateway.Unasked(ADDRESS), gateway());
      ask(number);
      now += 4_000;
    }
    assertEquals(new Gateway.Silent(ADDRESS), gateway());
    now += 600_000;
    assertEquals(new Gateway.Silent(ADDRESS), gateway(), "and stays it");
  }

  @Test
  void whatIsStillUnderWayIsNotLost() {
    trip(1, 500);
    ask(2);
    now += 3_999;
    assertEquals(answers(500, 500, 1, 0), gateway());
    now += 1;
    assertEquals(answers(500, 500, 2, 1), gateway());
    assertEquals(50, ((Gateway.Answers) gateway()).lossPercent());
  }

  @Test
  void aLateAnswerTakesTheLossBack() {
    trip(1, 500);
    ask(2);
    answer(2, 4_900_000);
    assertEquals(answers(4_900_000, 2_450_250, 2, 0), gateway());
  }

  @Test
  void afterAMinuteNothingIsKnown() {
    trip(1, 500);
    ask(2);
    now += 56_000;
    assertEquals(new Gateway.Answers(ADDRESS, Optional.empty(), 1, 1), gateway());
    now += 5_000;
    assertEquals(new Gateway.Unasked(ADDRESS), gateway());
  }

  @Test
  void aClockThatWasSetMakesNoImpossibleTimes() {
    ask(1);
    trips.answered(1, now + 250, stamp() - 3_600_000_000_000L);
    assertEquals(answers(0, 0, 1, 0), gateway());
    ask(2);
    trips.answered(2, now + 250, stamp() + 3_600_000_000_000L);
    assertEquals(answers(250_000, 125_000, 2, 0), gateway());
  }

  @Test
  void theSameAnswerTwiceCountsOnce() {
    trip(1, 500);
    trips.answered(1, now, Long.MAX_VALUE);
    trips.answered(9, now, Long.MAX_VALUE);
    assertEquals(answers(500, 500, 1, 0), gateway());
  }
}
