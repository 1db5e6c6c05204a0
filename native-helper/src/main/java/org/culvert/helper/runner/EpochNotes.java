package org.culvert.helper.runner;

import java.util.Optional;

/**
 * Says that keys changed by epoch, at most once a minute: a server may change them as often as it
 * likes. Milliseconds.
 */
final class EpochNotes {
  private static final long EVERY = 60_000;

  private int last;
  private int untold;
  private long tellAt = Long.MIN_VALUE;

  /** A line for the log, when one is due; 0 is no epoch. */
  Optional<String> news(long now, int epoch) {
    // A key that was agreed on begins at its first epoch again, and is told by itself.
    untold += last > 0 ? Math.max(0, epoch - last) : 0;
    last = epoch;
    if (untold == 0 || now < tellAt) {
      return Optional.empty();
    }
    String times = untold == 1 ? "" : ", " + untold + " times since the last such line";
    tellAt = now + EVERY;
    untold = 0;
    // An older window knows the line by its first words.
    return Optional.of("the keys changed by epoch (epoch " + epoch + times + ")");
  }
}
