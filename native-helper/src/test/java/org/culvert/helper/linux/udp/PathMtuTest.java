package org.culvert.helper.linux.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.MtuDiscovery;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.sys.DatagramTrains;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.UdpSocket;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the path lets through, and a port that learns of it. */
@Tag("net")
@Timeout(20)
final class PathMtuTest {
  private static final int DATAGRAM = 1450;

  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(64, 1500);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("mtu-test");
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

  private LinuxUdp connect(InetSocketAddress remote, SocketSettings settings) throws IOException {
    return namespace.call(
        () -> LinuxUdp.open(new UdpRequest(remote, Optional.empty(), settings, false)));
  }

  private static String receive(DatagramChannel peer) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    peer.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), US_ASCII);
  }

  private void fill(int count, int length) {
    batch.clear();
    for (int i = 0; i < count; i++) {
      batch.add(length);
    }
  }

  /** There is one path here, that over the loopback device. */
  private void setMtu(int mtu) throws Exception {
    String[] command = {"ip", "link", "set", "lo", "mtu", Integer.toString(mtu)};
    assertEquals(0, namespace.call(() -> new ProcessBuilder(command).start()).waitFor());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void theKernelKnowsThePathsMtuAndEachWishAboutIt(String address) throws Exception {
    try (DatagramChannel peer = peer(address)) {
      InetSocketAddress there = (InetSocketAddress) peer.getLocalAddress();
      for (MtuDiscovery wish : MtuDiscovery.values()) {
        SocketSettings settings = SocketSettings.NONE.with(Optional.of(wish));
        try (LinuxUdp udp = connect(there, settings)) {
          assertTrue(udp.pathMtu().orElseThrow() >= 65_535); // the loopback device's, about
          udp.buffers(OptionalInt.of(70_000), OptionalInt.of(70_000));
          udp.send("x".getBytes(US_ASCII), 0, 1);
          assertEquals("x", receive(peer));
        }
      }
    }
  }

  @Test
  void segmentsThatThePathDoesNotTakeGoOneByOne() throws Exception {
    setMtu(1400);
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect((InetSocketAddress) peer.getLocalAddress(), SocketSettings.NONE)) {
      for (int round = 0; round < 2; round++) {
        fill(20, DATAGRAM); // longer than the path: they go as fragments
        assertEquals(20, udp.send(batch));
        for (int i = 0; i < 20; i++) {
          assertEquals(DATAGRAM, receive(peer).length());
        }
      }
      fill(20, 1000);
      assertEquals(20, udp.send(batch));
      assertEquals(Optional.empty(), udp.dropped());
    }
  }

  /** Else it would do so after minutes only. */
  @Test
  void triesSegmentsAgainWhenItSeesThatThePathIsWider() throws Exception {
    setMtu(1400);
    InetSocketAddress loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    try (UdpSocket peer = namespace.call(() -> UdpSocket.open(loopback.getAddress()));
        DatagramTrains trains = new DatagramTrains(16)) {
      peer.bind(loopback);
      assertTrue(peer.joinReceived());
      try (LinuxUdp udp = connect(peer.local(), SocketSettings.NONE)) {
        assertEquals(OptionalInt.of(1400), udp.pathMtu());
        assertEquals(10, messagesForTen(udp, peer, trains));
        setMtu(1500);
        assertEquals(10, messagesForTen(udp, peer, trains), "nobody has looked yet");
        assertEquals(OptionalInt.of(1500), udp.pathMtu());
        assertEquals(1, messagesForTen(udp, peer, trains));
      }
    }
  }

  /** In how many messages ten datagrams come. */
  private int messagesForTen(LinuxUdp udp, UdpSocket peer, DatagramTrains trains)
      throws IOException {
    fill(10, DATAGRAM);
    assertEquals(10, udp.send(batch));
    int messages = peer.receive(trains, trains.messages());
    assertEquals(-Errno.EAGAIN, peer.receive(trains, 1));
    return messages;
  }
}
