package org.culvert.app.state;

import java.util.Arrays;

/**
 * What was carried, in slots of one length, the newest of them kept in a ring of primitives:
 * writing allocates nothing. Slot {@code n} is the time from {@link #startOf} {@code n} to that of
 * {@code n + 1}, counted from the epoch. A slot in which nobody counted is not known, which is
 * something else than a slot without traffic. Not safe for several threads.
 */
public final class ThroughputSeries {
  private static final double BITS_AND_SECONDS = 8 * 1_000.0;

  private final long step;
  private final long[] in;
  private final long[] out;
  private final long[] counted;
  private long newest = -1;

  /**
   * An empty ring.
   *
   * @param step the length of a slot, in milliseconds
   * @param capacity how many slots are kept
   */
  public ThroughputSeries(long step, int capacity) {
    this.step = step;
    in = new long[capacity];
    out = new long[capacity];
    counted = new long[capacity];
  }

  /**
   * Spreads bytes evenly over a stretch of time. No byte is lost at the border of two slots; what
   * is older than the ring is dropped.
   *
   * @param from milliseconds since the epoch; {@code to} is later
   */
  public void add(long from, long to, long bytesIn, long bytesOut) {
    long inBefore = 0;
    long outBefore = 0;
    for (long slot = slotAt(from); startOf(slot) < to; slot++) {
      long end = Math.min(to, startOf(slot + 1));
      double part = (double) (end - from) / (to - from);
      long inSoFar = end == to ? bytesIn : (long) (bytesIn * part);
      long outSoFar = end == to ? bytesOut : (long) (bytesOut * part);
      count(slot, end - Math.max(from, startOf(slot)), inSoFar - inBefore, outSoFar - outBefore);
      inBefore = inSoFar;
      outBefore = outSoFar;
    }
  }

  private void count(long slot, long millis, long bytesIn, long bytesOut) {
    advance(slot);
    if (kept(slot)) {
      int place = place(slot);
      counted[place] += millis;
      in[place] += bytesIn;
      out[place] += bytesOut;
    }
  }

  private void advance(long slot) {
    long first = Math.max(newest + 1, slot - counted.length + 1);
    for (long fresh = first; fresh <= slot; fresh++) {
      clear(fresh);
    }
    newest = Math.max(newest, slot);
  }

  private void clear(long slot) {
    int place = place(slot);
    counted[place] = 0;
    in[place] = 0;
    out[place] = 0;
  }

  /** Forgets what lies after a moment: a clock that was set back makes it the future. */
  public void forgetAfter(long time) {
    long last = slotAt(time);
    if (newest - last >= counted.length) {
      Arrays.fill(counted, 0);
      newest = -1;
      return;
    }
    for (; newest > last; newest--) {
      clear(newest);
    }
  }

  /** The slot that a moment lies in. */
  public long slotAt(long time) {
    return Math.floorDiv(time, step);
  }

  /** When a slot begins, in milliseconds since the epoch. */
  public long startOf(long slot) {
    return slot * step;
  }

  /** The newest slot that was written; -1 when there is none. */
  public long newest() {
    return newest;
  }

  /** The oldest slot that there is room for. */
  public long oldest() {
    return Math.max(0, newest - counted.length + 1);
  }

  /** Whether anybody counted in this slot. */
  public boolean known(long slot) {
    return countedAt(slot) > 0;
  }

  /** Bits per second that came in during a known slot, over the time that was counted; else 0. */
  public double inAt(long slot) {
    return known(slot) ? rate(in, slot) : 0;
  }

  /** Bits per second that went out. */
  public double outAt(long slot) {
    return known(slot) ? rate(out, slot) : 0;
  }

  /** How much of a slot was counted, in milliseconds. */
  public long countedAt(long slot) {
    return kept(slot) ? counted[place(slot)] : 0;
  }

  /** The largest rate in either direction from one slot to another, both included. */
  public double peak(long first, long last) {
    double peak = 0;
    for (long slot = Math.max(first, oldest()); slot <= Math.min(last, newest); slot++) {
      peak = Math.max(peak, Math.max(inAt(slot), outAt(slot)));
    }
    return peak;
  }

  private double rate(long[] bytes, long slot) {
    return bytes[place(slot)] * BITS_AND_SECONDS / counted[place(slot)];
  }

  private boolean kept(long slot) {
    return slot >= 0 && slot <= newest && slot > newest - counted.length;
  }

  private int place(long slot) {
    return (int) Math.floorMod(slot, (long) counted.length);
  }
}
