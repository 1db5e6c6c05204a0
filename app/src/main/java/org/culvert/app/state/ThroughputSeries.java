package org.culvert.app.state;

/**
 * Rates over the last minutes, computed from byte counters, in a ring of primitives: reading and
 * writing allocate nothing. Not safe for several threads.
 *
 * <p>Sample {@code i} (0 is the oldest) ends at {@link #timeAt}, and its rates are the averages
 * since the sample before it.
 */
public final class ThroughputSeries {
  /**
   * Enough for two minutes at four samples a second, and some more to let the oldest scroll out.
   */
  public static final int CAPACITY = 640;

  /** Two samples closer than this, in milliseconds, are merged: a rate over so little is noise. */
  private static final long SHORTEST = 50;

  /** After a silence longer than this, in milliseconds, the counters start a new line from zero. */
  private static final long LONGEST = 5_000;

  private static final double BITS_AND_SECONDS = 8 * 1_000.0;

  private final long[] times = new long[CAPACITY];
  private final double[] in = new double[CAPACITY];
  private final double[] out = new double[CAPACITY];
  private int start;
  private int size;
  private boolean based;
  private long baseTime;
  private long baseIn;
  private long baseOut;

  /**
   * Takes new counters in. Counters that went backwards belong to a new connection and become its
   * base.
   *
   * @param time milliseconds since the epoch
   * @param bytesIn bytes since the connection began; {@code bytesOut} alike
   */
  public void add(long time, long bytesIn, long bytesOut) {
    boolean restarted = bytesIn < baseIn || bytesOut < baseOut || time < baseTime;
    if (!based || restarted || time - baseTime > LONGEST) {
      base(time, bytesIn, bytesOut);
      append(time, 0, 0);
      return;
    }
    long elapsed = time - baseTime;
    if (elapsed < SHORTEST) {
      return;
    }
    append(
        time,
        (bytesIn - baseIn) * BITS_AND_SECONDS / elapsed,
        (bytesOut - baseOut) * BITS_AND_SECONDS / elapsed);
    base(time, bytesIn, bytesOut);
  }

  /** Forgets everything. */
  public void clear() {
    size = 0;
    start = 0;
    based = false;
    baseTime = 0;
    baseIn = 0;
    baseOut = 0;
  }

  /** The number of samples, 0 to {@link #CAPACITY}. */
  public int size() {
    return size;
  }

  /** When sample {@code i} ended, in milliseconds since the epoch. */
  public long timeAt(int i) {
    return times[slot(i)];
  }

  /** Bits per second that came in during sample {@code i}. */
  public double inAt(int i) {
    return in[slot(i)];
  }

  /** Bits per second that went out during sample {@code i}. */
  public double outAt(int i) {
    return out[slot(i)];
  }

  /** The largest rate in either direction at or after {@code time}. */
  public double peakSince(long time) {
    double peak = 0;
    for (int i = size - 1; i >= 0 && timeAt(i) >= time; i--) {
      peak = Math.max(peak, Math.max(inAt(i), outAt(i)));
    }
    return peak;
  }

  /** The average incoming rate of the samples at or after {@code time}, in bits per second. */
  public double averageInSince(long time) {
    return averageSince(in, time);
  }

  /** The average outgoing rate of the samples at or after {@code time}, in bits per second. */
  public double averageOutSince(long time) {
    return averageSince(out, time);
  }

  private double averageSince(double[] rates, long time) {
    double sum = 0;
    int count = 0;
    for (int i = size - 1; i >= 0 && timeAt(i) >= time; i--) {
      sum += rates[slot(i)];
      count++;
    }
    return count == 0 ? 0 : sum / count;
  }

  private void base(long time, long bytesIn, long bytesOut) {
    based = true;
    baseTime = time;
    baseIn = bytesIn;
    baseOut = bytesOut;
  }

  private void append(long time, double inRate, double outRate) {
    int slot = (start + size) % CAPACITY;
    times[slot] = time;
    in[slot] = inRate;
    out[slot] = outRate;
    if (size < CAPACITY) {
      size++;
    } else {
      start = (start + 1) % CAPACITY;
    }
  }

  private int slot(int i) {
    if (i < 0 || i >= size) {
      throw new IndexOutOfBoundsException(i);
    }
    return (start + i) % CAPACITY;
  }
}
