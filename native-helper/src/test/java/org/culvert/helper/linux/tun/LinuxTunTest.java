package org.culvert.helper.linux.tun;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.Outer;
import org.culvert.helper.ip.VirtioHeader;
import org.culvert.helper.linux.net.LinuxHostNetwork;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("net")
@Timeout(20)
final class LinuxTunTest {
  private static final int UDP = 17;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir Path state;
  private NetworkNamespace namespace;
  private final byte[] zeros = new byte[20_000];
  private final byte[] frame = new byte[VirtioHeader.LENGTH + TunDevice.LARGEST_PACKET];

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("tun-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  private LinuxTun open(String name) throws IOException {
    return namespace.call(() -> LinuxTun.open(Optional.of(name), OffloadStep.SEGMENTS));
  }

  private LinuxTun openUp(String name, OffloadStep step) throws IOException {
    LinuxTun tun = namespace.call(() -> LinuxTun.open(Optional.of(name), step));
    namespace.call(
        () -> {
          try (LinuxHostNetwork host = LinuxHostNetwork.open(state, OffloadStep.SEGMENTS)) {
            host.apply(name, plan(), Outer.of(InetAddress.getLoopbackAddress()));
          }
          return true;
        });
    return tun;
  }

  private static TunnelPlan plan() {
    return new TunnelPlan(
        Optional.empty(),
        1500,
        List.of(new IpPrefix(InetAddress.ofLiteral("10.77.0.2"), 24)),
        Optional.empty(),
        List.of(
            new TunnelPlan.Route(
                new IpPrefix(InetAddress.ofLiteral("10.78.0.0"), 16),
                new TunnelPlan.Via.Tunnel(),
                OptionalInt.empty())),
        false,
        DnsPlan.NONE,
        false,
        false);
  }

  @Test
  void picksTheFirstFreeNameOfOurs() throws IOException {
    try (LinuxTun first =
            namespace.call(() -> LinuxTun.open(Optional.empty(), OffloadStep.SEGMENTS));
        LinuxTun second =
            namespace.call(() -> LinuxTun.open(Optional.empty(), OffloadStep.SEGMENTS))) {
      assertEquals(List.of("culvert0", "culvert1"), List.of(first.name(), second.name()));
    }
  }

  @Test
  void saysThatANameIsTaken() throws IOException {
    try (LinuxTun first = open("tun7")) {
      IOException refusal = assertThrows(IOException.class, () -> open(first.name()));
      assertTrue(refusal.toString().contains("tun7 exists already"), refusal.toString());
    }
  }

  @Test
  void refusesANameThatTheKernelWouldTakeForAPattern() {
    assertThrows(
        IOException.class, () -> LinuxTun.open(Optional.of("tun%d"), OffloadStep.SEGMENTS));
  }

