package org.culvert.helper.path.userspace;

import java.util.concurrent.atomic.AtomicLongArray;
import org.culvert.core.api.Batches;

/**
 * Counts what a loop's system calls move. One thread counts, in plain fields, and publishes once a
 * batch; any may read, a little late.
 */
final class Moved {
  private static final int CALLS = 0;
  private static final int PACKETS = 1;
  private static final int LARGEST = 2;

  private final AtomicLongArray published = new AtomicLongArray(3);
  private long calls;
  private long packets;
  private long largest;

  Moved() {}

  /** Goes on from what a loop before has moved. */
  Moved(Batches.Direction before) {
    calls = before.calls();
    packets = before.packets();
    largest = before.largest();
    publish();
  }

  /** So many calls moved so many packets together. */
  void calls(int moreCalls, int morePackets) {
    calls += moreCalls;
    packets += morePackets;
  }

  /** One call moved a frame of the device: so many packets. */
  void call(int morePackets, int frameBytes) {
    calls(1, morePackets);
    largest = Math.max(largest, frameBytes);
  }

  void publish() {
    published.lazySet(CALLS, calls);
    published.lazySet(PACKETS, packets);
    published.lazySet(LARGEST, largest);
  }

  /** From any thread. */
  Batches.Direction soFar() {
    return new Batches.Direction(
        published.getOpaque(CALLS), published.getOpaque(PACKETS), published.getOpaque(LARGEST));
  }
}
