package org.culvert.app.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrafficLedgerTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private final TrafficLedger ledger = new TrafficLedger(Totals.NONE);

  @Property(tries = 200)
  void everyByteIsCountedOnceHoweverOftenTheLedgerIsKeptAndReadAgain(
      @ForAll @Size(max = 100) List<@IntRange(min = 0, max = 1_000_000) Integer> arrivals,
      @ForAll @IntRange(min = 1, max = 20) int keptEvery) {
    TrafficLedger kept = new TrafficLedger(Totals.NONE);
    long total = 0;
    for (int i = 0; i < arrivals.size(); i++) {
      total += arrivals.get(i);
      kept.count(DAY.plusDays(i / 10), "a", new Carried(total, 3 * total));
      if (i % keptEvery == 0) {
        kept = new TrafficLedger(kept.totals());
      }
    }
    Carried sum =
        kept.days("a").stream().map(DayTotal::carried).reduce(Carried.NOTHING, Carried::plus);

    assertEquals(new Carried(total, 3 * total), sum);
  }

  @Test
  void aConnectionThatBeginsAnewIsCountedFromZero() {
    ledger.count(DAY, "a", new Carried(1_000, 10));
    ledger.count(DAY, "a", new Carried(50, 5));

    assertEquals(new Carried(1_050, 15), ledger.days("a").getFirst().carried());
  }

  @Test
  void aConnectionThatCarriesMoreThanTheOneBeforeAtOnceIsCountedWhole() {
    ledger.count(DAY, "a", new Carried(1_000, 10));
    ledger.count(DAY, "a", new Carried(0, 0));
    ledger.count(DAY, "a", new Carried(5_000, 50));

    assertEquals(new Carried(6_000, 60), ledger.days("a").getFirst().carried());
  }

  @Test
  void daysAndProfilesAreApartAndTheNewestDayComesFirst() {
    ledger.count(DAY, "a", new Carried(1, 0));
    ledger.count(DAY.plusDays(1), "a", new Carried(3, 0));
    ledger.count(DAY, "b", new Carried(7, 0));

    assertEquals(
        List.of(
            new DayTotal(DAY.plusDays(1), "a", new Carried(2, 0)),
            new DayTotal(DAY, "a", new Carried(1, 0))),
        ledger.days("a"));
    assertEquals(List.of(new DayTotal(DAY, "b", new Carried(7, 0))), ledger.days("b"));
  }

  @Test
  void aLookThatFindsNothingNewChangesNothing() {
    assertFalse(ledger.count(DAY, "a", Carried.NOTHING));
    assertTrue(ledger.count(DAY, "a", new Carried(1, 0)));
    assertFalse(ledger.count(DAY.plusDays(1), "a", new Carried(1, 0)));
    assertEquals(1, ledger.days("a").size());
  }

  @Test
  void noMoreThanFourHundredDaysAreKept() {
    for (int i = 1; i <= TrafficLedger.MOST_DAYS + 30; i++) {
      ledger.count(DAY.plusDays(i), "a", new Carried(i, 0));
    }

    assertEquals(400, ledger.days("a").size());
    assertEquals(DAY.plusDays(430), ledger.days("a").getFirst().date());
  }

  @Test
  void whatComesBeyondTheProfilesOfADayIsCountedUnderNoName() {
    for (int i = 0; i < TrafficLedger.MOST_PROFILES + 3; i++) {
      ledger.count(DAY, "profile " + i, new Carried(1, 0));
    }

    assertEquals(TrafficLedger.MOST_PROFILES + 1, ledger.totals().days().size());
    assertEquals(3, ledger.days("").getFirst().carried().in());
  }

  @Test
  void theCountersOfSessionsThatAreGoneAreForgottenAndTheirDaysAreNot() {
    ledger.count(DAY, "a", new Carried(5, 0));
    ledger.forgetSessionsBut(Set.of("b"));

    assertEquals(0, ledger.totals().counted().size());
    assertEquals(1, ledger.days("a").size());
  }

  @Test
  void whatWasCarriedGoesWithANewNameAndJoinsWhatThatHad() {
    ledger.count(DAY, "a", new Carried(1, 2));
    ledger.count(DAY, "b", new Carried(10, 20));
    ledger.count(DAY.plusDays(1), "a", new Carried(4, 8));
    ledger.rename("a", "b");

    assertEquals(List.of(), ledger.days("a"));
    assertEquals(
        List.of(new Carried(3, 6), new Carried(11, 22)),
        ledger.days("b").stream().map(DayTotal::carried).toList());
  }
}
