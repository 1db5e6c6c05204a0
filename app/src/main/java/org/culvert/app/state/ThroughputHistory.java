package org.culvert.app.state;

import java.util.List;
import java.util.TreeSet;

/**
 * The last day of one session, computed from byte counters: rates at a resolution that falls with
 * their age, and what happened meanwhile. It outlives connections: what lies between two of them is
 * not known. Bounded; not safe for several threads.
 */
public final class ThroughputHistory {
  /** How many marks are kept; the oldest go first, keys that changed by epoch before others. */
  static final int MOST_MARKS = 256;

  /** Over a silence longer than this, in milliseconds, nobody knows when the bytes came. */
  private static final long LONGEST = 5_000;

  private final ThroughputSeries twoMinutes = of(Span.TWO_MINUTES);
  private final ThroughputSeries hour = of(Span.HOUR);
  private final ThroughputSeries day = of(Span.DAY);
  private final List<ThroughputSeries> all = List.of(twoMinutes, hour, day);
  private final TreeSet<Mark> marks = new TreeSet<>();
  private boolean based;
  private long baseTime;
  private long baseIn;
  private long baseOut;

  /** Nothing yet. */
  public ThroughputHistory() {}

  private static ThroughputSeries of(Span span) {
    // Two more: one at each edge is in view only in part.
    return new ThroughputSeries(span.step(), (int) (span.millis() / span.step()) + 2);
  }

  /**
   * Takes new counters in. Counters that went backwards, or come after a silence, only say from
   * where to count on.
   *
   * @param time milliseconds since the epoch
   * @param bytesIn bytes since the session began; {@code bytesOut} alike
   */
  public void add(long time, long bytesIn, long bytesOut) {
    boolean follows =
        based
            && bytesIn >= baseIn
            && bytesOut >= baseOut
            && time >= baseTime
            && time - baseTime <= LONGEST;
    if (follows && time == baseTime) {
      return; // what came in no time is counted with what comes next
    }
    if (follows) {
      all.forEach(each -> each.add(baseTime, time, bytesIn - baseIn, bytesOut - baseOut));
    } else if (based && time < baseTime) {
      forgetAfter(time);
    }
    based = true;
    baseTime = time;
    baseIn = bytesIn;
    baseOut = bytesOut;
  }

  private void forgetAfter(long time) {
    all.forEach(each -> each.forgetAfter(time));
    marks.removeIf(mark -> mark.time() > time);
  }

  /** Remembers that something happened; the same mark twice is one. */
  void mark(Mark mark) {
    marks.add(mark);
    if (marks.size() > MOST_MARKS) {
      marks.remove(
          marks.stream()
              .filter(each -> each.kind() == Mark.Kind.NEXT_KEYS)
              .findFirst()
              .orElseGet(marks::first));
    }
  }

  /** What happened from one moment up to another, both included, oldest first. */
  public List<Mark> marks(long from, long to) {
    return marks.stream().filter(mark -> mark.time() >= from && mark.time() <= to).toList();
  }

  /** The rates at the resolution of a span. */
  public ThroughputSeries series(Span span) {
    return switch (span) {
      case TWO_MINUTES -> twoMinutes;
      case HOUR -> hour;
      case DAY -> day;
    };
  }

  /** When counters came last, in milliseconds since the epoch; 0 for never. */
  public long end() {
    return baseTime;
  }

  /** Whether there are no rates at all. */
  public boolean isEmpty() {
    return day.newest() < 0;
  }
}
