package org.culvert.core.data;

import java.util.Arrays;

/**
 * Which packet ids were received: a number of the last ones is remembered, older ones are refused
 * (wire reference 8.7). Used by one thread, after a packet has proved authentic.
 *
 * <p>The bits lie in a ring twice as long as the window, so that advancing clears whole words.
 */
final class ReplayWindow {
  /** Ids that are remembered unless somebody wishes for another number. */
  static final int USUAL = 2048;

  private final int size;
  private final long[] seen;
  private final int words;
  private long highest;
  private boolean newest;

  /** Remembers so many ids; with 0 each has to be higher than all before. */
  ReplayWindow(int size) {
    this.size = Math.max(1, size); // the highest is the one that cannot come again
    this.words = Math.max(2, Integer.highestOneBit(Math.max(1, size * 2 - 1)) * 2 / Long.SIZE);
    this.seen = new long[words];
  }

  /** Notes an id, which is not negative; false when it is 0, too old or was here before. */
  boolean accept(long id) {
    newest = id > highest;
    if (newest) {
      clearBetween(highest >>> 6, id >>> 6);
      highest = id;
    } else if (id == 0 || highest - id >= size) {
      return false;
    }
    int word = (int) (id >>> 6) & words - 1;
    long bit = 1L << id;
    boolean fresh = (seen[word] & bit) == 0;
    seen[word] |= bit;
    return fresh;
  }

  /** Whether the id that came last is the highest of all. */
  boolean newest() {
    return newest;
  }

  /** Clears the words after {@code last} up to {@code next}. */
  private void clearBetween(long last, long next) {
    if (next - last >= words) {
      Arrays.fill(seen, 0);
      return;
    }
    for (long word = last + 1; word <= next; word++) {
      seen[(int) word & words - 1] = 0;
    }
  }
}
