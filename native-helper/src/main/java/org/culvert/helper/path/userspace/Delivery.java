package org.culvert.helper.path.userspace;

import java.io.IOException;
import org.culvert.helper.ip.Coalescer;
import org.culvert.helper.ip.VirtioHeader;
import org.culvert.helper.path.TunDevice;

/** How opened packets get into a device. For the in loop's thread. */
abstract sealed class Delivery {
  private final Moved moved;
  private long packets;
  private long bytes;

  private Delivery(Moved moved) {
    this.moved = moved;
  }

  /**
   * The way that suits a device best, for packets of at most {@code largest} bytes.
   *
   * @param moved counts the frames that it writes
   */
  static Delivery into(TunDevice device, int largest, Drops drops, Moved moved) {
    return device.hasVirtioHeader()
        ? new Joining(device, largest, drops, moved)
        : new Single(device, largest, drops, moved);
  }

  /** While there is no device. */
  static Delivery nowhere(int largest, Drops drops) {
    return new Nowhere(largest, drops);
  }

  /** Where to put the next packet, at {@link #place()}. */
  abstract byte[] array();

  abstract int place();

  /** Takes the packet of so many bytes that was put there; it may be written only later. */
  abstract void accept(int length) throws IOException;

  /** Whatever was put there is no packet. */
  void reject() {}

  /** Writes what is not written yet. */
  void flush() throws IOException {}

  /** Packets that the machine took so far. */
  final long packets() {
    return packets;
  }

  /** Their bytes. */
  final long bytes() {
    return bytes;
  }

  final void count(int morePackets, int moreBytes, int frame) {
    moved.call(morePackets, frame);
    packets += morePackets;
    bytes += moreBytes;
  }

  /** Neighbours of one flow as one frame. */
  static final class Joining extends Delivery {
    private final TunDevice device;
    private final Coalescer packets;
    private final Drops drops;

    Joining(TunDevice device, int largest, Drops drops, Moved moved) {
      super(moved);
      this.drops = drops;
      this.device = device;
      this.packets = new Coalescer(largest, device.joinsUdp());
    }

    @Override
    byte[] array() {
      return packets.array();
    }

    @Override
    int place() {
      return packets.place();
    }

    @Override
    void accept(int length) throws IOException {
      packets.accept(length);
      if (packets.isFull()) {
        flush();
      }
    }

    @Override
    void reject() {
      packets.reject();
    }

    @Override
    void flush() throws IOException {
      int frames = packets.finish();
      for (int i = 0; i < frames; i++) {
        if (device.write(packets.array(), packets.offset(i), packets.length(i))) {
          count(packets.packets(i), packets.bytes(i), packets.length(i) - VirtioHeader.LENGTH);
        } else {
          drops.add(Drops.Reason.REFUSED, packets.packets(i));
        }
      }
      packets.clear();
    }
  }

  /** Each packet by itself. */
  static final class Single extends Delivery {
    private final TunDevice device;
    private final byte[] packet;
    private final Drops drops;

    Single(TunDevice device, int largest, Drops drops, Moved moved) {
      super(moved);
      this.drops = drops;
      this.device = device;
      this.packet = new byte[largest + Coalescer.TAILROOM];
    }

    @Override
    byte[] array() {
      return packet;
    }

    @Override
    int place() {
      return 0;
    }

    @Override
    void accept(int length) throws IOException {
      if (device.write(packet, 0, length)) {
        count(1, length, length);
      } else {
        drops.add(Drops.Reason.REFUSED, 1);
      }
    }
  }

  /** There is no device, or none yet. */
  static final class Nowhere extends Delivery {
    private final byte[] packet;
    private final Drops drops;

    Nowhere(int largest, Drops drops) {
      super(new Moved());
      this.drops = drops;
      this.packet = new byte[largest + Coalescer.TAILROOM];
    }

    @Override
    byte[] array() {
      return packet;
    }

    @Override
    int place() {
      return 0;
    }

    @Override
    void accept(int length) {
      drops.add(Drops.Reason.NO_DEVICE, 1);
    }
  }
}
