package org.culvert.helper.linux.udp;

import org.culvert.helper.linux.sys.DatagramSlots;
import org.jspecify.annotations.Nullable;

/** Slots that are made when they are needed, and anew in another shape. Guarded by its user. */
final class SlotMemory {
  private @Nullable DatagramSlots present;

  /** Slots of exactly this shape, for receiving: a longer datagram must be seen as one. */
  DatagramSlots exactly(int slots, int size) {
    DatagramSlots there = present;
    return there != null && there.slots() == slots && there.slotSize() == size
        ? there
        : replace(slots, size);
  }

  private DatagramSlots replace(int slots, int size) {
    free(); // first: there may be no memory for both
    DatagramSlots fresh = new DatagramSlots(slots, size);
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
