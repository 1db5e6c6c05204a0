package org.culvert.app.totals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotalsCsvTest {
  private static DayTotal day(String profile) {
    return new DayTotal(LocalDate.of(2026, 1, 2), profile, new Carried(3, 4));
  }

  private static String csv(DayTotal... days) {
    return TotalsCsv.of(new Totals(List.of(days), Map.of()));
  }

  @Test
  void aHeaderAndThenALineForEachDayAndProfile() {
    assertEquals(
        """
        date,profile,bytes_in,bytes_out\r
        2026-01-02,"Home",3,4\r
        2026-01-02,"Office, Berlin",3,4\r
        """,
        csv(day("Home"), day("Office, Berlin")));
  }

  @Test
  void quotesInANameAreDoubled() {
    assertEquals(
        "date,profile,bytes_in,bytes_out\r\n2026-01-02,\"the \"\"new\"\" one\",3,4\r\n",
        csv(day("the \"new\" one")));
  }

  @Test
  void aNameIsNeverAFormula() {
    assertEquals(
        "date,profile,bytes_in,bytes_out\r\n2026-01-02,\"'=1+1\",3,4\r\n", csv(day("=1+1")));
  }
}
