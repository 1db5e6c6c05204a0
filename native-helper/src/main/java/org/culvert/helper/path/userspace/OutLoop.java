package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.MssClamp;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.userspace.ControlSink.Broken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the TUN device to the socket. */
final class OutLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(OutLoop.class);

  private final TunDevice tun;
  private final DatagramPort port;
  private final DataChannel channel;
  private final ControlSink control;
  private final int inFront;
  private final int maxMss;
  private final boolean passTos;
  private final OwnDatagrams own;
  private final PacketBatch packets;

  /** What goes out where packets are cut; otherwise they are sealed where they lie. */
  private final @Nullable PacketBatch pieces;

  /** How long each packet of the batch that goes out was before it was sealed. */
  private final int[] plain;

  private volatile boolean stopped;
  private final AtomicLong payloadBytes;
  private final AtomicLong payloadPackets;
  private final AtomicLong routedIntoItself;

  /**
   * What a loop has carried.
   *
   * @param routedIntoItself datagrams of our own that came out of the tunnel and were dropped
   */
  record Counted(long payloadBytes, long payloadPackets, long routedIntoItself) {
    static final Counted NOTHING = new Counted(0, 0, 0);
  }

  /**
   * A loop that is not running yet.
   *
   * @param mtu the device's: longer packets do not come out of it
   * @param before what the loop before it has carried
   */
  OutLoop(
      TunDevice tun,
      DatagramPort port,
      DataChannel channel,
      ControlSink control,
      int mtu,
      int maxMssIpv4,
      Counted before) {
    this.tun = tun;
    this.port = port;
    this.channel = channel;
    this.control = control;
    this.inFront = channel.settings().inFront();
    this.maxMss = maxMssIpv4;
    this.passTos = port.passesTos();
    this.own = new OwnDatagrams(port.remote(), port.ipProtocol());
    this.packets = PacketBatch.forPackets(mtu);
    int piece = channel.settings().fragment();
    this.pieces = piece > 0 ? PacketBatch.forPackets(piece + DataChannel.MAX_OVERHEAD) : null;
    this.plain = new int[Math.max(packets.capacity(), pieces == null ? 0 : pieces.capacity())];
    this.payloadBytes = new AtomicLong(before.payloadBytes());
    this.payloadPackets = new AtomicLong(before.payloadPackets());
    this.routedIntoItself = new AtomicLong(before.routedIntoItself());
  }

  void stop() {
    stopped = true;
    tun.wakeup();
  }

  /** So far. From any thread. */
  Counted counted() {
    return new Counted(payloadBytes.get(), payloadPackets.get(), routedIntoItself.get());
  }

  /** Whether it is what would be made for these. */
  @SuppressWarnings("ReferenceEquality") // a device has no other identity
  boolean serves(TunDevice device, int mtu, int maxMssIpv4) {
    return tun == device && packets.maxPacket() == mtu && maxMss == maxMssIpv4;
  }

  @Override
  public void run() {
    Broken at = Broken.DEVICE;
    try {
      while (!stopped) {
        at = Broken.DEVICE;
        int count = tun.read(packets);
        at = Broken.SOCKET;
        carry(count);
      }
    } catch (ConnectionLostException e) {
      if (!stopped) {
        control.failed(at, e.reason());
      }
    } catch (Throwable e) {
      if (!stopped) {
        LOG.error("Sending through {} ended", tun.name(), e);
        control.failed(at, "sending ended: " + e.getMessage());
      }
    }
  }

  /** One batch, waiting for it. */
  void doWork() throws IOException {
    carry(tun.read(packets));
  }

  private void carry(int count) throws IOException {
    if (pieces == null) {
      send(packets, seal(count));
    } else {
      cut(pieces, count);
    }
  }

  /** Seals what was read in pieces, and sends them batch by batch. */
  private void cut(PacketBatch out, int count) throws IOException {
    int filled = 0;
    for (int i = 0; i < count; i++) {
      byte[] packet = packets.array(i);
      int offset = packets.offset(i);
      int length = packets.length(i);
      if (own.contains(packet, offset, length)) {
        dropOwn();
        continue;
      }
      if (maxMss != 0) {
        MssClamp.clamp(packet, offset, length, maxMss);
      }
      int trafficClass = passTos ? TrafficClass.of(packet, offset, length) : 0;
      int all = channel.split(packet, offset, length);
      for (int number = 0; number < all; number++) {
        if (filled == out.capacity()) {
          send(out, filled);
          filled = 0;
        }
        int datagram = channel.sealPiece(number, out.array(filled), PacketBatch.HEADROOM);
        if (datagram == 0) {
          break;
        }
        // The packet counts with its last piece.
        plain[filled] = number == all - 1 ? length : 0;
        out.setTrafficClass(filled, trafficClass);
        out.set(filled++, PacketBatch.HEADROOM, datagram);
      }
    }
    send(out, filled);
  }

  /** Seals what was read, in place, and returns how many packets that are. */
  private int seal(int count) {
    int filled = 0;
    for (int i = 0; i < count; i++) {
      byte[] packet = packets.array(i);
      int offset = packets.offset(i);
      int length = packets.length(i);
      if (own.contains(packet, offset, length)) {
        dropOwn();
        continue;
      }
      if (maxMss != 0) {
        MssClamp.clamp(packet, offset, length, maxMss);
      }
      if (passTos) {
        packets.setTrafficClass(i, TrafficClass.of(packet, offset, length));
      }
      int header = offset - inFront;
      int datagram = channel.seal(packet, offset, length, packet, header);
      if (datagram == 0) {
        break; // without a key there is none for the rest of the batch either
      }
      plain[filled] = length;
      packets.set(i, header, datagram);
      if (i != filled) {
        packets.swap(i, filled);
      }
      filled++;
    }
    return filled;
  }

  private void send(PacketBatch batch, int count) throws IOException {
    if (count == 0) {
      return;
    }
    batch.setCount(count);
    port.send(batch);
    long bytes = 0;
    int taken = 0;
    for (int i = 0; i < count; i++) {
      boolean whole = batch.length(i) > 0 && plain[i] > 0; // 0: the kernel refused it, or a piece
      bytes += whole ? plain[i] : 0;
      taken += whole ? 1 : 0;
    }
    payloadBytes.lazySet(payloadBytes.getPlain() + bytes);
    payloadPackets.lazySet(payloadPackets.getPlain() + taken);
  }

  private void dropOwn() {
    routedIntoItself.lazySet(routedIntoItself.getPlain() + 1);
    if (routedIntoItself.getPlain() == 1) {
      control.routedIntoItself();
    }
  }
}
