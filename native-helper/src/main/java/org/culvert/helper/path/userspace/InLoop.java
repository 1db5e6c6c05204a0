package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.data.MssClamp;
import org.culvert.core.wire.Opcode;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;

/** From the socket to the TUN device; control packets go aside. */
final class InLoop implements Runnable {
  /** Datagrams per system call at the most. */
  private static final int BATCH = 64;

  /** The largest datagram that we take: a tunnel MTU of 1600 with all headers, or a jumbo one. */
  private static final int MAX_DATAGRAM = 9216;

  private final DatagramPort port;
  private final ControlSink control;
  private final AtomicReference<@Nullable DataChannel> channel;
  private final AtomicReference<@Nullable TunDevice> tun;
  private final PacketBatch received = new PacketBatch(BATCH, MAX_DATAGRAM);
  private final PacketBatch opened = new PacketBatch(BATCH, MAX_DATAGRAM);
  private volatile boolean stopped;
  private volatile int maxMss;
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

  void clampTo(int maxMssIpv4) {
    maxMss = maxMssIpv4;
  }

  long payloadBytes() {
    return payloadBytes.get();
  }

  long payloadPackets() {
    return payloadPackets.get();
  }

  @Override
  public void run() {
    try {
      while (!stopped) {
        doWork();
      }
    } catch (IOException e) {
      if (!stopped) {
        control.failed("receiving ended: " + e.getMessage());
      }
    }
  }

  /** One batch, waiting for it. */
  void doWork() throws IOException {
    int count = port.receive(received);
    if (count == 0) {
      Optional<DatagramPort.NetworkError> error = port.takeError();
      error.ifPresent(control::networkError);
      return;
    }
    DataChannel open = channel.get();
    TunDevice device = tun.get();
    int mss = maxMss;
    long bytes = 0;
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
        control.control(Arrays.copyOfRange(array, offset, offset + length));
        continue;
      }
      byte[] target = opened.array(filled);
      int opening = open.open(array, offset, length, target, PacketBatch.HEADROOM);
      if (opening <= 0) {
        continue;
      }
      switch (InBandMessage.classify(target, PacketBatch.HEADROOM, opening)) {
        case NONE -> {
          if (device != null && isIp(target[PacketBatch.HEADROOM])) {
            if (mss != 0) {
              MssClamp.clamp(target, PacketBatch.HEADROOM, opening, mss);
            }
            opened.set(filled++, PacketBatch.HEADROOM, opening);
            bytes += opening;
          }
        }
        case OCC_EXIT -> control.peerExit();
        case PING, OCC_OTHER -> {}
      }
    }
    if (filled > 0 && device != null) {
      opened.setCount(filled);
      payloadBytes.lazySet(payloadBytes.getPlain() + bytes);
      payloadPackets.lazySet(payloadPackets.getPlain() + filled);
      device.write(opened);
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
