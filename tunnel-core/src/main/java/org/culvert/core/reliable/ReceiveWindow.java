package org.culvert.core.reliable;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the peer's messages into their order (wire reference 2.3). */
final class ReceiveWindow {
  /** Messages that may be ahead of the next one in sequence, itself included. */
  static final int SIZE = 12;

  /** What became of a message. */
  enum Verdict {
    /** Stored; acknowledge it. */
    STORED,
    /** Was here before; acknowledge it again. */
    DUPLICATE,
    /** Too far ahead; as if it had been lost. */
    TOO_FAR
  }

  private final @Nullable Delivery[] slots = new @Nullable Delivery[SIZE];

  /** The lowest id not yet delivered, and its place in {@link #slots}. */
  private int next;

  private int nextSlot;

  Verdict classify(int messageId) {
    // Ids are compared as 32-bit differences, so that wrapping round does no harm.
    int ahead = messageId - next;
    if (ahead < 0) {
      return Verdict.DUPLICATE;
    }
    if (ahead >= SIZE) {
      return Verdict.TOO_FAR;
    }
    return slots[(nextSlot + ahead) % SIZE] == null ? Verdict.STORED : Verdict.DUPLICATE;
  }

  /** Stores a message that was classified as {@link Verdict#STORED}. */
  void store(int messageId, Delivery delivery) {
    slots[(nextSlot + (messageId - next)) % SIZE] = delivery;
  }

  Optional<Delivery> poll() {
    Delivery delivery = slots[nextSlot];
    if (delivery == null) {
      return Optional.empty();
    }
    slots[nextSlot] = null;
    nextSlot = (nextSlot + 1) % SIZE;
    next++;
    return Optional.of(delivery);
  }
}
