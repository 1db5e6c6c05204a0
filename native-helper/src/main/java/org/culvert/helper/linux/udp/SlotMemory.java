package org.culvert.helper.linux.udp;

import org.culvert.helper.linux.sys.DatagramSlots;
import org.jspecify.annotations.Nullable;

/** Slots that are made when they are needed, and anew in another shape. Guarded by its user. */
final class SlotMemory {
  private final byte[] prefix;
  private final DatagramSlots.Extra extra;
  private @Nullable DatagramSlots present;

  /** For slots that all begin with {@code prefix}. */
  SlotMemory(byte[] prefix, DatagramSlots.Extra extra) {
    this.prefix = prefix;
    this.extra = extra;
  }

  /** Slots of exactly this shape, for receiving: a longer datagram must be seen as one. */
  DatagramSlots exactly(int slots, int size) {
    DatagramSlots there = present;
    return there != null && there.slots() == slots && there.slotSize() == size
        ? there
        : replace(slots, size);
  }

  /** Slots of at least this shape, for sending. */
  DatagramSlots atLeast(int slots, int size) {
    DatagramSlots there = present;
    return there != null && there.slots() >= slots && there.slotSize() >= size
        ? there
        : replace(slots, size);
  }

  private DatagramSlots replace(int slots, int size) {
    free(); // first: there may be no memory for both
    DatagramSlots fresh = new DatagramSlots(slots, size, prefix, extra);
    present = fresh;
    return fresh;
  }

  /** Gives the memory back; twice is fine. */
  void free() {
    DatagramSlots there = present;
    present = null;
    if (there != null) {
      there.close();
    }
  }
}
