package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.json.ApiJson;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.runner.FakeSessions;
import org.culvert.helper.runner.RequestDesk;
import org.culvert.helper.runner.SessionRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SocketServerTest {
  private static final String CONNECT =
      "\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\",\"dataPath\":\"auto\"";
  private static final SocketLimits LIMITS = limits(Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final FakeSessions sessions = new FakeSessions();
  private final ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();
  private final SessionRegistry registry =
      new SessionRegistry(sessions, new FakeFirewall(), () -> 42);
  private final RequestDesk desk =
      new RequestDesk(registry, List::of, _ -> new Response.Demo("a", "b", "c"), slow);

  // Short, because a socket's path has 108 bytes.
  private Path folder;
  private Path path;
  private SocketServer server;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createTempDirectory("culvert");
    path = folder.resolve("helper.sock");
    server = start(LIMITS);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    slow.shutdownNow();
    Files.deleteIfExists(folder.resolve("helper.sock.lock"));
    Files.deleteIfExists(path);
    Files.deleteIfExists(folder);
  }

  @Test
  void aSessionIsBegunFollowedAndEnded() throws Exception {
    try (RawClient client = RawClient.connect(path)) {
      client.send(RawClient.HELLO);
      assertEquals(
          "{\"id\":0,\"response\":{\"type\":\"welcome\",\"protocol\":1,\"version\":\"9\",\"pid\":"
              + ProcessHandle.current().pid()
              + "}}",
          client.line());
      client.call(1, "\"type\":\"subscribe\"");
      assertEquals("{\"id\":1,\"response\":{\"type\":\"done\"}}", client.line());
      client.call(2, CONNECT);
      assertTrue(client.line().contains("\"state\":\"resolving\""));
      assertEquals("{\"id\":2,\"response\":{\"type\":\"done\"}}", client.line());
      sessions.of("office").enter(SessionState.CONNECTED);
      assertTrue(client.line().contains("\"state\":\"connected\""));
      client.call(3, "\"type\":\"disconnect\",\"name\":\"office\"");
      assertTrue(client.line().contains("\"state\":\"disconnected\""));
      assertEquals("{\"id\":3,\"response\":{\"type\":\"done\"}}", client.line());
    }
  }

  @Test
  void countersComeAsSeldomAsTheClientWishesAndAgainAsOften() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      client.call(1, CONNECT);
      client.line();
      client.call(2, "\"type\":\"subscribe\",\"trafficEvery\":3600000");
      client.line();
      assertTrue(client.line().contains("\"state\":\"resolving\""));
      sessions.of("office").traffic(1);
      sessions.of("office").traffic(2);
      assertTrue(client.line().contains("\"bytesIn\":1"));
      client.call(3, "\"type\":\"subscribe\"");
      assertEquals("{\"id\":3,\"response\":{\"type\":\"done\"}}", client.line());
      sessions.of("office").traffic(3);
      assertTrue(client.line().contains("\"bytesIn\":3"));
    }
  }

  @Test
  void aSessionOutlivesTheClientThatBeganIt() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      client.call(1, CONNECT);
      client.line();
    }
    try (RawClient client = RawClient.greeted(path)) {
      client.call(1, "\"type\":\"status\"");
      assertTrue(client.line().contains("\"name\":\"office\",\"state\":\"resolving\""));
    }
  }

  @Test
  void whoDoesNotGreetIsRefusedAndClosed() throws Exception {
    try (RawClient client = RawClient.connect(path)) {
      client.call(1, "\"type\":\"status\"");
      assertTrue(client.line().contains("\"code\":\"bad-request\""));
      assertEquals("closed", client.line());
    }
  }

  @Test
  void anotherProtocolIsRefusedWithBothVersions() throws Exception {
    try (RawClient client = RawClient.connect(path)) {
      client.call(1, "\"type\":\"hello\",\"protocol\":2,\"client\":\"test\"");
      assertTrue(client.line().contains("it speaks protocol 1, the client 2"));
      assertEquals("closed", client.line());
    }
  }

  @Test
  void whoSaysNothingIsClosed() throws Exception {
    restart(Duration.ofMillis(50), Duration.ofSeconds(20));
    try (RawClient client = RawClient.connect(path)) {
      assertEquals("closed", client.line());
    }
  }

  @Test
  void whoNeverEndsALineIsClosed() throws Exception {
    restart(Duration.ofSeconds(20), Duration.ofMillis(50));
    try (RawClient client = RawClient.greeted(path)) {
      client.send("{\"id\":1,");
      assertEquals("closed", client.line());
    }
  }

  @Test
  void aGreetedClientMaySayNothingForLong() throws Exception {
    restart(Duration.ofSeconds(2), Duration.ofMillis(50));
    try (RawClient client = RawClient.greeted(path);
        RawClient silent = RawClient.connect(path)) {
      assertEquals("closed", silent.line()); // by then longer than any limit
      client.call(1, "\"type\":\"doctor\"");
      assertEquals(
          "{\"id\":1,\"response\":{\"type\":\"findings\",\"findings\":[]}}", client.line());
    }
  }

  @Test
  void aBadRequestWithAnIdIsAnsweredAndTheConnectionGoesOn() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      client.call(5, "\"type\":\"reboot\"");
      String answer = client.line();
      assertTrue(answer.startsWith("{\"id\":5,"), answer);
      assertTrue(answer.contains("\"code\":\"bad-request\""), answer);
      client.call(6, "\"type\":\"disconnect-all\"");
      assertEquals("{\"id\":6,\"response\":{\"type\":\"done\"}}", client.line());
    }
  }

  @Test
  void anIdThatWasThereEndsTheConnection() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      client.call(1, "\"type\":\"disconnect-all\"");
      client.line();
      client.call(1, "\"type\":\"disconnect-all\"");
      assertTrue(client.line().contains("\"code\":\"bad-request\""));
      assertEquals("closed", client.line());
    }
  }

  @Test
  void aLineBeyondTheLimitEndsTheConnection() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      try {
        for (int i = 0; i <= ApiJson.LONGEST_REQUEST / 1024; i++) {
          client.send("x".repeat(1024));
        }
      } catch (IOException closedMeanwhile) {
        assertFalse(closedMeanwhile.toString().isEmpty());
      }
      String last = client.line();
      assertTrue(last.contains("longer than") || last.equals("closed"), last);
    }
  }

  @Test
  void largeProfilesOfSeveralClientsTakeTurns() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RawClient client = RawClient.greeted(path);
      clients.add(client);
      String profile = "x".repeat(900_000);
      String name = "large" + i;
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  client.call(
                      1,
                      "\"type\":\"connect\",\"name\":\""
                          + name
                          + "\",\"profile\":\""
                          + profile
                          + "\",\"dataPath\":\"auto\"");
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
    }
    for (RawClient client : clients) {
      assertEquals("{\"id\":1,\"response\":{\"type\":\"done\"}}", client.line());
      client.close();
    }
  }

  @Test
  void aListenerThatDoesNotReadIsDroppedAndItsSessionIsNot() throws Exception {
    try (RawClient deaf = RawClient.greeted(path);
        RawClient client = RawClient.greeted(path)) {
      deaf.call(1, "\"type\":\"subscribe\"");
      assertEquals("{\"id\":1,\"response\":{\"type\":\"done\"}}", deaf.line());
      client.call(1, CONNECT);
      client.line();
      for (int i = 0; i < 20_000; i++) {
        sessions.of("office").log("line " + "x".repeat(200));
      }
      int heard = 0;
      while (!deaf.line().equals("closed")) {
        heard++;
      }
      assertTrue(heard < 19_000, "heard " + heard);
      client.call(2, "\"type\":\"status\"");
      assertTrue(client.line().contains("\"state\":\"resolving\""));
    }
  }

  @Test
  void oneUserHasOnlySoManyConnections() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < LIMITS.connectionsPerOwner(); i++) {
      clients.add(RawClient.greeted(path));
    }
    try (RawClient more = RawClient.connect(path)) {
      assertEquals("closed", more.line());
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void everybodyMayKnock() throws Exception {
    assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("helper.sock.lock"))));
  }

  @Test
  void aSecondHelperIsRefusedWhileTheFirstLives() throws Exception {
    IOException refused = assertThrows(IOException.class, () -> start(LIMITS));
    assertTrue(refused.toString().contains("another helper already answers"));
    RawClient.greeted(path).close();
  }

  @Test
  void theSocketOfADeadHelperIsReplaced() throws Exception {
    server.close();
    ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    dead.bind(UnixDomainSocketAddress.of(path));
    dead.close(); // its file stays
    assertTrue(Files.exists(path));
    server = start(LIMITS);
    RawClient.greeted(path).close();
  }

  @Test
  void aSocketOfAnotherProgramOrAFileIsLeftAlone() throws Exception {
    server.close();
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(path));
      assertThrows(IOException.class, () -> start(LIMITS));
    }
    Files.delete(path);
    Files.writeString(path, "text");
    assertThrows(IOException.class, () -> start(LIMITS));
    assertEquals("text", Files.readString(path));
  }

  @Test
  void aProgramThatAcceptsNobodyIsNotWaitedFor() throws Exception {
    server.close();
    try (ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      busy.bind(UnixDomainSocketAddress.of(path), 1);
      fillQueue();
      IOException refused =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10), () -> assertThrows(IOException.class, () -> start(LIMITS)));
      assertTrue(refused.toString().contains("another program already answers"));
    }
  }

  /** Who connects and goes away keeps its place until somebody accepts it. */
  private void fillQueue() throws IOException {
    for (boolean room = true; room; ) {
      try (SocketChannel each = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        each.configureBlocking(false);
        each.connect(UnixDomainSocketAddress.of(path));
      } catch (SocketException full) {
        room = false;
      }
    }
  }

  @Test
  void closingRemovesTheSocketAndEndsConnections() throws Exception {
    try (RawClient client = RawClient.greeted(path)) {
      server.close();
      assertEquals("closed", client.line());
      assertFalse(Files.exists(path));
    }
  }

  private static SocketLimits limits(Duration greeting, Duration line) {
    return new SocketLimits(8, 4, 4, 64, greeting, line, Duration.ofSeconds(20));
  }

  private void restart(Duration greeting, Duration line) throws IOException {
    server.close();
    server = start(limits(greeting, line));
  }

  private SocketServer start(SocketLimits limits) throws IOException {
    SocketServer started = SocketServer.open(path, desk, registry, limits, "9");
    started.accept();
    return started;
  }
}
