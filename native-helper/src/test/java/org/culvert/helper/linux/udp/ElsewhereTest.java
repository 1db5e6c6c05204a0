package org.culvert.helper.linux.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port to a server that may go on from another address, and what comes from there. */
@Tag("net")
@Timeout(20)
final class ElsewhereTest {
  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(64, 1500);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("elsewhere-test");
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

  private LinuxUdp floating(DatagramChannel peer) throws IOException {
    InetSocketAddress remote = (InetSocketAddress) peer.getLocalAddress();
    UdpRequest wanted = new UdpRequest(remote, Optional.empty(), SocketSettings.NONE, true);
    return namespace.call(() -> LinuxUdp.open(wanted));
  }

  private static String receive(DatagramChannel peer) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    peer.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aFloatingServersOtherAddressIsToldAndCanBeFollowed(String address) throws Exception {
    try (DatagramChannel peer = peer(address);
        DatagramChannel other = peer(address)) {
      InetSocketAddress there = (InetSocketAddress) peer.getLocalAddress();
      try (LinuxUdp udp = floating(peer)) {
        InetSocketAddress local = udp.local();
        peer.send(ByteBuffer.wrap("a".getBytes(US_ASCII)), local);
        assertEquals(1, udp.receive(batch));
        assertEquals(there, udp.sender());

        other.send(ByteBuffer.wrap("bb".getBytes(US_ASCII)), local);
        assertEquals(1, udp.receive(batch));
        assertEquals(2, batch.length(0));
        assertEquals(other.getLocalAddress(), udp.sender());
        assertEquals(there, udp.remote());

        udp.moveTo(udp.sender());
        assertEquals(other.getLocalAddress(), udp.remote());
        assertEquals(local, udp.local());
        udp.send("ccc".getBytes(US_ASCII), 0, 3);
        assertEquals("ccc", receive(other));
        other.send(ByteBuffer.wrap("dddd".getBytes(US_ASCII)), local);
        assertEquals(1, udp.receive(batch));
        assertEquals(4, batch.length(0));
        assertEquals(udp.remote(), udp.sender());
      }
    }
  }

  @Test
  void ofWhatComesFromElsewhereTooTheOverlongIsCounted() throws Exception {
    PacketBatch small = new PacketBatch(4, 100);
    try (DatagramChannel peer = peer("127.0.0.1");
        DatagramChannel other = peer("127.0.0.1");
        LinuxUdp udp = floating(peer)) {
      other.send(ByteBuffer.allocate(101), udp.local());
      other.send(ByteBuffer.allocate(100), udp.local());
      assertEquals(1, udp.receive(small));
      assertEquals(other.getLocalAddress(), udp.sender());
      assertEquals(100, small.length(0));
      assertEquals(
          Optional.of("1 from other addresses that were longer than agreed"), udp.dropped());
    }
  }

  /** ICMP "host unreachable", about a datagram to 127.0.0.99. */
  private static final String UNREACHABLE =
      """
      use Socket;
      my ($ours) = @ARGV;
      my $quoted = pack('CCnnnCCna4a4', 0x45, 0, 28, 0, 0, 64, 17, 0,
          inet_aton('127.0.0.1'), inet_aton('127.0.0.99')) . pack('nnnn', $ours, 1194, 8, 0);
      my $icmp = pack('CCnN', 3, 1, 0, 0) . $quoted;
      my $sum = unpack('%32n*', $icmp);
      $sum = ($sum & 0xffff) + ($sum >> 16) for 1 .. 2;
      substr($icmp, 2, 2) = pack('n', ~$sum & 0xffff);
      socket(my $raw, AF_INET, SOCK_RAW, 1) or die;
      send($raw, $icmp, 0, sockaddr_in(0, inet_aton('127.0.0.1'))) or die;
      """;

  @Test
  void whatTheNetworkSaysOfTheServersOldAddressDoesNotKeepTheReceiverBusy() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1")) {
      LinuxUdp udp = floating(peer);
      Thread receiver =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      while (true) {
                        udp.receive(batch);
                      }
                    } catch (IOException e) {
                      // It is closed.
                    }
                  });
      String port = Integer.toString(udp.local().getPort());
      assertEquals(
          0,
          namespace
              .call(() -> new ProcessBuilder("perl", "-e", UNREACHABLE, port).inheritIO().start())
              .waitFor());
      long before = cpu(receiver);
      long start = System.nanoTime();
      Thread.sleep(300);
      long busy = cpu(receiver) - before;
      long took = System.nanoTime() - start;
      udp.close();
      receiver.join();
      assertTrue(busy < took / 3, busy + " of " + took + " ns");
    }
  }

  private static long cpu(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.threadId());
  }
}
