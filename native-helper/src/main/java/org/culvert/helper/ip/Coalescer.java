package org.culvert.helper.ip;

import org.jspecify.annotations.Nullable;

/**
 * Joins neighbouring packets of one flow into superpackets for a TUN device with {@code
 * IFF_VNET_HDR}, by the rules of the kernel's own GRO: cut again, they are the packets that came,
 * byte for byte. Only of packets that may not be fragmented and all have the same identification
 * the pieces will be numbered, which means nothing (RFC 6864, section 4.1).
 *
 * <p>The caller puts each packet at {@link #place()} in {@link #array()}, then says {@link #accept}
 * or {@link #reject}. The place is where the packet most likely belongs, so that mostly nothing has
 * to be moved: when a run can go on, its payload comes to lie directly behind the last one's. The
 * bytes under its header are kept aside meanwhile.
 *
 * <pre>
 * slot   virtio | header | payload 0 | payload 1 |
 * place                                  header | payload 2       put there by the caller
 * slot   virtio | header | payload 0 | payload 1 | payload 2      after accept
 * </pre>
 *
 * <p>Each run has a slot of its own; packets that stay alone lie behind each other in one memory
 * for all of them. What a flow sent leaves in the order in which it came: a packet that cannot join
 * ends its flow's run, and one whose flow cannot be told ends the runs between its addresses. Bound
 * are the packets of a run, the runs, and the memory: when {@link #isFull()} says so, the caller
 * writes what there is and {@link #clear}s.
 */
public final class Coalescer {
  /** Free bytes behind the largest packet at {@link #place()}. */
  public static final int TAILROOM = 128;

  private static final int RUNS = 16;
  private static final int MAX_ENTRIES = 128;
  private static final int ALONE_BYTES = 64 << 10;

  private final byte[] array;
  private final int maxPacket;
  private final Candidate packet;
  private final Run[] runs = new Run[RUNS];
  private int usedRuns;
  private boolean crowded;

  /** What to write, in order: either a run, or a packet that stays alone. */
  private final @Nullable Run[] entryRuns = new @Nullable Run[MAX_ENTRIES];

  private final int[] aloneOffsets = new int[MAX_ENTRIES];
  private final int[] aloneLengths = new int[MAX_ENTRIES];
  private int count;

  /** Where the next packet that stays alone will begin, behind a virtio header. */
  private int alone;

  private final int aloneStart;

  private int place;

  /** The run that goes on at {@link #place}, and what lay there. */
  private @Nullable Run expected;

  private final byte[] covered = new byte[Ipv6.HEADER + Tcp.MAX_HEADER];

  /**
   * For packets of at most {@code maxPacket} bytes; with {@code udp} datagrams are joined as well,
   * for devices that take them ({@code TUN_F_USO4} and {@code TUN_F_USO6}).
   */
  public Coalescer(int maxPacket, boolean udp) {
    this.maxPacket = maxPacket;
    this.packet = new Candidate(udp);
    int slot = VirtioHeader.LENGTH + IpHeader.MAX_PACKET + maxPacket + TAILROOM;
    this.aloneStart = RUNS * slot + VirtioHeader.LENGTH;
    this.array = new byte[aloneStart + ALONE_BYTES + maxPacket + TAILROOM];
    for (int i = 0; i < RUNS; i++) {
      runs[i] = new Run(array, i * slot + VirtioHeader.LENGTH);
    }
    clear();
  }

  /** The memory of all packets; always the same. */
  public byte[] array() {
    return array;
  }

  /**
   * Where to put the next packet: there is room for the largest one and {@value #TAILROOM} bytes
   * more. Not valid while {@link #isFull()}.
   */
  public int place() {
    return place;
  }

  /** Whether what there is must be written and cleared before the next packet. */
  public boolean isFull() {
    return crowded || count == MAX_ENTRIES || alone - aloneStart > ALONE_BYTES;
  }

  /** Takes the packet of {@code length} bytes at {@link #place()}. */
  public void accept(int length) {
    if (isFull() || length < 1 || length > maxPacket) {
      throw new IllegalArgumentException("a packet of " + length + " bytes; full: " + isFull());
    }
    packet.read(array, place, length);
    Run taken;
    if (packet.isPlain()) {
      taken = takePlain();
    } else {
      closeBetweenAddresses();
      taken = stayAlone();
    }
    uncover();
    choosePlace(taken);
  }

