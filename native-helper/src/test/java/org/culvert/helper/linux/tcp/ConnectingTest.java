package org.culvert.helper.linux.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.proxy.Destination;
import org.culvert.core.proxy.ProxyDoor;
import org.culvert.core.proxy.ProxyFailure;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.ProxyFailedException;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.linux.FakeProxy;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("net")
@Timeout(30)
final class ConnectingTest {
  private NetworkNamespace namespace;
  private FakeProxy proxy;

  @BeforeEach
  void open() throws IOException {
    namespace = NetworkNamespace.open("proxy-test");
    proxy = new FakeProxy(namespace);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    namespace.close();
  }

  private CompletableFuture<LinuxTcp> connect(long millis, GiveUp giveUp) {
    Proxy.Http settings =
        new Proxy.Http(
            "proxy",
            1,
            Optional.empty(),
            Proxy.HttpLogin.WHEN_ASKED,
            "1.0",
            Optional.empty(),
            List.of());
    ProxyDoor door =
        ProxyDoor.toServer(
            settings,
            new Destination("vpn", 443),
            Optional.of(new Credentials("jane", Secret.ofText("secret"))),
            new Random(1));
    TcpRequest request =
        new TcpRequest(
            List.of(new TcpRequest.End(proxy.address(), Optional.empty())),
            SocketSettings.NONE,
            1800,
            millis,
            Optional.of(door));
    return FakeProxy.elsewhere(namespace, () -> LinuxTcp.open(request, giveUp).orElseThrow());
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  @Test
  void packetsFollowTheProxysAnswerInTheSameBreath() throws Exception {
    CompletableFuture<LinuxTcp> connecting = connect(10_000, () -> false);
    Socket client = proxy.next();
    assertEquals("CONNECT vpn:443 HTTP/1.0", FakeProxy.request(client).lines().toList().getFirst());
    say(client, "HTTP/1.0 200 OK\r\n\r\n\0\2hi\0\1");
    try (LinuxTcp tcp = connecting.get(10, TimeUnit.SECONDS)) {
      PacketBatch batch = new PacketBatch(4, 100);
      assertEquals(1, tcp.receive(batch));
      assertEquals(2, batch.length(0));
      say(client, "x");
      assertEquals(1, tcp.receive(batch));
      assertEquals('x', batch.array()[batch.offset(0)]);
      tcp.send(new byte[] {7}, 0, 1);
      assertEquals(0x00, client.getInputStream().read());
    }
  }

  @Test
  void aLoginTakesASecondConnection() throws Exception {
    CompletableFuture<LinuxTcp> connecting = connect(10_000, () -> false);
    Socket first = proxy.next();
    assertFalse(FakeProxy.request(first).contains("Authorization"));
    say(first, "HTTP/1.0 407 Who\r\nProxy-Authenticate: Basic realm=x\r\n\r\n<html>");
    Socket second = proxy.next();
    assertTrue(FakeProxy.request(second).contains("Proxy-Authorization: Basic amFuZTpzZWNyZXQ="));
    assertEquals(-1, first.getInputStream().read());
    say(second, "HTTP/1.0 200 OK\r\n\r\n");
    connecting.get(10, TimeUnit.SECONDS).close();
  }

  @Test
  void aRefusalIsTold() throws Exception {
    CompletableFuture<LinuxTcp> connecting = connect(10_000, () -> false);
    Socket client = proxy.next();
    FakeProxy.request(client);
    say(client, "HTTP/1.0 403 Filtered\r\n\r\n");
    ExecutionException end =
        assertThrows(ExecutionException.class, () -> connecting.get(10, TimeUnit.SECONDS));
    ProxyFailedException failure = assertInstanceOf(ProxyFailedException.class, end.getCause());
    assertEquals(ProxyFailure.Kind.REFUSED, failure.failure().kind());
    assertEquals(-1, client.getInputStream().read());
  }

  @Test
  void aSilentProxyIsGivenUpInTime() throws Exception {
    CompletableFuture<LinuxTcp> connecting = connect(300, () -> false);
    FakeProxy.request(proxy.next());
    ExecutionException end =
        assertThrows(ExecutionException.class, () -> connecting.get(10, TimeUnit.SECONDS));
    assertEquals(
        Reason.SILENT, assertInstanceOf(ConnectFailedException.class, end.getCause()).reason());
  }

  @Test
  void theUserNeedNotWaitForAProxy() throws Exception {
    var stop = new java.util.concurrent.atomic.AtomicBoolean();
    CompletableFuture<LinuxTcp> connecting = connect(60_000, stop::get);
    FakeProxy.request(proxy.next());
    stop.set(true);
    assertThrows(ExecutionException.class, () -> connecting.get(10, TimeUnit.SECONDS));
  }
}
