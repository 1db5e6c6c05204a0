package org.culvert.helper.path;

/**
 * A fixed number of packet slots that live as long as their loop. A packet lies at {@code
 * offset(i)} in {@code array(i)}; in front of it is room for the largest header ({@value #HEADROOM}
 * bytes) and behind it for tag, HMAC and padding ({@value #TAILROOM} bytes), so that it can be
 * sealed or opened in place. Owned by one thread; ports fill it from slot 0 and set the count.
 */
public final class PacketBatch {
  /** Free bytes in front of a packet as a port delivers it. */
  public static final int HEADROOM = 64;

  /** Free bytes behind the largest packet. */
  public static final int TAILROOM = 128;

  private static final int BYTES = 128 << 10;
  private static final int LEAST_SLOTS = 2;
  private static final int MOST_SLOTS = 64;

  private final byte[][] arrays;
  private final int[] offsets;
  private final int[] lengths;
  private final int[] trafficClasses;
  private final int maxPacket;
  private int count;

  /** Slots for {@code slots} packets of at most {@code maxPacket} bytes. */
  public PacketBatch(int slots, int maxPacket) {
    this.arrays = new byte[slots][HEADROOM + maxPacket + TAILROOM];
    this.offsets = new int[slots];
    this.lengths = new int[slots];
    this.trafficClasses = new int[slots];
    this.maxPacket = maxPacket;
    clear();
  }

  /**
   * As many slots as a system call should move at once, and fewer of large ones: whatever the
   * tunnel's MTU, a batch takes about as much memory.
   */
  public static PacketBatch forPackets(int maxPacket) {
    int slot = HEADROOM + maxPacket + TAILROOM;
    return new PacketBatch(Math.clamp(BYTES / slot, LEAST_SLOTS, MOST_SLOTS), maxPacket);
  }

  /** Slots in all. */
  public int capacity() {
    return arrays.length;
  }

  /** The largest packet that a port may put into a slot. */
  public int maxPacket() {
    return maxPacket;
  }

  /** Packets in it: slots 0 to count − 1. */
  public int count() {
    return count;
  }

  /** Says how many slots, from 0, hold a packet. */
  public void setCount(int count) {
    this.count = count;
  }

  /** Empties it and puts every offset back behind the head room. */
  public void clear() {
    count = 0;
    java.util.Arrays.fill(offsets, HEADROOM);
    java.util.Arrays.fill(lengths, 0);
  }

  /** The slot's memory; the packet is at {@link #offset}. */
  public byte[] array(int slot) {
    return arrays[slot];
  }

  /** Where the slot's packet begins. */
  public int offset(int slot) {
    return offsets[slot];
  }

  /** The length of the slot's packet. */
  public int length(int slot) {
    return lengths[slot];
  }

  /** Says where the slot's packet lies. */
  public void set(int slot, int offset, int length) {
    offsets[slot] = offset;
    lengths[slot] = length;
  }

  /** Says that the kernel did not take the slot's packet: its length becomes 0. */
  public void refuse(int slot) {
    lengths[slot] = 0;
  }

  /** How urgent the slot's packet is, for a port that {@link DatagramPort#passesTos passes} it. */
  public int trafficClass(int slot) {
    return trafficClasses[slot];
  }

  /** Says how urgent the slot's packet is: what IPv4 calls TOS and IPv6 traffic class. */
  public void setTrafficClass(int slot, int trafficClass) {
    trafficClasses[slot] = trafficClass;
  }

  /** Lets two slots change places. */
  public void swap(int one, int other) {
    byte[] array = arrays[one];
    int offset = offsets[one];
    int length = lengths[one];
    int trafficClass = trafficClasses[one];
    arrays[one] = arrays[other];
    offsets[one] = offsets[other];
    lengths[one] = lengths[other];
    trafficClasses[one] = trafficClasses[other];
    arrays[other] = array;
    offsets[other] = offset;
    lengths[other] = length;
    trafficClasses[other] = trafficClass;
  }

  /** The bytes of all packets in it together. */
  public long bytes() {
    long sum = 0;
    for (int slot = 0; slot < count; slot++) {
      sum += lengths[slot];
    }
    return sum;
  }
}
