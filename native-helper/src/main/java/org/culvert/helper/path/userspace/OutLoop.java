package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.MssClamp;
import org.culvert.helper.ip.Segmenter;
import org.culvert.helper.ip.VirtioHeader;
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

  /** What a datagram needs beside its packet. */
  private static final int ROOM = DataChannel.MAX_OVERHEAD + DataChannel.SPILL;

  /** So much is worth a system call: more would only make what came first wait. */
  private static final int ENOUGH_BYTES = 48 << 10;

  private static final int MOST_FRAMES = 64;

  private final TunDevice tun;
  private final DatagramPort port;
  private final DataChannel channel;
  private final ControlSink control;
  private final int maxMss;
  private final boolean passTos;
  private final InetSocketAddress remote;
  private final OwnDatagrams own;
  private final int mtu;
  private final Segmenter segmenter = new Segmenter();
  private final byte[] frame =
      new byte[VirtioHeader.LENGTH + TunDevice.LARGEST_PACKET + PacketBatch.TAILROOM];

  /** What goes out next. */
  private final PacketBatch out;

  /** How long each packet of the batch that goes out was before it was sealed. */
  private final int[] plain;

  private final boolean cuts;

  /** Packets of the session's own that are to go out between the others. */
  private final Queue<byte[]> inBand;

  private volatile boolean stopped;

  private boolean idle = true;

  /** Where it would break now. */
  private Broken at = Broken.DEVICE;

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
   * @param inBand packets of the session's own; whoever adds one wakes the device
   * @param before what the loop before it has carried
   */
  OutLoop(
      TunDevice tun,
      DatagramPort port,
      DataChannel channel,
      ControlSink control,
      int mtu,
      int maxMssIpv4,
      Queue<byte[]> inBand,
      Counted before) {
    this.tun = tun;
    this.port = port;
    this.channel = channel;
    this.control = control;
    this.maxMss = maxMssIpv4;
    this.passTos = port.passesTos();
    this.remote = port.remote();
    this.own = new OwnDatagrams(remote, port.ipProtocol());
    this.mtu = mtu;
    this.inBand = inBand;
    int piece = channel.settings().fragment();
    this.cuts = piece > 0;
    this.out = PacketBatch.forPackets((cuts ? Math.min(piece, mtu) : mtu) + ROOM);
    this.plain = new int[out.capacity()];
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
    return tun == device && this.mtu == mtu && maxMss == maxMssIpv4 && remote.equals(port.remote());
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        doWork();
      }
      sendInBand();
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

  /** What there is, waiting for it. */
  void doWork() throws IOException {
    at = Broken.DEVICE;
    if (idle) {
      tun.await();
    }
    idle = !read();
    if (!inBand.isEmpty()) {
      sendInBand();
    }
  }

  /**
   * Reads and sends until nothing is left, or enough was sent; returns whether more may be left.
   */
  private boolean read() throws IOException {
    int frames = 0;
    while (frames < MOST_FRAMES) {
      at = Broken.DEVICE;
      int length = tun.read(frame, 0);
      if (length == 0) {
        break;
      }
      frames++;
      at = Broken.SOCKET;
      if (tun.hasVirtioHeader()) {
        segmenter.begin(frame, 0, length);
        while (segmenter.next()) {
          carry(segmenter.offset(), segmenter.length());
        }
      } else {
        carry(0, length);
      }
      if (out.end() >= ENOUGH_BYTES) {
        flush();
      }
    }
    flush();
    return frames == MOST_FRAMES;
  }

  /** A packet of the frame. */
  private void carry(int offset, int length) throws IOException {
    if (own.contains(frame, offset, length)) {
      dropOwn();
      return;
    }
    if (length > mtu) {
      return; // somebody raised the device's MTU
    }
    if (maxMss != 0) {
      MssClamp.clamp(frame, offset, length, maxMss);
    }
    int trafficClass = passTos ? TrafficClass.of(frame, offset, length) : 0;
    if (cuts) {
      cut(offset, length, trafficClass);
    } else {
      makeRoom(length);
      add(channel.seal(frame, offset, length, out.array(), out.end()), length, trafficClass);
    }
  }

  private void cut(int offset, int length, int trafficClass) throws IOException {
    int pieces = channel.split(frame, offset, length);
    for (int number = 0; number < pieces; number++) {
      makeRoom(channel.settings().fragment());
      int datagram = channel.sealPiece(number, out.array(), out.end());
      // The packet counts with its last piece.
      add(datagram, number == pieces - 1 ? length : 0, trafficClass);
    }
  }

  private void makeRoom(int length) throws IOException {
    if (out.room() < length + ROOM) {
      flush();
    }
  }

  /** A datagram of no bytes is none: there is no key. */
  private void add(int datagram, int packet, int trafficClass) {
    if (datagram > 0) {
      plain[out.count()] = packet;
      out.add(datagram, trafficClass);
    }
  }

  private void sendInBand() throws IOException {
    at = Broken.SOCKET;
    for (byte[] packet = inBand.poll(); packet != null; packet = inBand.poll()) {
      makeRoom(packet.length);
      add(channel.seal(packet, 0, packet.length, out.array(), out.end()), 0, 0);
    }
    flush();
  }

  private void flush() throws IOException {
    if (out.count() == 0) {
      return;
    }
    port.send(out);
    long bytes = 0;
    int taken = 0;
    for (int i = 0; i < out.count(); i++) {
      boolean whole = out.length(i) > 0 && plain[i] > 0; // 0: the kernel refused it, or a piece
      bytes += whole ? plain[i] : 0;
      taken += whole ? 1 : 0;
    }
    payloadBytes.lazySet(payloadBytes.getPlain() + bytes);
    payloadPackets.lazySet(payloadPackets.getPlain() + taken);
    out.clear();
  }

  private void dropOwn() {
    routedIntoItself.lazySet(routedIntoItself.getPlain() + 1);
    if (routedIntoItself.getPlain() == 1) {
      control.routedIntoItself();
    }
  }
}
