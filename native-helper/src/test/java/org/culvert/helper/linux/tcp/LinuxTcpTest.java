package org.culvert.helper.linux.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.linux.OpenFiles;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.Moderation;
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
final class LinuxTcpTest {
  private static final int LARGEST = 1800;

  private NetworkNamespace namespace;
  private final PacketBatch batch = new PacketBatch(64, 1500);

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("tcp-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  private ServerSocket server(String address) throws IOException {
    return namespace.call(() -> new ServerSocket(0, 5, InetAddress.ofLiteral(address)));
  }

  private static TcpRequest request(long millis, InetSocketAddress... remotes) {
    return new TcpRequest(
        Stream.of(remotes).map(r -> new TcpRequest.End(r, Optional.empty())).toList(),
        SocketSettings.NONE,
        LARGEST,
        millis,
        Optional.empty());
  }

  private LinuxTcp connect(TcpRequest request) throws IOException {
    return connect(request, new Moderation());
  }

  private LinuxTcp connect(TcpRequest request, Moderation moderation) throws IOException {
    return namespace.call(
        () -> {
          try {
            return LinuxTcp.open(request, () -> false, moderation).orElseThrow();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
  }

  private LinuxTcp connect(ServerSocket server) throws IOException {
    return connect(request(5_000, (InetSocketAddress) server.getLocalSocketAddress()));
  }

  private static String packet(PacketBatch batch, int slot) {
    return new String(batch.array(), batch.offset(slot), batch.length(slot), US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void exchangesPacketsWithTheServer(String address) throws IOException {
    try (ServerSocket server = server(address);
        LinuxTcp tcp = connect(server);
        Socket peer = server.accept()) {
      tcp.send("xping".getBytes(US_ASCII), 1, 4);
      assertArrayEquals(new byte[] {0, 4, 'p', 'i', 'n', 'g'}, peer.getInputStream().readNBytes(6));
      peer.getOutputStream().write(new byte[] {0, 4, 'p', 'o', 'n', 'g', 0, 1, 'x'});
      assertEquals(2, tcp.receive(batch));
      assertEquals("pong", packet(batch, 0));
      assertEquals("x", packet(batch, 1));
      assertEquals(server.getLocalSocketAddress(), tcp.remote());
    }
  }

  @Test
  void waitsForTheRestOfAPacket() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server);
        Socket peer = server.accept()) {
      CompletableFuture<Integer> receiver = receiveElsewhere(tcp);
      for (byte piece : new byte[] {0, 3, 'a', 'b'}) {
        peer.getOutputStream().write(piece);
      }
      peer.getOutputStream().write('c');
      assertEquals(1, receiver.get(5, TimeUnit.SECONDS));
      assertEquals("abc", packet(batch, 0));
    }
  }

  @Test
  void aPeerThatDoesNotReadHoldsUpWhatIsSentAndLosesNothingOfIt() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server);
        Socket peer = server.accept()) {
      int batches = 400; // more than all buffers take
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> {
                PacketBatch mine = new PacketBatch(64, 1500);
                for (int i = 0; i < batches; i++) {
                  mine.clear();
                  for (int slot = 0; slot < 64; slot++) {
                    Arrays.fill(mine.array(), (byte) i);
                    mine.add(1400);
                  }
                  try {
                    assertEquals(64, tcp.send(mine));
                    tcp.send("urgent".getBytes(US_ASCII), 0, 6);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      assertThrows(
          java.util.concurrent.TimeoutException.class, () -> sender.get(1, TimeUnit.SECONDS));
      DataInputStream in = new DataInputStream(peer.getInputStream());
      for (int i = 0; i < batches; i++) {
        for (int slot = 0; slot < 64; slot++) {
          byte[] packet = in.readNBytes(in.readUnsignedShort());
          assertEquals(1400, packet.length);
          assertEquals((byte) i, packet[1399]);
        }
        assertEquals("urgent", new String(in.readNBytes(in.readUnsignedShort()), US_ASCII));
      }
      sender.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void dropsPacketsThatAreLongerThanASlotAndCountsThem() throws IOException {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server);
        Socket peer = server.accept()) {
      DataOutputStream out = new DataOutputStream(peer.getOutputStream());
      out.writeShort(1501);
      out.write(new byte[1501]);
      out.writeShort(2);
      out.write(new byte[2]);
      assertEquals(1, tcp.receive(batch));
      assertEquals(2, batch.length(0));
      assertEquals(Optional.of("1 from the server that were longer than agreed"), tcp.dropped());
    }
  }

  @Test
  void whatDoesNotGoOutIsCounted() throws IOException {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server)) {
      assertEquals(Optional.empty(), tcp.dropped());
      PacketBatch large = new PacketBatch(1, 70_000);
      large.add(70_000);
      assertEquals(0, tcp.send(large));
      assertEquals(Optional.of("1 that no stream takes"), tcp.dropped());
      String full = "1 that no stream takes, 1 for which the connection to the server had no room";
      int sent = 0;
      while (tcp.dropped().filter(full::equals).isEmpty()) {
        tcp.send(new byte[60_000], 0, 60_000);
        assertTrue(++sent < 10_000, "a connection that nobody reads from has no end");
      }
    }
  }

