package org.culvert.helper.linux.tun;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
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
import org.culvert.helper.linux.net.LinuxHostNetwork;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("net")
@Timeout(20)
final class LinuxTunTest {
  private static final int UDP = 17;

  @TempDir Path state;
  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(8, 1500);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("tun-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  private LinuxTun open(String name) throws IOException {
    return namespace.call(() -> LinuxTun.open(Optional.of(name)));
  }

  private LinuxTun openUp(String name) throws IOException {
    LinuxTun tun = open(name);
    namespace.call(
        () -> {
          try (LinuxHostNetwork host = LinuxHostNetwork.open(state)) {
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
    try (LinuxTun first = namespace.call(() -> LinuxTun.open(Optional.empty()));
        LinuxTun second = namespace.call(() -> LinuxTun.open(Optional.empty()))) {
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
    assertThrows(IOException.class, () -> LinuxTun.open(Optional.of("tun%d")));
  }

  @Test
  void readsWhatTheMachineSendsIntoTheTunnel() throws IOException {
    try (LinuxTun tun = openUp("tun0")) {
      byte[] payload = "hello tunnel".getBytes(US_ASCII);
      send(payload, 3);
      assertEquals(3, readUdp(tun, 3));
      int offset = batch.offset(0) + 28;
      byte[] seen = new byte[payload.length];
      System.arraycopy(batch.array(0), offset, seen, 0, payload.length);
      assertArrayEquals(payload, seen);
      assertEquals(28 + payload.length, batch.length(0));
      assertEquals(PacketBatch.HEADROOM, batch.offset(0));
    }
  }

  @Test
  void deliversWhatIsWrittenToTheMachine() throws IOException {
    try (LinuxTun tun = openUp("tun0");
        DatagramSocket socket =
            namespace.call(() -> new DatagramSocket(new InetSocketAddress("10.77.0.2", 4000)))) {
      byte[] payload = "from afar".getBytes(US_ASCII);
      byte[] packet = Packets.udp("10.77.0.1", 1234, "10.77.0.2", socket.getLocalPort(), payload);
      batch.clear();
      for (int slot = 0; slot < 2; slot++) {
        System.arraycopy(packet, 0, batch.array(slot), 10, packet.length);
        batch.set(slot, 10, packet.length);
      }
      batch.setCount(2);
      assertEquals(2, tun.write(batch));
      socket.setSoTimeout(5000);
      DatagramPacket received = new DatagramPacket(new byte[100], 100);
      socket.receive(received);
      assertEquals("from afar", new String(received.getData(), 0, received.getLength(), US_ASCII));
    }
  }

  @Test
  void dropsWhatTheKernelRefusesAndWritesTheRest() throws IOException {
    try (LinuxTun tun = openUp("tun0")) {
      byte[] good = Packets.udp("10.77.0.1", 1, "10.77.0.2", 2, new byte[4]);
      batch.clear();
      batch.array(0)[0] = 0x11; // no IP version
      batch.set(0, 0, 20);
      System.arraycopy(good, 0, batch.array(1), 0, good.length);
      batch.set(1, 0, good.length);
      batch.setCount(2);
      assertEquals(1, tun.write(batch));
    }
  }

  @Test
  void wakesAWaitingReaderWithNothing() throws Exception {
    try (LinuxTun tun = open("tun0")) {
      CompletableFuture<Integer> reader = readElsewhere(tun);
      tun.wakeup();
      assertEquals(0, reader.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void remembersAWakeUpForTheNextRead() throws IOException {
    try (LinuxTun tun = open("tun0")) {
      tun.wakeup();
      tun.wakeup();
      assertEquals(0, tun.read(batch));
    }
  }

  @Test
  void endsAWaitingReaderWhenItIsClosed() throws Exception {
    LinuxTun tun = open("tun0");
    CompletableFuture<Integer> reader = readElsewhere(tun);
    tun.close();
    tun.close();
    tun.wakeup();
    ExecutionException end =
        assertThrows(ExecutionException.class, () -> reader.get(5, TimeUnit.SECONDS));
    assertInstanceOf(PathClosedException.class, end.getCause());
    assertThrows(PathClosedException.class, () -> tun.write(batch));
  }

  @Test
  void vanishesWhenItIsClosed() throws IOException {
    open("tun0").close();
    open("tun0").close();
  }

  private CompletableFuture<Integer> readElsewhere(LinuxTun tun) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(tun.read(batch));
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

  /** Reads until a batch begins with {@code wanted} UDP packets. */
  private int readUdp(LinuxTun tun, int wanted) throws IOException {
    int count = tun.read(batch);
    while (count < wanted || batch.array(0)[batch.offset(0) + 9] != UDP) {
      count = tun.read(batch);
    }
    return count;
  }
}
