package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
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
  private PacketBatch opened = new PacketBatch(CONTROL_SLOTS, CONTROL_DATAGRAM);
  private volatile boolean stopped;
  private volatile int maxMss;
  private volatile int largestPacket;

  /** What the batches have room for; 0 for control packets only. */
  private int fitted;

  private final AtomicLong payloadBytes = new AtomicLong();
  private final AtomicLong payloadPackets = new AtomicLong();

  InLoop(
      DatagramPort port,
      ControlSink control,
      AtomicReference<@Nullable DataChannel> channel,
      AtomicReference<@Nullable TunDevice> tun) {
    this.port = port;
    this.control = control;
    this.channel = channel;
    this.tun = tun;
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

  long payloadBytes() {
    return payloadBytes.get();
  }

  long payloadPackets() {
    return payloadPackets.get();
  }

  @Override
  public void run() {
    Broken at = Broken.SOCKET;
    try {
      while (!stopped) {
        at = Broken.SOCKET;
        int filled = receive();
        at = Broken.DEVICE;
        write(filled);
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
    write(receive());
  }

  private void fitBatches() {
    int largest = largestPacket;
    if (largest > fitted) {
      fitted = largest;
      received = PacketBatch.forPackets(largest + DataChannel.MAX_OVERHEAD);
      opened = new PacketBatch(received.capacity(), largest);
    }
  }

  /** Takes a batch from the socket, and returns how many packets for the device were in it. */
  private int receive() throws IOException {
    fitBatches();
    int count = port.receive(received);
    if (count == 0) {
      Optional<DatagramPort.NetworkError> error = port.takeError();
      error.ifPresent(control::networkError);
      return 0;
    }
    DataChannel open = channel.get();
    if (open != null && open.settings().fragment() > 0) {
      open.at(System.nanoTime() / 1_000_000);
    }
    InetSocketAddress sender = port.sender();
    boolean elsewhere = !sender.equals(port.remote());
    TunDevice device = tun.get();
    int mss = maxMss;
    int filled = 0;
    for (int i = 0; i < count; i++) {
      byte[] array = received.array(i);
      int offset = received.offset(i);
      int length = received.length(i);
      if (length == 0) {
        continue;
      }
      // Before the data channel is open nothing can be data: the session counts it as foreign.
      if (open == null || !isData(array[offset])) {
        if (!elsewhere) {
          control.control(Arrays.copyOfRange(array, offset, offset + length));
        }
        continue;
      }
      byte[] target = opened.array(filled);
      int opening = open.open(array, offset, length, target, PacketBatch.HEADROOM);
      if (opening <= 0) {
        continue;
      }
      // A late packet from where the server was before is no move back.
      if (elsewhere && open.newest()) {
        control.serverMoved(sender);
      }
      switch (InBandMessage.classify(target, PacketBatch.HEADROOM, opening)) {
        case NONE -> {
          if (device != null && isIp(target[PacketBatch.HEADROOM])) {
            if (mss != 0) {
              MssClamp.clamp(target, PacketBatch.HEADROOM, opening, mss);
            }
            opened.set(filled++, PacketBatch.HEADROOM, opening);
          }
        }
        case OCC_EXIT -> control.peerExit();
        case PING, OCC_OTHER -> {}
      }
    }
    return filled;
  }

  private void write(int filled) throws IOException {
    TunDevice device = tun.get();
    if (filled > 0 && device != null) {
      opened.setCount(filled);
      int taken = device.write(opened);
      payloadBytes.lazySet(payloadBytes.getPlain() + opened.bytes());
      payloadPackets.lazySet(payloadPackets.getPlain() + taken);
    }
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
