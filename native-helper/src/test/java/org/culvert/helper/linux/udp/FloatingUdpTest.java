package org.culvert.helper.linux.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
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
    InetSocketAddress remote = (InetSocketAddress) peer.getLocalAddress();
    return namespace.call(
        () ->
            FloatingUdp.open(
                new UdpRequest(remote, Optional.empty(), SocketSettings.NONE, true, true)));
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

  @Test
  void givesItsSocketAwayAndIsNoGoodWithoutTheKernel() throws Exception {
    List<KernelSocket> taken = new ArrayList<>();
    try (DatagramChannel peer = peer("127.0.0.1");
        FloatingUdp udp = open(peer)) {
      udp.handOver(taken::add);
      assertEquals(peer.getLocalAddress(), taken.getFirst().remote());
      assertFalse(taken.getFirst().ipv6());
      assertFalse(taken.getFirst().tcp());
      assertFalse(udp.keep());
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