  /** Leaves out whatever was put at {@link #place()}. */
  public void reject() {
    uncover();
  }

  /** Ends all runs, and says how many superpackets there are to write before {@link #clear()}. */
  public int finish() {
    for (int i = 0; i < usedRuns; i++) {
      runs[i].close();
    }
    return count;
  }

  /** Where the virtio header of superpacket {@code i} is; 0 is the first to write. */
  public int offset(int i) {
    Run run = entryRuns[i];
    return (run == null ? aloneOffsets[i] : run.start()) - VirtioHeader.LENGTH;
  }

  /** The length of superpacket {@code i} with its virtio header. */
  public int length(int i) {
    Run run = entryRuns[i];
    return VirtioHeader.LENGTH + (run == null ? aloneLengths[i] : run.end() - run.start());
  }

  /** How many packets are in superpacket {@code i}. */
  public int packets(int i) {
    Run run = entryRuns[i];
    return run == null ? 1 : run.packets();
  }

  /** The bytes of the packets in superpacket {@code i}, as long as they came. */
  public int bytes(int i) {
    Run run = entryRuns[i];
    return run == null ? aloneLengths[i] : run.bytes();
  }

  /** Forgets all packets. */
  public void clear() {
    boolean lastWasAlone = count > 0 && entryRuns[count - 1] == null;
    usedRuns = 0;
    count = 0;
    crowded = false;
    alone = aloneStart;
    expected = null;
    place = lastWasAlone ? alone : runs[0].start();
  }

  /** Returns the run that has the packet now, or null if it stays alone. */
  private @Nullable Run takePlain() {
    Run run = openRunOfItsFlow();
    if (run != null) {
      if (packet.isJoinable() && run.isContinuedBy(packet)) {
        move(place + packet.headerLength(), run.end(), packet.payloadLength());
        run.append(packet);
        return run;
      }
      run.close();
    }
    return packet.isJoinable() && packet.endFlags() == 0 ? beginRun() : stayAlone();
  }

  private @Nullable Run openRunOfItsFlow() {
    if (expected != null && expected.isOpen() && expected.isOfFlowOf(packet)) {
      return expected;
    }
    for (int i = 0; i < usedRuns; i++) {
      if (runs[i].isOpen() && runs[i].isOfFlowOf(packet)) {
        return runs[i];
      }
    }
    return null;
  }

  private void closeBetweenAddresses() {
    for (int i = 0; i < usedRuns; i++) {
      if (packet.isAddressed() && runs[i].isOpen() && runs[i].isBetweenAddressesOf(packet)) {
        runs[i].close();
      }
    }
  }

  private @Nullable Run beginRun() {
    if (usedRuns == RUNS) {
      crowded = true;
      return stayAlone();
    }
    Run run = runs[usedRuns++];
    move(place, run.start(), packet.length());
    run.open(packet);
    entryRuns[count++] = run;
    return run;
  }

  private @Nullable Run stayAlone() {
    move(place, alone, packet.length());
    VirtioHeader.writePlain(array, alone - VirtioHeader.LENGTH);
    entryRuns[count] = null;
    aloneOffsets[count] = alone;
    aloneLengths[count] = packet.length();
    count++;
    alone += packet.length() + VirtioHeader.LENGTH;
    return null;
  }

  private void move(int from, int to, int length) {
    if (from != to) {
      System.arraycopy(array, from, array, to, length);
    }
  }

  private void uncover() {
    if (expected != null) {
      System.arraycopy(covered, 0, array, place, expected.headerLength());
    }
  }

  /** The next packet is expected to be like the last, which {@code run} has, or which is alone. */
  private void choosePlace(@Nullable Run run) {
    expected = null;
    if (run != null && run.isOpen() && run.hasPayloadUnderNextHeader()) {
      expected = run;
      place = run.end() - run.headerLength();
      System.arraycopy(array, place, covered, 0, run.headerLength());
    } else if (run == null || usedRuns == RUNS) {
      place = alone;
    } else {
      place = runs[usedRuns].start();
    }
  }
}
