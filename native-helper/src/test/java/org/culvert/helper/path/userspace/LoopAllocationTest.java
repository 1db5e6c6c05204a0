package org.culvert.helper.path.userspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import org.culvert.core.api.Batches;
import org.culvert.core.data.DataChannel;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.ip.Segmenter;
import org.culvert.helper.ip.Superpackets;
import org.culvert.helper.ip.VirtioHeader;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.TunDevice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The loops and the data channel in them allocate nothing for a packet, whatever its cipher does:
 * here it does nothing.
 */
final class LoopAllocationTest {
  private static final int PACKETS = 40;
  private static final int PAYLOAD = 1360;
  private static final int MTU = 1400;
  private static final int ROUNDS = 400;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Device device = new Device(Superpackets.tcp4(PACKETS, PAYLOAD));
  private final Socket socket = new Socket();

  /** A step that may fail, as all that uses a device. */
  private interface Step {
    void run() throws IOException;
  }

  /** That something is allocated now and then is fine, but not for each packet. */
  private static void assertAllocatesNothing(Step round) throws IOException {
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < ROUNDS * PACKETS, () -> bytes + " bytes for " + ROUNDS * PACKETS);
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_128_GCM", "CHACHA20_POLY1305"})
  void outOfTheDevice(DataCipher cipher) throws IOException {
    OutLoop loop =
        new OutLoop(
            device,
            socket,
            channel(cipher),
            new Deaf(),
            new OutLoop.Limits(MTU, 0, socket.remote()),
            new OutLoop.Beside(new ArrayDeque<>(), new ArrayDeque<>()),
            new Drops(),
            new Moderation(),
            OutLoop.Counted.NOTHING);
    assertAllocatesNothing(loop::doWork);
    assertEquals(2L * ROUNDS * PACKETS, loop.counted().payloadPackets());
    assertEquals(moved(), loop.counted().moved(), "a read and a send for each superpacket");
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_128_GCM", "CHACHA20_POLY1305"})
  void intoTheDevice(DataCipher cipher) throws IOException {
    DataChannel sealing = channel(cipher);
    byte[][] datagrams = new byte[2 * ROUNDS * PACKETS][];
    byte[] target = new byte[MTU + DataChannel.MAX_OVERHEAD + DataChannel.SPILL];
    Segmenter segmenter = new Segmenter();
    int made = 0;
    while (made < datagrams.length) {
      int length = device.read(device.last, 0);
      if (length == 0) {
        continue;
      }
      segmenter.begin(device.last, 0, length);
      while (segmenter.next()) {
        int sealed = sealing.seal(device.last, segmenter.offset(), segmenter.length(), target, 0);
        datagrams[made++] = java.util.Arrays.copyOf(target, sealed);
      }
    }
    socket.datagrams = datagrams;
    InLoop loop =
        new InLoop(
            socket,
            new Deaf(),
            new AtomicReference<@Nullable DataChannel>(channel(cipher)),
            new AtomicReference<@Nullable TunDevice>(device),
            new Drops());
    loop.carry(MTU, 0);
    assertAllocatesNothing(loop::doWork);
    assertEquals(2L * ROUNDS * PACKETS, loop.payloadPackets());
    assertEquals(2 * ROUNDS, device.written, "frames, each of all the packets");
    assertEquals(moved(), loop.moved(), "a receive and a write for each superpacket");
  }

  private Batches.Direction moved() {
    return new Batches.Direction(
        4L * ROUNDS, 4L * ROUNDS * PACKETS, device.frame.length - VirtioHeader.LENGTH);
  }

  private static DataChannel channel(DataCipher cipher) {
    DataChannel channel = new DataChannel(1);
    int key = cipher.isGcm() ? 16 : 32;
    Weightless.during(
        () ->
            channel.install(
                new DataKeys(
                    0,
                    DataFormat.of(cipher),
                    new byte[key],
                    new byte[8],
                    new byte[key],
                    new byte[8])));
    channel.activate(0);
    return channel;
  }

  /** Gives one superpacket after each wait, and takes everything. */
  private static final class Device implements TunDevice {
    private final byte[] frame;
    private final byte[] last;
    private boolean given;
    private int written;

    Device(byte[] frame) {
      this.frame = frame;
      this.last = new byte[VirtioHeader.LENGTH + LARGEST_PACKET];
    }

    @Override
    public String name() {
      return "none";
    }

    @Override
    public boolean hasVirtioHeader() {
      return true;
    }

    @Override
    public boolean joinsUdp() {
      return true;
    }

    @Override
    public int read(byte[] target, int offset) {
      given = !given;
      if (!given) {
        return 0;
      }
      System.arraycopy(frame, 0, target, offset, frame.length);
      return frame.length;
    }

    @Override
    public void await() {}

    @Override
    public boolean write(byte[] source, int offset, int length) {
      written++;
      return true;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }

  /** Takes everything, and gives the datagrams one after the other. */
  private static final class Socket implements DatagramPort {
    private final InetSocketAddress remote = new InetSocketAddress("192.0.2.7", 1194);
    private byte[][] datagrams = {};
    private int next;

    @Override
    public InetSocketAddress remote() {
      return remote;
    }

    @Override
    public boolean follow() {
      return false;
    }

    @Override
    public int ipProtocol() {
      return 17;
    }

    @Override
    public int frontBytes() {
      return 0;
    }

    @Override
    public OptionalInt pathMtu() {
      return OptionalInt.empty();
    }

    @Override
    public void buffers(OptionalInt send, OptionalInt receive) {}

    @Override
    public boolean passesTos() {
      return false;
    }

    @Override
    public int receive(PacketBatch batch) {
      batch.clear();
      for (int i = 0; i < PACKETS; i++) {
        byte[] datagram = datagrams[next++];
        batch.add(datagram, 0, datagram.length);
      }
      batch.countCalls(1);
      return batch.count();
    }

    @Override
    public int send(PacketBatch batch) {
      batch.countCalls(1);
      return batch.count();
    }

    @Override
    public void send(byte[] source, int offset, int length) {}

    @Override
    public Optional<NetworkError> takeError() {
      return Optional.empty();
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }
}
