package org.culvert.app.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.json.ApiJson;
import org.culvert.core.api.json.Frame;
import org.culvert.core.api.json.LineAssembler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketHelperClientTest {
  private static final Event TRAFFIC = new Event.Traffic("office", 1, 2, 3, 4, 5);

  private Path folder = Path.of("");
  private Path path = Path.of("");
  private SocketHelperClient client = new SocketHelperClient(path, "test");
  private final List<SocketChannel> accepted = new CopyOnWriteArrayList<>();

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createTempDirectory("culvert"); // short: a socket's path has 108 bytes
    path = folder.resolve("s");
    client = new SocketHelperClient(path, "test");
  }

  @AfterEach
  void clean() throws IOException {
    client.close();
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }

  @Test
  void requestsAreAnsweredOverOneConnection() throws Exception {
    try (var _ = helper(SocketHelperClientTest::ordinary)) {
      assertEquals(new Response.Done(), client.request(new Request.DisconnectAll()));
      assertEquals(
          new Response.Sessions(List.of()), client.request(new Request.Status(Optional.empty())));
      assertEquals(1, accepted.size());
    }
  }

  @Test
  void aLostConnectionIsMadeAgainAtTheNextUse() throws Exception {
    try (var _ = helper(SocketHelperClientTest::ordinary)) {
      client.request(new Request.DisconnectAll());
      accepted.getFirst().close();
      Response answer = null;
      while (answer == null) {
        try {
          answer = client.request(new Request.DisconnectAll());
        } catch (HelperUnreachableException notYetNoticed) {
          assertEquals(ProblemCode.HELPER_UNREACHABLE, notYetNoticed.problem().code());
        }
      }
      assertEquals(new Response.Done(), answer);
    }
  }

  @Test
  void aConnectionThatBreaksBeforeTheAnswerIsAFailure() throws Exception {
    try (var _ = helper(request -> ordinaryUnless(Request.Doctor.class, request))) {
      assertThrows(HelperUnreachableException.class, () -> client.request(new Request.Doctor()));
    }
  }

  @Test
  void withoutAHelperTheProblemNamesTheSocket() {
    var failure =
        assertThrows(HelperUnreachableException.class, () -> client.request(new Request.Doctor()));
    assertEquals(ProblemCode.HELPER_UNREACHABLE, failure.problem().code());
    assertTrue(failure.problem().message().contains(path.toString()));
  }

  @Test
  void aHelperOfAnotherReleaseIsUnreachableWithItsReason() throws Exception {
    try (var _ =
        helper(
            _ ->
                Optional.of(
                    new Response.Refused(
                        Problem.of(ProblemCode.BAD_REQUEST, "other protocol", ""))))) {
      var failure =
          assertThrows(
              HelperUnreachableException.class, () -> client.request(new Request.Doctor()));
      assertTrue(failure.problem().message().contains("other protocol"));
    }
  }

  @Test
  void aHelperThatTakesConnectionsAndSaysNothingDoesNotAnswer() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        var impatient = new SocketHelperClient(path, "test", Duration.ofMillis(50))) {
      server.bind(UnixDomainSocketAddress.of(path));
      var failure =
          assertThrows(
              HelperUnreachableException.class,
              () -> impatient.request(new Request.Status(Optional.empty())));
      assertEquals(ProblemCode.HELPER_SILENT, failure.problem().code());
      assertTrue(failure.problem().message().contains(path + " did not answer"));
      assertThrows(
          HelperUnreachableException.class, () -> impatient.subscribe(_ -> {}, _ -> {}).close());
    }
  }

  @Test
  void aHelperThatTakesNoConnectionsAnyMoreDoesNotAnswerEither() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        var impatient = new SocketHelperClient(path, "test", Duration.ofMillis(50))) {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      fillQueue();
      String silent = "The Culvert helper at " + path + " did not answer within 0 s";
      Request status = new Request.Status(Optional.empty());
      assertEquals(silent, answer(impatient, status));
      // On such a thread the JDK does not wait for room.
      var virtual = new CompletableFuture<Object>();
      Thread.ofVirtual().start(() -> virtual.complete(answer(impatient, status)));
      assertEquals(silent, virtual.get());
      var failure =
          assertThrows(
              HelperUnreachableException.class,
              () -> impatient.subscribe(_ -> {}, _ -> {}).close());
      assertEquals(ProblemCode.HELPER_SILENT, failure.problem().code());
    }
  }

  @Test
  void whoFindsTheQueueFullIsServedOnceThereIsRoom() throws Exception {
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path), 1);
      int others = fillQueue();
      var waiting =
          CompletableFuture.supplyAsync(() -> answer(client, new Request.DisconnectAll()));
      Thread.sleep(100);
      assertFalse(waiting.isDone());
      for (int i = 0; i < others; i++) {
        server.accept().close();
      }
      try (SocketChannel ours = server.accept()) {
        Thread.ofVirtual().start(() -> serve(ours, SocketHelperClientTest::ordinary));
        assertEquals(new Response.Done(), waiting.get());
      }
    }
  }

  /** Who connects and goes away keeps its place until somebody accepts it. How many did. */
  private int fillQueue() throws IOException {
    for (int places = 0; ; places++) {
      try (SocketChannel each = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        each.configureBlocking(false);
        each.connect(UnixDomainSocketAddress.of(path));
      } catch (SocketException full) {
        return places;
      }
    }
  }

  @Test
  void onlyWhatCanBeAnsweredAtOnceHasALimit() throws Exception {
    CountDownLatch silentUntil = new CountDownLatch(1);
    try (var _ =
            helper(
                request -> {
                  if (!(request instanceof Request.Hello)) {
                    await(silentUntil);
                  }
                  return ordinary(request);
                });
        var impatient = new SocketHelperClient(path, "test", Duration.ofMillis(500))) {
      var disconnecting =
          CompletableFuture.supplyAsync(() -> answer(impatient, new Request.Disconnect("office")));
      assertEquals(
          "The Culvert helper at " + path + " did not answer within 0 s",
          answer(impatient, new Request.Status(Optional.empty())));
      assertFalse(disconnecting.isDone());
      silentUntil.countDown();
      assertEquals(new Response.Done(), disconnecting.get());
      // The answer that came late was nobody's, and the connection goes on.
      assertEquals(
          new Response.Sessions(List.of()),
          answer(impatient, new Request.Status(Optional.empty())));
      assertEquals(1, accepted.size());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Object answer(HelperClient client, Request request) {
    try {
      return client.request(request);
    } catch (HelperUnreachableException e) {
      return e.problem().message();
    }
  }

  @Test
  void eventsComeInOrderAndMayAskInTheMiddle() throws Exception {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    try (var _ = helper(SocketHelperClientTest::ordinary);
        var _ =
            client.subscribe(
                event -> {
                  try {
                    heard.add(client.request(new Request.DisconnectAll()));
                    heard.add(event);
                  } catch (HelperUnreachableException e) {
                    heard.add(e);
                  }
                },
                heard::add)) {
      send(accepted.getFirst(), new Frame.News(TRAFFIC));
      assertEquals(new Response.Done(), heard.take());
      assertEquals(TRAFFIC, heard.take());
      accepted.getFirst().close();
      assertInstanceOf(Problem.class, heard.take());
    }
  }

  @Test
  void aSubscriptionAsksOnItsOwnConnectionForSeldomCounters() throws Exception {
    BlockingQueue<Request> asked = new LinkedBlockingQueue<>();
    try (var _ =
        helper(
            request -> {
              asked.add(request);
              return ordinary(request);
            })) {
      HelperClient.Subscription subscription = client.subscribe(_ -> {}, _ -> {});
      subscription.traffic(Duration.ofSeconds(2));
      assertInstanceOf(Request.Hello.class, asked.take());
      assertEquals(new Request.Subscribe(), asked.take());
      assertEquals(new Request.Subscribe(2_000), asked.take());
      assertTrue(asked.isEmpty(), asked::toString);

      subscription.close();
      assertThrows(
          HelperUnreachableException.class, () -> subscription.traffic(Duration.ofSeconds(1)));
    }
  }

  @Test
  void aClosedSubscriptionHearsNothingMore() throws Exception {
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    try (var _ = helper(SocketHelperClientTest::ordinary)) {
      HelperClient.Subscription subscription = client.subscribe(heard::add, heard::add);
      subscription.close();
      subscription.close();
      assertEquals(new Response.Done(), client.request(new Request.DisconnectAll()));
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void theEnvironmentNamesAnotherSocket() {
    assertEquals(Path.of("/a/b"), HelperSocket.path(Map.of("CULVERT_SOCKET", "/a/b")));
    assertEquals(Path.of("/run/culvert/helper.sock"), HelperSocket.path(Map.of()));
  }

  private static Optional<Response> ordinary(Request request) {
    return Optional.of(
        switch (request) {
          case Request.Hello _ -> new Response.Welcome(1, "9", 1);
          case Request.Status _ -> new Response.Sessions(List.of());
          default -> new Response.Done();
        });
  }

  private static Optional<Response> ordinaryUnless(
      Class<? extends Request> silent, Request request) {
    return silent.isInstance(request) ? Optional.empty() : ordinary(request);
  }

  /** Answers on threads of its own; no answer closes the connection. */
  private ServerSocketChannel helper(Function<Request, Optional<Response>> answers)
      throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  SocketChannel channel = server.accept();
                  accepted.add(channel);
                  Thread.ofVirtual().start(() -> serve(channel, answers));
                }
              } catch (IOException closed) {
                assertTrue(!server.isOpen(), closed::toString);
              }
            });
    return server;
  }

  private static void serve(SocketChannel channel, Function<Request, Optional<Response>> answers) {
    LineAssembler lines = new LineAssembler(1 << 20);
    try (channel) {
      while (true) {
        int count = channel.read(lines.room());
        if (count < 0) {
          return;
        }
        lines.filled(count);
        for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
          Frame.Call call = ApiJson.readCall(line.get());
          Optional<Response> answer = answers.apply(call.request());
          if (answer.isEmpty()) {
            return;
          }
          send(channel, new Frame.Answer(call.id(), answer.get()));
        }
      }
    } catch (IOException closed) {
      assertTrue(!closed.toString().isEmpty());
    }
  }

  private static void send(SocketChannel channel, Frame frame) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(ApiJson.write(frame));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
