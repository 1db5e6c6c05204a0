package org.culvert.app.state;

/**
 * A stretch of time that is kept, and how finely: what lies further back is worth fewer numbers.
 * All of them together are 1,200 numbers a direction, however long a session lasts.
 */
public enum Span {
  TWO_MINUTES(120_000, 1_000),
  HOUR(3_600_000, 10_000),
  DAY(86_400_000, 120_000);

  private final long millis;
  private final long step;

  Span(long millis, long step) {
    this.millis = millis;
    this.step = step;
  }

  /** How far back it reaches, in milliseconds. */
  public long millis() {
    return millis;
  }

  /** What one number is the average of, in milliseconds. */
  public long step() {
    return step;
  }
}