  @ParameterizedTest
  @EnumSource(OffloadStep.class)
  void readsWhatTheMachineSendsIntoTheTunnel(OffloadStep step) throws IOException {
    try (LinuxTun tun = openUp("tun0", step)) {
      byte[] payload = "hello tunnel".getBytes(US_ASCII);
      send(payload, 3);
      int header = tun.hasVirtioHeader() ? VirtioHeader.LENGTH : 0;
      for (int i = 0; i < 3; i++) {
        int length = readUdp(tun);
        assertEquals(header + 28 + payload.length, length);
        int offset = header + 28;
        assertArrayEquals(payload, Arrays.copyOfRange(frame, offset, offset + payload.length));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OffloadStep.class)
  void deliversWhatIsWrittenToTheMachine(OffloadStep step) throws IOException {
    try (LinuxTun tun = openUp("tun0", step);
        DatagramSocket socket =
            namespace.call(() -> new DatagramSocket(new InetSocketAddress("10.77.0.2", 4000)))) {
      byte[] payload = "from afar".getBytes(US_ASCII);
      assertTrue(
          write(tun, Packets.udp("10.77.0.1", 1234, "10.77.0.2", socket.getLocalPort(), payload)));
      socket.setSoTimeout(5000);
      DatagramPacket received = new DatagramPacket(new byte[100], 100);
      socket.receive(received);
      assertEquals("from afar", new String(received.getData(), 0, received.getLength(), US_ASCII));
    }
  }

  @ParameterizedTest
  @EnumSource(OffloadStep.class)
  void dropsWhatTheKernelRefuses(OffloadStep step) throws IOException {
    try (LinuxTun tun = openUp("tun0", step)) {
      byte[] nonsense = new byte[20];
      nonsense[0] = 0x11; // no IP version
      assertFalse(write(tun, nonsense));
      assertTrue(write(tun, Packets.udp("10.77.0.1", 1, "10.77.0.2", 2, new byte[4])));
    }
  }

  /** The header of a packet that is alone holds nothing but zeros. */
  private static boolean write(LinuxTun tun, byte[] packet) throws IOException {
    int header = tun.hasVirtioHeader() ? VirtioHeader.LENGTH : 0;
    byte[] alone = new byte[header + packet.length];
    System.arraycopy(packet, 0, alone, header, packet.length);
    return tun.write(alone, 0, alone.length);
  }

  @Test
  void wakesAWaitingReaderWithNothing() throws Exception {
    try (LinuxTun tun = open("tun0")) {
      CompletableFuture<Void> reader = awaitElsewhere(tun);
      tun.wakeup();
      reader.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void remembersAWakeUpForTheNextRead() throws IOException {
    try (LinuxTun tun = open("tun0")) {
      tun.wakeup();
      tun.wakeup();
      tun.await();
      assertEquals(0, tun.read(frame, 0));
    }
  }

  @Test
  void endsAWaitingReaderWhenItIsClosed() throws Exception {
    LinuxTun tun = open("tun0");
    CompletableFuture<Void> reader = awaitElsewhere(tun);
    tun.close();
    tun.close();
    tun.wakeup();
    ExecutionException end =
        assertThrows(ExecutionException.class, () -> reader.get(5, TimeUnit.SECONDS));
    assertInstanceOf(PathClosedException.class, end.getCause());
    assertThrows(PathClosedException.class, () -> tun.write(frame, 0, 20));
  }

  @Test
  void vanishesWhenItIsClosed() throws IOException {
    open("tun0").close();
    open("tun0").close();
  }

  @Test
  void comesToAllocateNothingForAFrame() throws IOException {
    int rounds = 20_000;
    try (LinuxTun tun = openUp("tun0", OffloadStep.SEGMENTS)) {
      long bytes = Long.MAX_VALUE;
      // The compiler is done with it sooner or later, and what it made goes on like that.
      for (int tries = 0; tries < 60 && bytes >= rounds; tries++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        exchange(tun, rounds);
        bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      long least = bytes;
      assertTrue(least < rounds, () -> least + " bytes for " + rounds + " rounds of frames");
    }
  }

  /** Frames that the machine drops, short and long, from some places; looks for frames to read. */
  private void exchange(LinuxTun tun, int rounds) throws IOException {
    for (int i = 0; i < rounds; i++) {
      tun.write(zeros, i % 1000, VirtioHeader.LENGTH + 40);
      tun.write(zeros, 1500 * (i % 8), 5000);
      tun.read(frame, 0);
    }
  }

  @Test
  void readsTheBeginningOfAFrameThatIsLongerThanTheRoom() throws IOException {
    try (LinuxTun tun = openUp("tun0", OffloadStep.BATCH)) {
      send(new byte[1000], 1);
      byte[] small = new byte[600];
      int length = 0;
      while (length == 0 || small[100 + 9] != UDP) {
        tun.await();
        length = tun.read(small, 100);
      }
      assertEquals(500, length);
    }
  }

  private static CompletableFuture<Void> awaitElsewhere(LinuxTun tun) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                tun.await();
                result.complete(null);
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private void send(byte[] payload, int times) throws IOException {
    namespace.call(
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < times; i++) {
              socket.send(
                  new DatagramPacket(
                      payload, payload.length, new InetSocketAddress("10.78.1.1", 9)));
            }
          }
          return true;
        });
  }

  /** Reads the next UDP packet, and passes over what the kernel says by itself. */
  private int readUdp(LinuxTun tun) throws IOException {
    int header = tun.hasVirtioHeader() ? VirtioHeader.LENGTH : 0;
    while (true) {
      int length = tun.read(frame, 0);
      if (length == 0) {
        tun.await();
      } else if (frame[header + 9] == UDP) {
        return length;
      }
    }
  }
}
