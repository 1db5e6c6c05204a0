package org.culvert.app.totals;

import java.util.List;
import java.util.Map;

/**
 * All that is kept, as a value.
 *
 * @param days by date, oldest first, and by profile
 * @param counted the counters of each session up to which all is in {@code days}: whoever reads
 *     them again counts on from there, and nothing twice
 */
public record Totals(List<DayTotal> days, Map<String, Carried> counted) {
  /** Nothing was ever carried. */
  public static final Totals NONE = new Totals(List.of(), Map.of());

  public Totals {
    days = List.copyOf(days);
    counted = Map.copyOf(counted);
  }
}
