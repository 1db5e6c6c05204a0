package org.culvert.helper.path;

/**
 * Packets behind one another in one array, as many as one or a few system calls move, in memory
 * that lives as long as its loop. Behind each is room to work in ({@value #TAILROOM} bytes), though
 * the next packet may lie there. Owned by one thread.
 */
public final class PacketBatch {
  /** Free bytes behind the last packet. */
  public static final int TAILROOM = 128;

  private static final int BYTES = 128 << 10;
  private static final int MOST_PACKETS = 128;
  private static final int LEAST_LARGEST = 2;

  private final byte[] array;
  private final int[] offsets;
  private final int[] lengths;
  private final int[] trafficClasses;
  private final int maxPacket;
  private int count;
  private int end;
  private int calls;

  /** For at most {@code packets} packets of at most {@code maxPacket} bytes. */
  public PacketBatch(int packets, int maxPacket) {
    this(packets, maxPacket, packets * maxPacket);
  }

  private PacketBatch(int packets, int maxPacket, int bytes) {
    this.array = new byte[bytes + TAILROOM];
    this.offsets = new int[packets];
    this.lengths = new int[packets];
    this.trafficClasses = new int[packets];
    this.maxPacket = maxPacket;
  }

  /** Whatever the tunnel's MTU, a batch takes about as much memory. */
  public static PacketBatch forPackets(int maxPacket) {
    return new PacketBatch(MOST_PACKETS, maxPacket, Math.max(BYTES, LEAST_LARGEST * maxPacket));
  }

  /** Packets that it holds at most. */
  public int capacity() {
    return offsets.length;
  }

  /** The largest packet that it is for. */
  public int maxPacket() {
    return maxPacket;
  }

  /** Bytes that all packets together may have. */
  public int size() {
    return array.length - TAILROOM;
  }

  /** Bytes that can still be added; 0 when it holds as many packets as it can. */
  public int room() {
    return count == offsets.length ? 0 : size() - end;
  }

  /** Packets in it: 0 to count − 1. */
  public int count() {
    return count;
  }

  /** Empties it. */
  public void clear() {
    count = 0;
    end = 0;
    calls = 0;
  }

  /** The port made so many more system calls that moved packets of it. */
  public void countCalls(int more) {
    calls += more;
  }

  /**
   * System calls that moved packets since it was cleared; none when those in it had been fetched
   * together with the ones before.
   */
  public int calls() {
    return calls;
  }

  /** The memory of all packets. */
  public byte[] array() {
    return array;
  }

  /** Where the next packet is to be put before it is {@link #add added}. */
  public int end() {
    return end;
  }

  /** A packet of so many bytes has been put at {@link #end}. */
  public void add(int length) {
    add(length, 0);
  }

  /** The same, with how urgent it is: what IPv4 calls TOS and IPv6 traffic class. */
  public void add(int length, int trafficClass) {
    offsets[count] = end;
    lengths[count] = length;
    trafficClasses[count] = trafficClass;
    count++;
    end += length;
  }

  /** Copies a packet in. */
  public void add(byte[] source, int offset, int length) {
    System.arraycopy(source, offset, array, end, length);
    add(length);
  }

  /** Where a packet begins. */
  public int offset(int packet) {
    return offsets[packet];
  }

  /** The length of a packet. */
  public int length(int packet) {
    return lengths[packet];
  }

  /** Says that the kernel did not take a packet: its length becomes 0. */
  public void refuse(int packet) {
    lengths[packet] = 0;
  }

  /** How urgent a packet is, for a port that {@link DatagramPort#passesTos passes} it. */
  public int trafficClass(int packet) {
    return trafficClasses[packet];
  }
}