  @Test
  void aConnectionThatCannotBeTakenOverLeavesNothingOpen() throws IOException {
    OpenFiles before = OpenFiles.now();
    InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 1194);
    byte[] moreThanFits = new byte[1 << 20];
    Connected defect =
        new Connected(
            remote, TcpSocket.open(remote.getAddress()), moreThanFits, OptionalInt.empty());
    assertThrows(
        IndexOutOfBoundsException.class,
        () -> LinuxTcp.over(defect, request(1000, remote), new Moderation()));
    assertEquals(List.of(), before.opened());
  }

  @Test
  void aHostileLengthEndsItAfterWhatCameBefore() throws IOException {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server);
        Socket peer = server.accept()) {
      peer.getOutputStream().write(new byte[] {0, 1, 'x', 'S', 'S', 'H'});
      assertEquals(1, tcp.receive(batch));
      ConnectionLostException end =
          assertThrows(ConnectionLostException.class, () -> tcp.receive(batch));
      assertTrue(end.reason().contains("21331"), end.reason());
    }
  }

  @Test
  void tellsThatTheServerClosedOrReset() throws IOException {
    for (boolean reset : List.of(false, true)) {
      try (ServerSocket server = server("127.0.0.1");
          LinuxTcp tcp = connect(server)) {
        Socket peer = server.accept();
        if (reset) {
          peer.setSoLinger(true, 0);
        }
        peer.close();
        ConnectionLostException end =
            assertThrows(ConnectionLostException.class, () -> tcp.receive(batch));
        assertTrue(end.reason().contains(reset ? "reset" : "closed"), end.reason());
      }
    }
  }

  @Test
  void bindsToTheWantedAddress() throws IOException {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp =
            connect(
                new TcpRequest(
                    List.of(
                        new TcpRequest.End(
                            (InetSocketAddress) server.getLocalSocketAddress(),
                            Optional.of(new InetSocketAddress("127.0.0.9", 0)))),
                    SocketSettings.NONE,
                    LARGEST,
                    5_000,
                    Optional.empty()))) {
      assertEquals("127.0.0.9", tcp.local().getAddress().getHostAddress());
    }
  }

  /** As long as packets come fast, a receiver that finds none lets a few gather first. */
  @Test
  void whatComesInAPauseIsReceived() throws Exception {
    CompletableFuture<Socket> peer = new CompletableFuture<>();
    AtomicInteger pauses = new AtomicInteger();
    Moderation moderation =
        new Moderation(
            () -> 0, // all packets come at the same moment: they could come no faster
            _ -> {
              pauses.incrementAndGet();
              write(peer.join(), new byte[] {0, 2, 'a', 'b'});
            });
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp =
            connect(
                request(5_000, (InetSocketAddress) server.getLocalSocketAddress()), moderation);
        Socket accepted = server.accept()) {
      peer.complete(accepted);
      int packets = 8;
      write(accepted, "\0\1x".repeat(packets).getBytes(US_ASCII));
      for (int seen = 0; seen < packets; ) {
        seen += tcp.receive(batch);
      }
      assertEquals(0, pauses.get());
      assertEquals(1, receiveElsewhere(tcp).get(5, TimeUnit.SECONDS));
      assertEquals("ab", packet(batch, 0));
      assertEquals(1, pauses.get());
    }
  }

  private static void write(Socket peer, byte[] bytes) {
    try {
      peer.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void wakesAWaitingReceiverWithNothing() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server)) {
      CompletableFuture<Integer> receiver = receiveElsewhere(tcp);
      tcp.wakeup();
      assertEquals(0, receiver.get(5, TimeUnit.SECONDS));
    }
  }

  @Test
  void endsAWaitingReceiverWhenItIsClosed() throws Exception {
    try (ServerSocket server = server("127.0.0.1")) {
      LinuxTcp tcp = connect(server);
      CompletableFuture<Integer> receiver = receiveElsewhere(tcp);
      tcp.close();
      tcp.close();
      ExecutionException end =
          assertThrows(ExecutionException.class, () -> receiver.get(5, TimeUnit.SECONDS));
      assertInstanceOf(PathClosedException.class, end.getCause());
      assertThrows(PathClosedException.class, () -> tcp.send(new byte[1], 0, 1));
    }
  }

  private CompletableFuture<Integer> receiveElsewhere(LinuxTcp tcp) {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                result.complete(tcp.receive(batch));
              } catch (IOException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  private LinuxTcp connectForTheKernel(ServerSocket server) throws IOException {
    TcpRequest usual = request(5_000, (InetSocketAddress) server.getLocalSocketAddress());
    return connect(
        new TcpRequest(
            usual.ends(), usual.settings(), LARGEST, usual.patienceMillis(), true, usual.proxy()));
  }

  @Test
  void theKernelTakesOverBehindAWholePacket() throws Exception {
    List<KernelSocket> taken = new ArrayList<>();
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connectForTheKernel(server);
        Socket peer = server.accept()) {
      // What a kernel does with the second packet is its own business, so it must find all of it.
      peer.getOutputStream().write(new byte[] {0, 2, 'a', 'b', 0, 3, 'c'});
      assertEquals(1, tcp.receive(batch));
      assertEquals("ab", packet(batch, 0));
      tcp.handOver(taken::add);
      assertEquals(tcp.remote(), taken.getFirst().remote());
      assertTrue(taken.getFirst().tcp());
      peer.getOutputStream().write(new byte[] {'d', 'e'});
      CompletableFuture<Integer> receiver = receiveElsewhere(tcp);
      assertEquals(1, receiver.get(5, TimeUnit.SECONDS));
      assertEquals("cde", packet(batch, 0));
    }
  }

  @Test
  void whoWaitsInTheMiddleOfAPacketIsWaitedFor() throws Exception {
    List<KernelSocket> taken = new ArrayList<>();
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connectForTheKernel(server);
        Socket peer = server.accept()) {
      peer.getOutputStream().write(new byte[] {0, 2, 'a'});
      CompletableFuture<Integer> receiver =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  int count = 0;
                  while (count == 0) {
                    count = tcp.receive(batch);
                  }
                  return count;
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      CompletableFuture<Void> giver =
          CompletableFuture.runAsync(
              () -> {
                try {
                  tcp.handOver(taken::add);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      peer.getOutputStream().write('b');
      assertEquals(1, receiver.get(5, TimeUnit.SECONDS));
      giver.get(5, TimeUnit.SECONDS);
      assertEquals(1, taken.size());
      assertEquals("ab", packet(batch, 0));
    }
  }

  @Test
  void afterTheKernelTookOverPacketsAreWrittenOneByOne() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connectForTheKernel(server);
        Socket peer = server.accept()) {
      tcp.handOver(_ -> {});
      assertFalse(tcp.keep(), "the kernel has it");
      tcp.send("ab".getBytes(US_ASCII), 0, 2);
      tcp.send("c".getBytes(US_ASCII), 0, 1);
      assertArrayEquals(
          new byte[] {0, 2, 'a', 'b', 0, 1, 'c'}, peer.getInputStream().readNBytes(7));
    }
  }

  @Test
  void aKernelThatRefusesLeavesAConnectionThatReadsInBulk() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connectForTheKernel(server);
        Socket peer = server.accept()) {
      assertThrows(
          IOException.class,
          () ->
              tcp.handOver(
                  _ -> {
                    throw new IOException("no");
                  }));
      assertTrue(tcp.keep());
      peer.getOutputStream().write(new byte[] {0, 1, 'a', 0, 1, 'b'});
      assertEquals(2, tcp.receive(batch));
    }
  }

  @Test
  void aConnectionThatWasNotMadeForTheKernelIsNotGivenAway() throws Exception {
    try (ServerSocket server = server("127.0.0.1");
        LinuxTcp tcp = connect(server)) {
      assertThrows(IOException.class, () -> tcp.handOver(_ -> {}));
      assertTrue(tcp.keep());
    }
  }
}
