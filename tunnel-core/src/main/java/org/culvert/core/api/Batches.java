package org.culvert.core.api;

/**
 * How much the system calls of the userspace path have moved since the connection began. Where the
 * kernel carries the packets there are none.
 */
public record Batches(Direction in, Direction out) {
  /** Before the first packet. */
  public static final Batches NONE = new Batches(Direction.NONE, Direction.NONE);

  /** Together with what was moved before. */
  public Batches after(Batches before) {
    return new Batches(in.after(before.in), out.after(before.out));
  }

  /**
   * One direction.
   *
   * @param calls system calls that moved packets, at the socket and at the tunnel's device; those
   *     that only wait are not counted
   * @param packets what they moved: each packet is moved twice, at the one and at the other
   * @param largest bytes of the largest superpacket that went through the device as one; of the
   *     largest packet where there was none
   */
  public record Direction(long calls, long packets, long largest) {
    /** Before the first packet. */
    public static final Direction NONE = new Direction(0, 0, 0);

    Direction after(Direction before) {
      return new Direction(
          before.calls + calls, before.packets + packets, Math.max(before.largest, largest));
    }

    /** How many packets a call has moved on average; 0 when there was none. */
    public double perCall() {
      return calls == 0 ? 0 : (double) packets / calls;
    }
  }
}
