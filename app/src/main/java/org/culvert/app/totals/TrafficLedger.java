package org.culvert.app.totals;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds counters up by day and profile. Bounded by {@link #MOST_DAYS}, and {@link #MOST_PROFILES} a
 * day; what comes beyond is counted under no name. Belongs to one thread.
 */
public final class TrafficLedger {
  /** How many days are kept: a year, and some more to compare with. */
  public static final int MOST_DAYS = 400;

  /** How many profiles have a total of their own on a day. */
  static final int MOST_PROFILES = 200;

  private final TreeMap<LocalDate, TreeMap<String, Carried>> days = new TreeMap<>();
  private final Map<String, Carried> counted = new HashMap<>();

  /** Goes on from what was kept. */
  public TrafficLedger(Totals kept) {
    kept.days().forEach(day -> add(day.date(), day.profile(), day.carried()));
    counted.putAll(kept.counted());
  }

  /**
   * Takes the counters of a session in.
   *
   * @param counters since the session began; lower than before when another one began
   * @return whether anything came in or out since they were last looked at
   */
  public boolean count(LocalDate today, String profile, Carried counters) {
    Carried fresh = counters.since(counted.getOrDefault(profile, Carried.NOTHING));
    // Also those of a session that has carried nothing yet: it begins below the one before.
    counted.put(profile, counters);
    if (fresh.equals(Carried.NOTHING)) {
      return false;
    }
    add(today, profile, fresh);
    return true;
  }

  private void add(LocalDate date, String profile, Carried carried) {
    TreeMap<String, Carried> day = days.computeIfAbsent(date, _ -> new TreeMap<>());
    String name = day.containsKey(profile) || day.size() < MOST_PROFILES ? profile : "";
    day.merge(name, carried, Carried::plus);
    while (days.size() > MOST_DAYS) {
      days.pollFirstEntry();
    }
  }

  /** What one name carried is another's from now on, together with what that one has. */
  public void rename(String old, String now) {
    for (TreeMap<String, Carried> day : days.values()) {
      Carried carried = day.remove(old);
      if (carried != null) {
        day.merge(now, carried, Carried::plus);
      }
    }
  }

  /** Forgets the counters of sessions that are no more, so that their list does not grow. */
  public void forgetSessionsBut(java.util.Set<String> names) {
    counted.keySet().retainAll(names);
  }

  /** The days of a profile, newest first. */
  public List<DayTotal> days(String profile) {
    return days.descendingMap().entrySet().stream()
        .filter(day -> day.getValue().containsKey(profile))
        .map(
            day ->
                new DayTotal(
                    day.getKey(), profile, day.getValue().getOrDefault(profile, Carried.NOTHING)))
        .toList();
  }

  /** All of it, as a value. */
  public Totals totals() {
    return new Totals(
        days.entrySet().stream()
            .flatMap(
                day ->
                    day.getValue().entrySet().stream()
                        .map(one -> new DayTotal(day.getKey(), one.getKey(), one.getValue())))
            .toList(),
        counted);
  }
}
