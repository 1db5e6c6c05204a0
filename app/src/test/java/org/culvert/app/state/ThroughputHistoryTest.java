package org.culvert.app.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ThroughputHistoryTest {
  private static final long START = 1_700_000_040_000L;

  private final ThroughputHistory history = new ThroughputHistory();

  private double bytesIn(Span span) {
    return bytesIn(history, span);
  }

  private static double bytesIn(ThroughputHistory history, Span span) {
    ThroughputSeries series = history.series(span);
    double bytes = 0;
    for (long slot = series.oldest(); slot <= series.newest(); slot++) {
      bytes += series.inAt(slot) * series.countedAt(slot) / 8_000;
    }
    return bytes;
  }

  @Property(tries = 100)
  void everySpanTellsTheSameBytes(
      @ForAll @Size(max = 400) List<@LongRange(min = 0, max = 3_000_000_000L) Long> arrivals) {
    ThroughputHistory fresh = new ThroughputHistory();
    long total = 0;
    fresh.add(START, 0, 0);
    for (int i = 0; i < arrivals.size(); i++) {
      total += arrivals.get(i);
      fresh.add(START + (i + 1) * 250L, total, 0);
    }

    assertEquals((double) total, bytesIn(fresh, Span.TWO_MINUTES), 0.01);
    assertEquals((double) total, bytesIn(fresh, Span.HOUR), 0.01);
    assertEquals((double) total, bytesIn(fresh, Span.DAY), 0.01);
  }

  @Test
  void theFirstCountersAreTheBaseAndNoTraffic() {
    history.add(START, 5_000_000, 7_000);

    assertTrue(history.isEmpty());
    assertEquals(START, history.end());
  }

  @Test
  void countersThatWentBackwardsBeginANewConnectionWithoutANegativeRate() {
    history.add(START, 900_000, 900_000);
    history.add(START + 250, 100, 100);
    history.add(START + 500, 350, 100);

    assertEquals(250, bytesIn(Span.TWO_MINUTES), 1e-6);
  }

  @Test
  void betweenTwoConnectionsNothingIsKnown() {
    history.add(START, 0, 0);
    history.add(START + 1_000, 1_000, 0);
    history.add(START + 61_000, 900_000_000, 0);
    history.add(START + 62_000, 900_001_000, 0);
    ThroughputSeries series = history.series(Span.TWO_MINUTES);
    long first = series.slotAt(START);

    assertTrue(series.known(first));
    assertFalse(series.known(first + 1));
    assertFalse(series.known(first + 60));
    assertTrue(series.known(first + 61));
    assertEquals(2_000, bytesIn(Span.TWO_MINUTES), 1e-6);
  }

  @Test
  void aDayIsKeptAndNoMore() {
    long bytes = 0;
    long hours = 30;
    for (long time = START; time <= START + hours * 3_600_000; time += 4_000) {
      bytes += 4_000;
      history.add(time, bytes, 0);
    }
    ThroughputSeries day = history.series(Span.DAY);

    assertEquals(8_000, day.inAt(day.oldest()), 1e-6);
    assertTrue(day.startOf(day.oldest()) <= history.end() - Span.DAY.millis());
    assertTrue(day.startOf(day.oldest()) > history.end() - Span.DAY.millis() - 400_000);
  }

  @Test
  void aClockThatWasSetBackLeavesNoFuture() {
    history.add(START, 0, 0);
    history.add(START + 4_000, 4_000, 0);
    history.mark(new Mark(START + 3_000, Mark.Kind.NEW_KEYS));
    history.add(START - 60_000, 5_000, 0);
    history.add(START - 59_000, 6_000, 0);

    assertEquals(1_000, bytesIn(Span.TWO_MINUTES), 1e-6);
    assertEquals(List.of(), history.marks(0, Long.MAX_VALUE));
  }

  @Test
  void marksAreToldOnceInTheirOrderAndTheOldestGoFirst() {
    Mark keys = new Mark(START + 2, Mark.Kind.NEW_KEYS);
    Mark again = new Mark(START + 1, Mark.Kind.RECONNECTED);
    history.mark(keys);
    history.mark(again);
    history.mark(keys);
    assertEquals(List.of(again, keys), history.marks(START, START + 2));
    assertEquals(List.of(again), history.marks(START, START + 1));

    for (int i = 3; i < ThroughputHistory.MOST_MARKS + 2; i++) {
      history.mark(new Mark(START + i, Mark.Kind.NEW_KEYS));
    }
    assertEquals(keys, history.marks(0, Long.MAX_VALUE).getFirst());
  }

  @Test
  void keysThatChangeByEpochPushNoOtherMarksOut() {
    Mark again = new Mark(START, Mark.Kind.RECONNECTED);
    history.mark(again);
    for (int i = 1; i < 2 * ThroughputHistory.MOST_MARKS; i++) {
      history.mark(new Mark(START + i, Mark.Kind.NEXT_KEYS));
    }
    assertEquals(again, history.marks(0, Long.MAX_VALUE).getFirst());
    assertEquals(ThroughputHistory.MOST_MARKS, history.marks(0, Long.MAX_VALUE).size());
  }
}
