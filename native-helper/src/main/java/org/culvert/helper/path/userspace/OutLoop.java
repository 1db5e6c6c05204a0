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
  private final OwnDatagrams own;
  private final PacketBatch packets;

  /** How long each packet of the batch was before it was sealed. */
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
    this.own = new OwnDatagrams(port.remote(), port.ipProtocol());
    this.packets = PacketBatch.forPackets(mtu);
    this.plain = new int[packets.capacity()];
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
        send(seal(count));
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
    send(seal(tun.read(packets)));
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
    packets.setCount(filled);
    return filled;
  }

  private void send(int count) throws IOException {
    if (count == 0) {
      return;
    }
    int taken = port.send(packets);
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += packets.length(i) == 0 ? 0 : plain[i]; // 0: the kernel refused it
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
