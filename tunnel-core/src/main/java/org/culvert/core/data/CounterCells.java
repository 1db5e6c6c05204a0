package org.culvert.core.data;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counters with one writer at a time and any number of readers, who may see them a little late. The
 * cells of the two directions lie in different cache lines.
 */
final class CounterCells {
  private static final int LINE = 8;
  private static final int SENT = LINE;
  private static final int RECEIVED = 4 * LINE;

  private final AtomicLongArray cells = new AtomicLongArray(6 * LINE);

  void sent(int length) {
    add(SENT, 1);
    add(SENT + 1, length);
  }

  /** Counts what {@link DataChannel#open} returned. */
  void received(int result) {
    if (result >= 0) {
      add(RECEIVED, 1);
      add(RECEIVED + 1, result);
    } else {
      add(dropped(result), 1);
    }
  }

  /** The codes are −1 and below, one after the other. */
  private static int dropped(int code) {
    return RECEIVED + 1 - code;
  }

  private void add(int cell, long amount) {
    cells.setOpaque(cell, cells.getPlain(cell) + amount);
  }

  DataCounters snapshot() {
    return new DataCounters(
        cells.getOpaque(SENT),
        cells.getOpaque(SENT + 1),
        cells.getOpaque(RECEIVED),
        cells.getOpaque(RECEIVED + 1),
        cells.getOpaque(dropped(DataChannel.DROPPED_MALFORMED)),
        cells.getOpaque(dropped(DataChannel.DROPPED_NO_KEY)),
        cells.getOpaque(dropped(DataChannel.DROPPED_NOT_AUTHENTIC)),
        cells.getOpaque(dropped(DataChannel.DROPPED_REPLAY)),
        cells.getOpaque(dropped(DataChannel.DROPPED_COMPRESSED)),
        cells.getOpaque(dropped(DataChannel.DROPPED_FRAMING)));
  }
}
