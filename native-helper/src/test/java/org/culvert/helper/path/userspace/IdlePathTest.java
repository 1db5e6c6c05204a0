package org.culvert.helper.path.userspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.wire.Opcode;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.tcp.LinuxTcp;
import org.culvert.helper.linux.tun.LinuxTun;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.DatagramPort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loops as they are, over a device and a socket of the kernel. */
@Tag("net")
@Timeout(60)
final class IdlePathTest {
  private static final Duration WATCHED = Duration.ofSeconds(1);
  private static final long LITTLE = Duration.ofMillis(20).toNanos();

  /**
   * A loop that does not sleep takes some hundred milliseconds of every second, not just of one.
   */
  private static final int TRIES = 5;

  private static final int STREAM = 2_000;
  private static final byte DATA_V2 = (byte) (Opcode.DATA_V2.code() << 3);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private NetworkNamespace namespace;

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("idle-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  @Test
  void overUdpNothingToCarryCostsNothing() throws Exception {
    try (DatagramChannel peer =
        namespace.call(() -> DatagramChannel.open().bind(new InetSocketAddress(LOOPBACK, 0)))) {
      InetSocketAddress remote = (InetSocketAddress) peer.getLocalAddress();
      LinuxUdp port =
          namespace.call(
              () ->
                  LinuxUdp.open(
                      new UdpRequest(remote, Optional.empty(), SocketSettings.NONE, false)));
      peer.connect(port.local());
      assertSleepsAfter(() -> sendStream(peer), port);
    }
  }

  @Test
  void overTcpNothingToCarryCostsNothing() throws Exception {
    try (ServerSocket server = namespace.call(() -> new ServerSocket(0, 5, LOOPBACK))) {
      InetSocketAddress remote = (InetSocketAddress) server.getLocalSocketAddress();
      TcpRequest wanted =
          new TcpRequest(
              List.of(new TcpRequest.End(remote, Optional.empty())),
              SocketSettings.NONE,
              2000,
              5000,
              Optional.empty());
      assertSleepsAfter(() -> {}, namespace.call(() -> connect(wanted)));
    }
  }

  private static LinuxTcp connect(TcpRequest wanted) throws IOException {
    try {
      return LinuxTcp.open(wanted, () -> false).orElseThrow();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Data packets that nobody can open, as fast as they go. */
  private static void sendStream(DatagramChannel peer) throws IOException {
    ByteBuffer packet = ByteBuffer.allocate(100).put(0, DATA_V2);
    for (int i = 0; i < STREAM; i++) {
      peer.write(packet.clear());
    }
  }

  /** What the other end does first. */
  private interface Traffic {
    void run() throws IOException;
  }

  private void assertSleepsAfter(Traffic traffic, DatagramPort port) throws Exception {
    try (LinuxTun device =
            namespace.call(() -> LinuxTun.open(Optional.empty(), OffloadStep.SEGMENTS));
        UserspacePath path = new UserspacePath(port, new Deaf(), CipherSource::jdk, "idle-test")) {
      String[] up = {"ip", "link", "set", device.name(), "up"};
      assertEquals(0, namespace.call(() -> new ProcessBuilder(up).start()).waitFor());
      path.openDataChannel(DataSettings.of(1, DataCipher.AES_128_GCM));
      path.install(
          new DataKeys(
              0,
              DataFormat.of(DataCipher.AES_128_GCM),
              new byte[16],
              new byte[8],
              new byte[16],
              new byte[8]));
      path.activate(0);
      path.attach(device, 1400, 0);
      List<Thread> loops =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().startsWith("idle-test-"))
              .toList();
      assertEquals(2, loops.size());
      traffic.run();
      long least = Long.MAX_VALUE;
      for (int i = 0; i < TRIES && least >= LITTLE; i++) {
        long before = cpu(loops);
        Thread.sleep(WATCHED);
        least = Math.min(least, cpu(loops) - before);
      }
      assertTrue(loops.stream().allMatch(Thread::isAlive));
      long busy = least;
      assertTrue(busy < LITTLE, () -> busy + " ns in " + WATCHED);
    }
  }

  private static long cpu(List<Thread> threads) {
    return threads.stream().mapToLong(thread -> THREADS.getThreadCpuTime(thread.threadId())).sum();
  }
}
