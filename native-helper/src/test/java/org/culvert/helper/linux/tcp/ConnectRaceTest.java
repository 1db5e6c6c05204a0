package org.culvert.helper.linux.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.profile.SocketSettings;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("net")
@Timeout(30)
final class ConnectRaceTest {
  private static final int LARGEST = 1800;

  /** A TEST-NET address: the namespace has no route to it. */
  private static final String NO_ROUTE = "198.51.100.1";

  private NetworkNamespace namespace;

  @BeforeEach
  void openNamespace() throws IOException {
    namespace = NetworkNamespace.open("race-test");
  }

  @AfterEach
  void closeNamespace() {
    namespace.close();
  }

  private ServerSocket server(String address) throws IOException {
    return namespace.call(() -> new ServerSocket(0, 5, InetAddress.ofLiteral(address)));
  }

  private InetSocketAddress unused(String address) throws IOException {
    try (ServerSocket server = server(address)) {
      return (InetSocketAddress) server.getLocalSocketAddress();
    }
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
    return namespace.call(
        () -> {
          try {
            return LinuxTcp.open(request, () -> false).orElseThrow();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void tellsThatNobodyListens(String address) throws IOException {
    InetSocketAddress nobody = unused(address);
    ConnectFailedException refusal =
        assertThrows(ConnectFailedException.class, () -> connect(request(5_000, nobody)));
    assertEquals(Reason.REFUSED, refusal.reason());
  }

  @Test
  void tellsThatThereIsNoRoute() {
    ConnectFailedException refusal =
        assertThrows(
            ConnectFailedException.class,
            () -> connect(request(5_000, new InetSocketAddress(NO_ROUTE, 1194))));
    assertEquals(Reason.UNREACHABLE, refusal.reason());
    assertTrue(refusal.toString().contains("Network is unreachable"), refusal.toString());
  }

  @Test
  void theNextAddressTakesOverFromOneThatRefusesAtOnce() throws IOException {
    try (ServerSocket server = server("127.0.0.1")) {
      long before = System.nanoTime();
      try (LinuxTcp tcp =
          connect(
              request(
                  5_000,
                  unused("::1"),
                  new InetSocketAddress(NO_ROUTE, 1194),
                  (InetSocketAddress) server.getLocalSocketAddress()))) {
        assertEquals(server.getLocalSocketAddress(), tcp.remote());
      }
      assertTrue(System.nanoTime() - before < 2_000_000_000L);
    }
  }

  @Test
  void aSilentAddressIsOvertakenByTheNextAndASilentServerIsGivenUp() throws IOException {
    // A listener whose queue is full answers no more, as one behind a firewall.
    try (ServerSocket silent = namespace.call(() -> full(InetAddress.ofLiteral("127.0.0.2")));
        ServerSocket server = server("127.0.0.1")) {
      InetSocketAddress dead = (InetSocketAddress) silent.getLocalSocketAddress();
      long before = System.nanoTime();
      try (LinuxTcp tcp =
          connect(request(10_000, dead, (InetSocketAddress) server.getLocalSocketAddress()))) {
        assertEquals(server.getLocalSocketAddress(), tcp.remote());
      }
      assertTrue(System.nanoTime() - before < 2_000_000_000L);
      ConnectFailedException silence =
          assertThrows(ConnectFailedException.class, () -> connect(request(400, dead)));
      assertEquals(Reason.SILENT, silence.reason());
      assertEquals(
          Optional.empty(),
          namespace.call(
              () -> {
                try {
                  return LinuxTcp.open(request(10_000, dead), () -> true);
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }));
    }
  }

  private ServerSocket full(InetAddress address) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, address);
    for (int i = 0; i < 4; i++) {
      var channel = java.nio.channels.SocketChannel.open();
      channel.configureBlocking(false);
      channel.connect(server.getLocalSocketAddress());
      waiting.add(channel);
    }
    return server;
  }

  private final List<AutoCloseable> waiting = new java.util.ArrayList<>();

  @AfterEach
  void closeWaiting() throws Exception {
    for (AutoCloseable channel : waiting) {
      channel.close();
    }
  }
}
