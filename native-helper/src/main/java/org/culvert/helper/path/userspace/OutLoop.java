package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.api.Batches;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.MssClamp;
import org.culvert.helper.ip.Segmenter;
import org.culvert.helper.ip.VirtioHeader;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.Moderation;
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
  private final boolean passTos;
  private final Segmenter segmenter = new Segmenter();
  private final byte[] frame =
      new byte[VirtioHeader.LENGTH + TunDevice.LARGEST_PACKET + PacketBatch.TAILROOM];

  private final int piece;

  /** What is wanted; those fields below that depend on it follow before the next packet. */
  private volatile Limits limits;

  private Limits kept;
  private OwnDatagrams own;

  /** What goes out next. */
  private PacketBatch out;

  /** How long each packet of the batch that goes out was before it was sealed. */
  private int[] plain;

  private final Beside beside;
  private final Drops drops;

  private volatile boolean stopped;

  private boolean idle = true;

  /** Whether the last frame was waited for and came alone: the next will, too. */
  private boolean alone;

  private final Moderation moderation;

  /** Where it would break now. */
  private Broken at = Broken.DEVICE;

  private final AtomicLong payloadBytes;
  private final AtomicLong payloadPackets;
  private final AtomicLong routedIntoItself;
  private final Moved moved;

  /**
   * What a loop has carried.
   *
   * @param moved by its system calls
   * @param routedIntoItself datagrams of our own that came out of the tunnel and were dropped
   */
  record Counted(
      long payloadBytes, long payloadPackets, Batches.Direction moved, long routedIntoItself) {
    static final Counted NOTHING = new Counted(0, 0, Batches.Direction.NONE, 0);
  }

  /**
   * Packets of the session's own that are to go out between the others; whoever adds one wakes the
   * device.
   *
   * @param inBand to be sealed as those from the device
   * @param control to be sent as they are
   */
  record Beside(Queue<byte[]> inBand, Queue<byte[]> control) {
    boolean isEmpty() {
      return inBand.isEmpty() && control.isEmpty();
    }
  }

  /**
   * What may change while it runs.
   *
   * @param mtu the device's: longer packets do not come out of it
   * @param maxMssIpv4 what TCP handshakes may announce; 0 leaves them alone
   * @param remote where the port's packets go
   */
  record Limits(int mtu, int maxMssIpv4, InetSocketAddress remote) {}

  /**
   * A loop that is not running yet.
   *
   * @param before what the loop before it has carried
   */
  OutLoop(
      TunDevice tun,
      DatagramPort port,
      DataChannel channel,
      ControlSink control,
      Limits limits,
      Beside beside,
      Drops drops,
      Moderation moderation,
      Counted before) {
    this.tun = tun;
    this.port = port;
    this.channel = channel;
    this.control = control;
    this.limits = limits;
    this.kept = limits;
    this.passTos = port.passesTos();
    this.own = new OwnDatagrams(limits.remote(), port.ipProtocol());
    this.beside = beside;
    this.drops = drops;
    this.moderation = moderation;
    this.piece = channel.settings().fragment();
    this.out = batch(limits);
    this.plain = new int[out.capacity()];
    this.payloadBytes = new AtomicLong(before.payloadBytes());
    this.payloadPackets = new AtomicLong(before.payloadPackets());
    this.moved = new Moved(before.moved());
    this.routedIntoItself = new AtomicLong(before.routedIntoItself());
  }

  private PacketBatch batch(Limits limits) {
    return PacketBatch.forPackets(
        (piece > 0 ? Math.min(piece, limits.mtu()) : limits.mtu()) + ROOM);
  }

  /** From the next packet on. For the session's thread. */
  void limit(Limits wanted) {
    if (!wanted.equals(limits)) {
      limits = wanted;
    }
  }

  @SuppressWarnings("ReferenceEquality") // they are never changed, only replaced
  private void follow() throws IOException {
    Limits wanted = limits;
    if (wanted != kept) {
      flush();
      kept = wanted;
      own = new OwnDatagrams(wanted.remote(), port.ipProtocol());
      out = batch(wanted);
      plain = new int[out.capacity()];
    }
  }

  void stop() {
    stopped = true;
    tun.wakeup();
  }

  /** So far. From any thread. */
  Counted counted() {
    return new Counted(
        payloadBytes.get(), payloadPackets.get(), moved.soFar(), routedIntoItself.get());
  }

  /** Whether it is the loop of this device. */
  @SuppressWarnings("ReferenceEquality") // a device has no other identity
  boolean serves(TunDevice device) {
    return tun == device;
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        doWork();
      }
      sendBeside();
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
    boolean waited = idle && !moderation.pause();
    if (waited) {
      tun.await();
    }
    idle = !read(waited);
    sendBeside();
  }

  /**
   * Reads and sends until nothing is left, or enough was sent; returns whether more may be left.
   *
   * @param waited whether the device was waited for, and not only given a moment
   */
  private boolean read(boolean waited) throws IOException {
    boolean first = alone && waited;
    int frames = 0;
    while (frames < MOST_FRAMES) {
      at = Broken.DEVICE;
      int length = tun.read(frame, 0);
      if (length == 0) {
        break;
      }
      frames++;
      moderation.came(1);
      at = Broken.SOCKET;
      follow();
      if (tun.hasVirtioHeader()) {
        long before = segmenter.dropped();
        segmenter.begin(frame, 0, length);
        drops.add(Drops.Reason.NOT_UNDERSTOOD, segmenter.dropped() - before);
        int packets = 0;
        while (segmenter.next()) {
          carry(segmenter.offset(), segmenter.length());
          packets++;
        }
        moved.call(packets, length - VirtioHeader.LENGTH);
      } else {
        carry(0, length);
        moved.call(1, length);
      }
      if (out.end() >= ENOUGH_BYTES) {
        flush();
        sendBeside();
      } else if (first) {
        flush(); // the next one is not there yet, most likely, and this one would wait for a look
      }
      first = false;
    }
    flush();
    alone = waited && frames == 1;
    return frames == MOST_FRAMES;
  }

  /** A packet of the frame. */
  private void carry(int offset, int length) throws IOException {
    if (own.contains(frame, offset, length)) {
      dropOwn();
      return;
    }
    if (length > kept.mtu()) {
      drops.add(Drops.Reason.TOO_LONG, 1);
      return;
    }
    if (kept.maxMssIpv4() != 0) {
      MssClamp.clamp(frame, offset, length, kept.maxMssIpv4());
    }
    int trafficClass = passTos ? TrafficClass.of(frame, offset, length) : 0;
    if (piece > 0) {
      cut(offset, length, trafficClass);
    } else {
      makeRoom(length);
      add(channel.seal(frame, offset, length, out.array(), out.end()), length, trafficClass);
    }
  }

  private void cut(int offset, int length, int trafficClass) throws IOException {
    int pieces = channel.split(frame, offset, length);
    if (pieces == 0) {
      drops.add(Drops.Reason.TOO_LONG, 1);
    }
    for (int number = 0; number < pieces; number++) {
      makeRoom(piece);
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

  /** A datagram of no bytes is none: there is no key. Of pieces the last one counts. */
  private void add(int datagram, int packet, int trafficClass) {
    if (datagram > 0) {
      plain[out.count()] = packet;
      out.add(datagram, trafficClass);
    } else if (packet > 0) {
      drops.add(Drops.Reason.NO_KEY, 1);
    }
  }

  private void sendBeside() throws IOException {
    if (beside.isEmpty()) {
      return;
    }
    at = Broken.SOCKET;
    for (byte[] packet = beside.control.poll(); packet != null; packet = beside.control.poll()) {
      port.send(packet, 0, packet.length);
    }
    for (byte[] packet = beside.inBand.poll(); packet != null; packet = beside.inBand.poll()) {
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
    moved.calls(out.calls(), out.count());
    moved.publish();
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
