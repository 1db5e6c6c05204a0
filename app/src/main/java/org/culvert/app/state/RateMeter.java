package org.culvert.app.state;

/**
 * How fast it goes now: the average over the last second, so that the number can be read. Keeps a
 * handful of counters. Not safe for several threads.
 */
final class RateMeter {
  /** A rate is the average over this time, in milliseconds. */
  private static final long WINDOW = 1_000;

  /** Counters older than this, in milliseconds, say nothing about now. */
  private static final long FRESH = 3_000;

  /** Two samples closer than this, in milliseconds, are merged: a rate over so little is noise. */
  private static final long SHORTEST = 50;

  private static final int CAPACITY = (int) (WINDOW / SHORTEST) + 2;
  private static final double BITS_AND_SECONDS = 8 * 1_000.0;

  private final long[] times = new long[CAPACITY];
  private final long[] in = new long[CAPACITY];
  private final long[] out = new long[CAPACITY];
  private long added;

  /** Takes new counters in; those that went backwards belong to a new connection. */
  void add(long time, long bytesIn, long bytesOut) {
    if (added > 0) {
      int last = place(added - 1);
      boolean follows =
          bytesIn >= in[last]
              && bytesOut >= out[last]
              && time >= times[last]
              && time - times[last] <= FRESH;
      if (!follows) {
        added = 0;
      } else if (time - times[last] < SHORTEST) {
        return;
      }
    }
    int place = place(added);
    times[place] = time;
    in[place] = bytesIn;
    out[place] = bytesOut;
    added++;
  }

  /** Bits per second that came in; 0 when nothing was heard of late. */
  double in(long now) {
    return rate(in, now);
  }

  /** Bits per second that went out. */
  double out(long now) {
    return rate(out, now);
  }

  private double rate(long[] bytes, long now) {
    if (added < 2) {
      return 0;
    }
    int last = place(added - 1);
    if (times[last] <= now - FRESH) {
      return 0;
    }
    long from = added - 2;
    while (from > 0 && from > added - CAPACITY && times[place(from - 1)] >= times[last] - WINDOW) {
      from--;
    }
    int base = place(from);
    return (bytes[last] - bytes[base]) * BITS_AND_SECONDS / (times[last] - times[base]);
  }

  private static int place(long sample) {
    return (int) (sample % CAPACITY);
  }
}
