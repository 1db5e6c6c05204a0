package org.culvert.helper.linux.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("net")
@Timeout(30)
final class FloatingUdpTest {
  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(8, 2048);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("floating-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  private DatagramChannel peer(String address) throws IOException {
    return namespace.call(
        () ->
            DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0)));
  }

  private FloatingUdp open(DatagramChannel peer) throws IOException {
    return open((InetSocketAddress) peer.getLocalAddress());
  }

  private FloatingUdp open(InetSocketAddress remote) throws IOException {
    return namespace.call(
        () ->
            FloatingUdp.open(
                new UdpRequest(remote, Optional.empty(), SocketSettings.NONE, true, true),
                OffloadStep.SEGMENTS));
  }

  private static String receive(DatagramChannel peer, List<InetSocketAddress> from)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(100);
    from.add((InetSocketAddress) peer.receive(buffer));
    return new String(buffer.array(), 0, buffer.position(), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void hearsTheServerWhereverItIsAndSendsToWhereItWasMovedTo(String address) throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    try (DatagramChannel peer = peer(address);
        DatagramChannel other = peer(address);
        FloatingUdp udp = open(peer)) {
      udp.send("xping".getBytes(US_ASCII), 1, 4);
      assertEquals("ping", receive(peer, from));
      peer.send(ByteBuffer.wrap("a".getBytes(US_ASCII)), from.getFirst());
      assertEquals(1, udp.receive(batch));
      assertEquals(peer.getLocalAddress(), udp.sender());

      other.send(ByteBuffer.wrap("bb".getBytes(US_ASCII)), from.getFirst());
      assertEquals(1, udp.receive(batch));
      assertEquals(2, batch.length(0));
      assertEquals(other.getLocalAddress(), udp.sender());
      assertEquals(peer.getLocalAddress(), udp.remote());

      assertTrue(udp.moveTo(udp.sender()));
      udp.send("c".getBytes(US_ASCII), 0, 1);
      assertEquals("c", receive(other, from));
      assertEquals(from.getFirst(), from.getLast());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void tellsOfAClosedPortOfTheServersOnly(String address) throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    InetSocketAddress closed;
    try (DatagramChannel nobody = peer(address)) {
      closed = (InetSocketAddress) nobody.getLocalAddress();
    }
    try (DatagramChannel peer = peer(address);
        FloatingUdp udp = open(closed)) {
      udp.send("a".getBytes(US_ASCII), 0, 1);
      assertEquals(0, udp.receive(batch));
      assertEquals(Optional.of(NetworkError.PORT_UNREACHABLE), udp.takeError());

      udp.send("b".getBytes(US_ASCII), 0, 1);
      udp.moveTo((InetSocketAddress) peer.getLocalAddress());
      // The error of before fails the call, and not the datagram.
      udp.send("c".getBytes(US_ASCII), 0, 1);
      assertEquals("c", receive(peer, from));
      peer.send(ByteBuffer.wrap("d".getBytes(US_ASCII)), from.getFirst());
      while (udp.receive(batch) == 0) {
        assertEquals(Optional.empty(), udp.takeError());
      }
      assertEquals(Optional.empty(), udp.takeError());
    }
  }

  @Test
  void seesThatItsOwnAddressHasChanged() throws Exception {
    InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.9"), 1194);
    try (FloatingUdp udp = open(there)) {
      assertFalse(follows(udp));
      ip("route", "add", "local", "127.0.0.9", "dev", "lo", "src", "127.0.0.5", "table", "local");
      assertTrue(follows(udp));
      assertFalse(follows(udp));
    }
  }

  private boolean follows(FloatingUdp udp) throws IOException {
    return namespace.call(udp::follow);
  }

  /** The command in the namespace; a child has that of the thread that makes it. */
  private void ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    int code = namespace.call(() -> new ProcessBuilder(command).inheritIO().start().waitFor());
    assertEquals(0, code);
  }

  @Test
  void givesItsSocketToTheKernel() throws Exception {
    List<KernelSocket> taken = new ArrayList<>();
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(peer)) {
      udp.handOver(taken::add);
      assertEquals(peer.getLocalAddress(), taken.getFirst().remote());
      assertFalse(taken.getFirst().ipv6());
      assertFalse(taken.getFirst().tcp());
    }
  }

  @Test
  void tellsThePortThatTheKernelSendsFromUntilItSendsNoMore() throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(peer)) {
      udp.send("a".getBytes(US_ASCII), 0, 1);
      receive(peer, from);
      assertEquals(OptionalInt.of(from.getFirst().getPort()), udp.kernelFrom());
      assertTrue(namespace.call(udp::keep));
      assertEquals(OptionalInt.empty(), udp.kernelFrom());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void goesOnFromTheSamePortWithoutTheKernel(String address) throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    try (DatagramChannel peer = peer(address);
        DatagramChannel other = peer(address);
        FloatingUdp udp = open(peer)) {
      udp.send("a".getBytes(US_ASCII), 0, 1);
      receive(peer, from);
      peer.send(ByteBuffer.wrap("early".getBytes(US_ASCII)), from.getFirst());

      assertTrue(namespace.call(udp::keep));
      assertTrue(namespace.call(udp::keep));
      assertEquals(1, udp.receive(batch));
      assertEquals(5, batch.length(0));
      assertEquals(peer.getLocalAddress(), udp.sender());

      for (int i = 0; i < 5; i++) {
        batch.clear();
        batch.add("many".getBytes(US_ASCII), 0, 4);
        assertEquals(1, udp.send(batch));
        assertEquals("many", receive(peer, from));
        assertEquals(from.getFirst(), from.getLast());
      }
      peer.send(ByteBuffer.wrap("b".getBytes(US_ASCII)), from.getFirst());
      assertEquals(1, udp.receive(batch));
      assertEquals(1, batch.length(0));

      other.send(ByteBuffer.wrap("cc".getBytes(US_ASCII)), from.getFirst());
      assertEquals(1, udp.receive(batch));
      assertEquals(other.getLocalAddress(), udp.sender());
      assertTrue(udp.moveTo(udp.sender()));
      udp.send("d".getBytes(US_ASCII), 0, 1);
      assertEquals("d", receive(other, from));
      assertEquals(from.getFirst(), from.getLast());
    }
  }

  @Test
  void whatIsTooLongIsCountedWithTheKernelAndWithoutIt() throws Exception {
    PacketBatch small = new PacketBatch(4, 100);
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(peer)) {
      assertEquals(Optional.empty(), udp.dropped());
      List<InetSocketAddress> from = new ArrayList<>();
      udp.send("a".getBytes(US_ASCII), 0, 1);
      receive(peer, from);
      for (int length : new int[] {101, 200, 100}) {
        peer.send(ByteBuffer.allocate(length), from.getFirst());
      }
      assertEquals(1, udp.receive(small));
      assertEquals(100, small.length(0));
      String first = "2 from any address that were longer than agreed";
      assertEquals(Optional.of(first), udp.dropped());

      assertTrue(namespace.call(udp::keep));
      assertEquals(Optional.of(first), udp.dropped());
      for (int length : new int[] {101, 100}) {
        peer.send(ByteBuffer.allocate(length), from.getFirst());
      }
      assertEquals(1, udp.receive(small));
      assertEquals(
          Optional.of(first + ", 1 from the server that were longer than agreed"), udp.dropped());
    }
  }

  @Test
  void whoWaitsForPacketsGetsThoseThatComeWithoutTheKernel() throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(peer)) {
      CompletableFuture<Integer> receiver =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  int count = 0;
                  while (count == 0) {
                    count = udp.receive(batch);
                  }
                  return batch.length(0);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      udp.send("a".getBytes(US_ASCII), 0, 1);
      receive(peer, from);
      assertTrue(namespace.call(udp::keep));
      peer.send(ByteBuffer.wrap("late".getBytes(US_ASCII)), from.getFirst());
      assertEquals(4, receiver.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void staysWhatItIsWhenThereIsNoWayToTheServer() throws Exception {
    List<InetSocketAddress> from = new ArrayList<>();
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(new InetSocketAddress("198.51.100.1", 1194))) {
      assertFalse(namespace.call(udp::keep));
      udp.moveTo((InetSocketAddress) peer.getLocalAddress());
      udp.send("a".getBytes(US_ASCII), 0, 1);
      assertEquals("a", receive(peer, from));
      peer.send(ByteBuffer.wrap("bb".getBytes(US_ASCII)), from.getFirst());
      assertEquals(1, udp.receive(batch));
      assertTrue(namespace.call(udp::keep));
    }
  }

  @Test
  void canBeClosedTwice() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1")) {
      FloatingUdp udp = open(peer);
      udp.close();
      udp.close();
      FloatingUdp kept = open(peer);
      assertTrue(namespace.call(kept::keep));
      kept.close();
      kept.close();
    }
  }

  @Test
  void closingWakesTheReceiver() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1")) {
      FloatingUdp udp = open(peer);
      CompletableFuture<Throwable> receiver =
          CompletableFuture.supplyAsync(
              () -> assertThrows(PathClosedException.class, () -> udp.receive(batch)));
      udp.wakeup();
      udp.close();
      assertTrue(
          receiver
              .handle((end, problem) -> end != null || problem != null)
              .get(5, TimeUnit.SECONDS));
      assertThrows(PathClosedException.class, () -> udp.send(new byte[1], 0, 1));
    }
  }
}
