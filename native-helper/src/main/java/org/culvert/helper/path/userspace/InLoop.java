package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.api.Batches;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.data.MssClamp;
import org.culvert.core.wire.Opcode;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.userspace.ControlSink.Broken;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the socket to the TUN device; control packets go aside. */
final class InLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(InLoop.class);

  /** Enough for a handshake: whoever only tries to connect takes little memory. */
  private static final int CONTROL_SLOTS = 8;

  private static final int CONTROL_DATAGRAM = 2048;

  private final DatagramPort port;
  private final ControlSink control;
  private final AtomicReference<@Nullable DataChannel> channel;
  private final AtomicReference<@Nullable TunDevice> tun;
  private PacketBatch received = new PacketBatch(CONTROL_SLOTS, CONTROL_DATAGRAM);
  private final Drops drops;
  private Delivery delivery;
  private @Nullable TunDevice deliversTo;

  /** For packets that grow while they are opened: as long as one may be, with what is in front. */
  private byte[] grown = new byte[CONTROL_DATAGRAM];

  private volatile boolean stopped;
  private volatile int maxMss;
  private volatile int largestPacket;

  /** What the batches have room for; 0 for control packets only. */
  private int fitted;

  /** Of the devices before. */
  private long earlierBytes;

  private long earlierPackets;

  /** Where it would break now. */
  private Broken at = Broken.SOCKET;

  private final AtomicLong dataAside = new AtomicLong();
  private final AtomicLong payloadBytes = new AtomicLong();
  private final AtomicLong payloadPackets = new AtomicLong();
  private final Moved moved = new Moved();

  InLoop(
      DatagramPort port,
      ControlSink control,
      AtomicReference<@Nullable DataChannel> channel,
      AtomicReference<@Nullable TunDevice> tun,
      Drops drops) {
    this.port = port;
    this.control = control;
    this.channel = channel;
    this.tun = tun;
    this.drops = drops;
    this.delivery = Delivery.nowhere(CONTROL_DATAGRAM, drops);
  }

  void stop() {
    stopped = true;
    port.wakeup();
  }

  /** From now on there is payload: packets of at most this size. */
  void carry(int largest, int maxMssIpv4) {
    maxMss = maxMssIpv4;
    largestPacket = largest;
    port.wakeup();
  }

  /** Data packets that went aside, as long as there is no data channel. From any thread. */
  long dataAside() {
    return dataAside.get();
  }

  long payloadBytes() {
    return payloadBytes.get();
  }

  long payloadPackets() {
    return payloadPackets.get();
  }

  /** What its system calls have moved so far. From any thread. */
  Batches.Direction moved() {
    return moved.soFar();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        at = Broken.SOCKET;
        doWork();
      }
    } catch (ConnectionLostException e) {
      if (!stopped) {
        control.failed(at, e.reason());
      }
    } catch (Throwable e) {
      if (!stopped) {
        LOG.error("Receiving from {} ended", port.remote(), e);
        control.failed(at, "receiving ended: " + e.getMessage());
      }
    }
  }

  /** One batch, waiting for it. */
  void doWork() throws IOException {
    fit();
    int count = port.receive(received);
    if (count == 0) {
      Optional<DatagramPort.NetworkError> error = port.takeError();
      error.ifPresent(control::networkError);
      return;
    }
    at = Broken.DEVICE;
    deliver(count);
    moved.calls(received.calls(), count);
    moved.publish();
  }

  @SuppressWarnings("ReferenceEquality") // a device has no other identity
  private void fit() {
    int largest = largestPacket;
    if (largest > fitted) {
      fitted = largest;
      received = PacketBatch.forPackets(largest + DataChannel.MAX_OVERHEAD);
      grown = new byte[largest + DataChannel.MAX_OVERHEAD];
      deliversTo = null;
    }
    TunDevice device = tun.get();
    if (device != null && device != deliversTo && fitted > 0) {
      count();
      earlierPackets += delivery.packets();
      earlierBytes += delivery.bytes();
      deliversTo = device;
      delivery = Delivery.into(device, fitted, drops, moved);
    }
  }

  private void deliver(int count) throws IOException {
    DataChannel open = channel.get();
    if (open != null && open.settings().fragment() > 0) {
      open.at(System.nanoTime() / 1_000_000);
    }
    InetSocketAddress sender = port.sender();
    boolean elsewhere = !sender.equals(port.remote());
    byte[] array = received.array();
    for (int i = 0; i < count; i++) {
      int offset = received.offset(i);
      int length = received.length(i);
      if (length == 0) {
        continue;
      }
      boolean data = isData(array[offset]);
      // Before the data channel is open nothing can be data: the session counts it as foreign.
      if (data && open != null) {
        open(open, array, offset, length, elsewhere, sender);
      } else if (!elsewhere) {
        if (data) {
          dataAside.lazySet(dataAside.getPlain() + 1);
        }
        control.control(Arrays.copyOfRange(array, offset, offset + length));
      }
    }
    delivery.flush();
    count();
  }

  private void open(
      DataChannel open,
      byte[] array,
      int offset,
      int length,
      boolean elsewhere,
      InetSocketAddress sender)
      throws IOException {
    byte[] target = delivery.array();
    int place = delivery.place();
    int opened = openTo(open, array, offset, length, target, place);
    if (opened <= 0) {
      delivery.reject();
      return;
    }
    // A late packet from where the server was before is no move back.
    if (elsewhere && open.newest()) {
      control.serverMoved(sender);
    }
    InBandMessage message = InBandMessage.classify(target, place, opened);
    if (message == InBandMessage.NONE && isIp(target[place]) && opened <= fitted) {
      int mss = maxMss;
      if (mss != 0) {
        MssClamp.clamp(target, place, opened, mss);
      }
      delivery.accept(opened);
      return;
    }
    delivery.reject();
    if (message == InBandMessage.OCC_EXIT) {
      control.peerExit();
    } else if (message == InBandMessage.NONE) {
      drops.add(Drops.Reason.UNFIT, 1);
    }
  }

  private int openTo(
      DataChannel open, byte[] array, int offset, int length, byte[] target, int place) {
    if (length > received.maxPacket()) {
      return 0;
    }
    if (open.settings().fragment() == 0 && !open.settings().decompress()) {
      return open.open(array, offset, length, target, place);
    }
    // Decompressed or put together it may become longer than what came, up to the array's end, and
    // behind the place lie other packets.
    int opened = open.open(array, offset, length, grown, 0);
    if (opened > 0) {
      System.arraycopy(grown, 0, target, place, opened);
    }
    return opened;
  }

  private void count() {
    payloadBytes.lazySet(earlierBytes + delivery.bytes());
    payloadPackets.lazySet(earlierPackets + delivery.packets());
  }

  private static boolean isData(byte first) {
    int opcode = (first & 0xff) >>> 3;
    return opcode == Opcode.DATA_V1.code() || opcode == Opcode.DATA_V2.code();
  }

  private static boolean isIp(byte first) {
    int version = (first & 0xff) >>> 4;
    return version == 4 || version == 6;
  }
}
