package org.culvert.app.state;

import java.util.Comparator;

/**
 * Something that happened to a session and explains its traffic.
 *
 * @param time milliseconds since the epoch
 */
public record Mark(long time, Kind kind) implements Comparable<Mark> {
  private static final Comparator<Mark> ORDER =
      Comparator.comparingLong(Mark::time).thenComparing(Mark::kind);

  /** What it was. */
  public enum Kind {
    /** The tunnel stands again. */
    RECONNECTED,
    /** Client and server agreed on new keys while the tunnel stood. */
    NEW_KEYS,
    /** Keys followed from those before, as they do with the epoch data format. */
    NEXT_KEYS
  }

  @Override
  public int compareTo(Mark other) {
    return ORDER.compare(this, other);
  }
}
