package org.culvert.app.totals;

/** Payload bytes in both directions. */
public record Carried(long in, long out) {
  /** Nothing. */
  public static final Carried NOTHING = new Carried(0, 0);

  /** Both together. */
  public Carried plus(Carried other) {
    return new Carried(in + other.in, out + other.out);
  }

  /** What was carried since counters stood at {@code before}; of a new connection, all of it. */
  Carried since(Carried before) {
    return in < before.in || out < before.out
        ? this
        : new Carried(in - before.in, out - before.out);
  }

  /** In and out as one number. */
  public long sum() {
    return in + out;
  }
}
