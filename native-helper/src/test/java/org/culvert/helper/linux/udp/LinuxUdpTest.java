package org.culvert.helper.linux.udp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.OpenFiles;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.culvert.helper.path.Moderation;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("net")
@Timeout(20)
final class LinuxUdpTest {
  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(64, 1500);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("udp-test");
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

  private LinuxUdp connect(SocketAddress remote) throws IOException {
    return namespace.call(
        () -> LinuxUdp.open(request((InetSocketAddress) remote, Optional.empty())));
  }

  private static UdpRequest request(InetSocketAddress remote, Optional<InetSocketAddress> local) {
    return new UdpRequest(remote, local, SocketSettings.NONE, false);
  }

  private static String receive(DatagramChannel peer) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    peer.receive(buffer);
    return new String(buffer.array(), 0, buffer.position(), US_ASCII);
  }

  private void fill(int count, int length) {
    batch.clear();
    for (int i = 0; i < count; i++) {
      batch.array()[batch.end()] = (byte) i;
      batch.add(length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void exchangesDatagramsWithTheServer(String address) throws IOException {
    try (DatagramChannel peer = peer(address);
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      udp.send("xping".getBytes(US_ASCII), 1, 4);
      assertEquals("ping", receive(peer));
      peer.send(ByteBuffer.wrap("pong".getBytes(US_ASCII)), udp.local());
      assertEquals(1, udp.receive(batch));
      assertEquals("pong", new String(batch.array(), batch.offset(0), batch.length(0), US_ASCII));
      assertEquals(peer.getLocalAddress(), udp.remote());
    }
  }

  @Test
  void sendsAndReceivesBatchesInOrder() throws IOException {
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      fill(64, 1400);
      assertEquals(64, udp.send(batch));
      for (int i = 0; i < 64; i++) {
        ByteBuffer buffer = ByteBuffer.allocate(2000);
        SocketAddress from = peer.receive(buffer);
        assertEquals(1400, buffer.position());
        assertEquals(i, buffer.get(0));
        peer.send(buffer.flip(), from);
      }
      for (int seen = 0; seen < 64; ) {
        int count = udp.receive(batch);
        for (int i = 0; i < count; i++) {
          assertEquals(seen++, batch.array()[batch.offset(i)]);
          assertEquals(1400, batch.length(i));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OffloadStep.class)
  void carriesDatagramsOfAnyLengthsWhateverTheStep(OffloadStep step) throws IOException {
    int[] lengths = new Random(1).ints(500, 1, 1500).map(n -> n < 1100 ? 1400 : n).toArray();
    try (LinuxUdp one = open(step, 4001, 4002);
        LinuxUdp other = open(step, 4002, 4001)) {
      int sent = 0;
      int seen = 0;
      PacketBatch in = PacketBatch.forPackets(1500);
      while (seen < lengths.length) {
        batch.clear();
        for (int i = 0; i < 60 && sent < lengths.length; i++) {
          batch.array()[batch.end()] = (byte) sent;
          batch.add(lengths[sent++]);
        }
        assertEquals(batch.count(), one.send(batch));
        while (seen < sent) {
          int count = other.receive(in);
          for (int i = 0; i < count; i++) {
            assertEquals((byte) seen, in.array()[in.offset(i)]);
            assertEquals(lengths[seen++], in.length(i));
          }
        }
      }
    }
  }

  private LinuxUdp open(OffloadStep step, int from, int to) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    return namespace.call(
        () ->
            LinuxUdp.open(
                request(
                    new InetSocketAddress(loopback, to),
                    Optional.of(new InetSocketAddress(loopback, from))),
                step));
  }

  @Test
  void dropsDatagramsThatAreLongerThanASlotAndCountsThem() throws IOException {
    PacketBatch small = new PacketBatch(4, 100);
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      peer.send(ByteBuffer.allocate(101), udp.local());
      peer.send(ByteBuffer.allocate(100), udp.local());
      assertEquals(1, udp.receive(small));
      assertEquals(100, small.length(0));
      assertEquals(1, udp.drops().receivedTooLong());
    }
  }

  /** The buffer holds all of them: what is lost was dropped by us. */
  @ParameterizedTest
  @EnumSource(OffloadStep.class)
  void ofTooManyThatWaitLongOnesAreDroppedAndShortOnesAreNot(OffloadStep step) throws IOException {
    PacketBatch in = PacketBatch.forPackets(1500);
    try (LinuxUdp one = open(step, 4001, 4002);
        LinuxUdp other = open(step, 4002, 4001)) {
      one.send(new byte[10], 0, 10);
      assertEquals(1, other.receive(in)); // from now on the kernel joins
      int rounds = step == OffloadStep.SEGMENTS ? 80 : 55; // those that are joined take less room
      int sent = 0;
      for (int round = 0; round < rounds; round++) {
        fill(60, 1400);
        sent += one.send(batch);
        one.send(new byte[100], 0, 100);
      }
      assertEquals(60 * rounds, sent);
      int pings = 0;
      int packets = 0;
      while (pings < rounds) {
        int count = other.receive(in);
        for (int i = 0; i < count; i++) {
          if (in.length(i) == 100) {
            pings++;
          } else {
            packets++;
          }
        }
      }
      long dropped = other.drops().receivedTooMany();
      assertEquals(sent, packets + dropped);
      assertTrue(dropped > 600, dropped + " were dropped");
      assertTrue(packets > 600, packets + " were kept");
    }
  }

  @Test
  void theShortEndOfATrainThatIsTooLongIsHandedOut() throws IOException {
    PacketBatch shorter = PacketBatch.forPackets(1000);
    try (LinuxUdp one = open(OffloadStep.SEGMENTS, 4001, 4002);
        LinuxUdp other = open(OffloadStep.SEGMENTS, 4002, 4001)) {
      one.send(new byte[10], 0, 10);
      assertEquals(1, other.receive(shorter)); // from now on the kernel joins
      for (int end : new int[] {100, 1001, 200}) {
        fill(3, 1400);
        batch.add(end);
        assertEquals(4, one.send(batch));
      }
      assertEquals(2, other.receive(shorter) + (shorter.count() == 2 ? 0 : other.receive(shorter)));
      assertEquals(200, shorter.length(shorter.count() - 1));
      assertEquals(10, other.drops().receivedTooLong());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCannotBeMadeLeavesNoSocketBehind(boolean floating) throws IOException {
    InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1194);
    InetSocketAddress defect = InetSocketAddress.createUnresolved("nowhere", 7);
    UdpRequest wanted = new UdpRequest(remote, Optional.of(defect), SocketSettings.NONE, floating);
    OpenFiles before = OpenFiles.now();
    assertThrows(NullPointerException.class, () -> LinuxUdp.open(wanted));
    assertThrows(NullPointerException.class, () -> UnconnectedUdp.open(wanted));
    assertEquals(List.of(), before.opened());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void tellsThatNobodyListens(String address) throws IOException {
    try (LinuxUdp udp = connect(unusedAddress(address))) {
      udp.send(new byte[10], 0, 10);
      assertEquals(0, udp.receive(batch));
      assertEquals(Optional.of(NetworkError.PORT_UNREACHABLE), udp.takeError());
      assertEquals(Optional.empty(), udp.takeError());
    }
  }

  @Test
  void keepsSendingAfterAnErrorOfAnEarlierDatagram() throws IOException {
    InetSocketAddress server = unusedAddress("127.0.0.1");
    try (LinuxUdp udp = connect(server)) {
      udp.send(new byte[10], 0, 10);
      try (DatagramChannel peer = namespace.call(() -> DatagramChannel.open().bind(server))) {
        fill(3, 10);
        assertEquals(3, udp.send(batch));
        peer.configureBlocking(false);
        int seen = 0;
        while (peer.receive(ByteBuffer.allocate(100)) != null) {
          seen++;
        }
        assertEquals(3, seen);
      }
    }
  }

  private InetSocketAddress unusedAddress(String address) throws IOException {
    try (DatagramChannel peer = peer(address)) {
      return (InetSocketAddress) peer.getLocalAddress();
    }
  }

  @Test
  void dropsWhatIsTooLongAndSendsTheRest() throws IOException {
    PacketBatch large = new PacketBatch(3, 65535);
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      large.add(10);
      large.add(65530);
      large.add(20);
      assertEquals(2, udp.send(large));
      assertEquals(10, receive(peer).length());
      assertEquals(20, receive(peer).length());
      assertEquals(1, udp.drops().sentTooLong());
      assertEquals(Optional.of("1 longer than the way to the server lets through"), udp.dropped());
      assertEquals(Optional.of(NetworkError.MESSAGE_TOO_LONG), udp.takeError());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void staysWithTheServerWhenThereIsNoWayToItsNewAddress(boolean fixed) throws IOException {
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp =
            namespace.call(
                () ->
                    LinuxUdp.open(
                        request(
                            (InetSocketAddress) peer.getLocalAddress(),
                            fixed
                                ? Optional.of(new InetSocketAddress("127.0.0.9", 0))
                                : Optional.empty())))) {
      InetSocketAddress nowhere = new InetSocketAddress("198.51.100.1", 1194);
      assertThrows(IOException.class, () -> udp.moveTo(nowhere));
      assertEquals(peer.getLocalAddress(), udp.remote());
      udp.send(new byte[10], 0, 10);
      assertEquals(10, receive(peer).length());
      peer.send(ByteBuffer.allocate(20), udp.local());
      assertEquals(1, udp.receive(batch));
      assertEquals(20, batch.length(0));
    }
  }

  @Test
  void saysThatThereIsNoRoute() {
    IOException refusal =
        assertThrows(IOException.class, () -> connect(new InetSocketAddress("198.51.100.1", 1194)));
    assertTrue(refusal.toString().contains("Network is unreachable"), refusal.toString());
    assertTrue(refusal.toString().contains("198.51.100.1"), refusal.toString());
  }

  @Test
  void bindsToTheWantedAddress() throws IOException {
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp =
            namespace.call(
                () ->
                    LinuxUdp.open(
                        request(
                            (InetSocketAddress) peer.getLocalAddress(),
                            Optional.of(new InetSocketAddress("127.0.0.9", 0)))))) {
      assertEquals("127.0.0.9", udp.local().getAddress().getHostAddress());
    }
  }

  @Test
  void takesNothingFromStrangers() throws IOException {
    try (DatagramChannel peer = peer("127.0.0.1");
        DatagramChannel stranger = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      stranger.send(ByteBuffer.allocate(7), udp.local());
      peer.send(ByteBuffer.allocate(8), udp.local());
      assertEquals(1, udp.receive(batch));
      assertEquals(8, batch.length(0));
    }
  }

  /** After one that came alone the receiver waits without a look first. */
  @Test
  void receivesWhatComesAloneAndWhatComesTogether() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      peer.connect(udp.local());
      int length = 0;
      for (int together : new int[] {1, 1, 1, 20, 1, 1, 2, 64, 1, 1}) {
        CompletableFuture<Integer> first = receiveElsewhere(udp);
        for (int i = 1; i <= together; i++) {
          write(peer, length + i);
        }
        int last = length + together;
        for (int count = first.get(5, TimeUnit.SECONDS); ; count = udp.receive(batch)) {
          for (int i = 0; i < count; i++) {
            assertEquals(++length, batch.length(i));
          }
          if (length == last) {
            break;
          }
        }
      }
      udp.wakeup();
      assertEquals(0, udp.receive(batch));
      write(peer, 7);
      assertEquals(1, udp.receive(batch));
    }
  }

  /** As long as datagrams come fast, a receiver that finds none lets a few gather first. */
  @Test
  void whatComesInAPauseIsReceived() throws Exception {
    AtomicInteger pauses = new AtomicInteger();
    try (DatagramChannel peer = peer("127.0.0.1")) {
      Moderation moderation =
          new Moderation(
              () -> 0, // all datagrams come at the same moment: they could come no faster
              _ -> {
                pauses.incrementAndGet();
                write(peer, 7);
              });
      UdpRequest wanted = request((InetSocketAddress) peer.getLocalAddress(), Optional.empty());
      try (LinuxUdp udp =
          namespace.call(
              () -> LinuxUdp.open(wanted, OffloadStep.SEGMENTS, Optional.empty(), moderation))) {
        peer.connect(udp.local());
        int datagrams = 8;
        for (int i = 0; i < datagrams; i++) {
          write(peer, 1);
        }
        for (int seen = 0; seen < datagrams; ) {
          seen += udp.receive(batch);
        }
        assertEquals(0, pauses.get());
        assertEquals(1, receiveElsewhere(udp).get(5, TimeUnit.SECONDS));
        assertEquals(7, batch.length(0));
        assertEquals(1, pauses.get());
      }
    }
  }

  private static void write(DatagramChannel peer, int length) {
    try {
      peer.write(ByteBuffer.allocate(length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void wakesAWaitingReceiverWithNothing() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1");
        LinuxUdp udp = connect(peer.getLocalAddress())) {
      CompletableFuture<Integer> receiver = receiveElsewhere(udp);
      udp.wakeup();
      assertEquals(0, receiver.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void endsAWaitingReceiverWhenItIsClosed() throws Exception {
    try (DatagramChannel peer = peer("127.0.0.1")) {
      LinuxUdp udp = connect(peer.getLocalAddress());
      CompletableFuture<Integer> receiver = receiveElsewhere(udp);
      udp.close();
      udp.close();
      ExecutionException end =
          assertThrows(ExecutionException.class, () -> receiver.get(5, TimeUnit.SECONDS));
      assertInstanceOf(PathClosedException.class, end.getCause());
      assertThrows(PathClosedException.class, () -> udp.send(new byte[1], 0, 1));
    }
  }

  private CompletableFuture<Integer> receiveElsewhere(LinuxUdp udp) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(udp.receive(batch));
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
