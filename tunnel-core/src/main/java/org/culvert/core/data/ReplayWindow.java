package org.culvert.core.data;

import java.util.Arrays;

/**
 * Which packet ids were received: the last {@value #SIZE} are remembered, older ones are refused
 * (wire reference 8.7). Used by one thread, after a packet has proved authentic.
 *
 * <p>The bits lie in a ring twice as long as the window, so that advancing clears whole words.
 */
final class ReplayWindow {
  /** Ids that are remembered. */
  static final int SIZE = 2048;

  private static final int WORDS = 2 * SIZE / Long.SIZE;

  private final long[] seen = new long[WORDS];
  private long highest;

  /** Notes an id, which is not negative; false when it is 0, too old or was here before. */
  boolean accept(long id) {
    if (id > highest) {
      clearBetween(highest >>> 6, id >>> 6);
      highest = id;
    } else if (id == 0 || highest - id >= SIZE) {
      return false;
    }
    int word = (int) (id >>> 6) & WORDS - 1;
    long bit = 1L << id;
    boolean fresh = (seen[word] & bit) == 0;
    seen[word] |= bit;
    return fresh;
  }

  /** Clears the words after {@code last} up to {@code next}. */
  private void clearBetween(long last, long next) {
    if (next - last >= WORDS) {
      Arrays.fill(seen, 0);
      return;
    }
    for (long word = last + 1; word <= next; word++) {
      seen[(int) word & WORDS - 1] = 0;
    }
  }
}
