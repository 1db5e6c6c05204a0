package org.culvert.helper.path.userspace;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.MssClamp;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;

/** From the TUN device to the socket. */
final class OutLoop implements Runnable {
  private static final int BATCH = 64;
  private static final int MAX_PACKET = 9216;

  private final TunDevice tun;
  private final DatagramPort port;
  private final DataChannel channel;
  private final ControlSink control;
  private final int maxMss;
  private final PacketBatch packets = new PacketBatch(BATCH, MAX_PACKET);
  private volatile boolean stopped;
  private final AtomicLong payloadBytes = new AtomicLong();
  private final AtomicLong payloadPackets = new AtomicLong();

  OutLoop(
      TunDevice tun, DatagramPort port, DataChannel channel, ControlSink control, int maxMssIpv4) {
    this.tun = tun;
    this.port = port;
    this.channel = channel;
    this.control = control;
    this.maxMss = maxMssIpv4;
  }

  void stop() {
    stopped = true;
    tun.wakeup();
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
        control.failed("sending ended: " + e.getMessage());
      }
    }
  }

  /** One batch, waiting for it. */
  void doWork() throws IOException {
    int count = tun.read(packets);
    long bytes = 0;
    int filled = 0;
    for (; filled < count; filled++) {
      byte[] packet = packets.array(filled);
      int offset = packets.offset(filled);
      int length = packets.length(filled);
      if (maxMss != 0) {
        MssClamp.clamp(packet, offset, length, maxMss);
      }
      int header = offset - DataChannel.MAX_OVERHEAD;
      int datagram = channel.seal(packet, offset, length, packet, header);
      if (datagram == 0) {
        break; // without a key there is none for the rest of the batch either
      }
      packets.set(filled, header, datagram);
      bytes += length;
    }
    if (filled > 0) {
      packets.setCount(filled);
      payloadBytes.lazySet(payloadBytes.getPlain() + bytes);
      payloadPackets.lazySet(payloadPackets.getPlain() + filled);
      port.send(packets);
    }
  }
}
