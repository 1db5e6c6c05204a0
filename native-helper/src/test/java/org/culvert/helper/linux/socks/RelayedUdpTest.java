package org.culvert.helper.linux.socks;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.proxy.ProxyDoor;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.linux.FakeProxy;
import org.culvert.helper.linux.ns.NetworkNamespace;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.path.ConnectionLostException;
import org.culvert.helper.path.PacketBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("net")
@Timeout(30)
final class RelayedUdpTest {
  private final PacketBatch batch = new PacketBatch(4, 1500);
  private NetworkNamespace namespace;
  private FakeProxy proxy;
  private DatagramChannel relay;
  private Optional<Socket> control = Optional.empty();

  @BeforeEach
  void open() throws IOException {
    namespace = NetworkNamespace.open("socks-test");
    proxy = new FakeProxy(namespace);
    relay =
        namespace.call(
            () ->
                DatagramChannel.open()
                    .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
  }

  @AfterEach
  void close() throws IOException {
    relay.close();
    proxy.close();
    namespace.close();
  }

  private LinuxUdp connect(String server) throws Exception {
    ProxyDoor door =
        ProxyDoor.toRelay(
            new Proxy.Socks5("proxy", 1, Optional.empty()), Optional.empty(), new Random(1));
    TcpRequest request =
        new TcpRequest(
            List.of(new TcpRequest.End(proxy.address(), Optional.empty())),
            SocketSettings.NONE,
            1800,
            10_000,
            Optional.of(door));
    InetSocketAddress to = new InetSocketAddress(InetAddress.ofLiteral(server), 1194);
    CompletableFuture<LinuxUdp> connecting =
        FakeProxy.elsewhere(
            namespace,
            () -> RelayedUdp.open(request, to, OffloadStep.SEGMENTS, () -> false).orElseThrow());
    Socket client = proxy.next();
    control = Optional.of(client);
    FakeProxy.exchange(client, 4, "0500");
    int port = ((InetSocketAddress) relay.getLocalAddress()).getPort();
    assertEquals(
        "05030001000000000000",
        FakeProxy.exchange(client, 10, "05000001cb007101" + "%04x".formatted(port)));
    return connecting.get(10, TimeUnit.SECONDS);
  }

  private String heard() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(2000);
    relay.receive(buffer);
    return HexFormat.of().formatHex(buffer.array(), 0, buffer.position());
  }

  private void say(LinuxUdp udp, String hex) throws IOException {
    relay.send(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), udp.local());
  }

  @ParameterizedTest
  @CsvSource({
    "10.11.12.13, 000000010a0b0c0d04aa",
    "2001:db8::1, 0000000420010db800000000000000000000000104aa"
  })
  void everyDatagramNamesTheServer(String server, String header) throws Exception {
    try (LinuxUdp udp = connect(server)) {
      assertEquals(header.length() / 2, udp.frontBytes());
      udp.send("xhello".getBytes(US_ASCII), 1, 5);
      assertEquals(header + HexFormat.of().formatHex("hello".getBytes(US_ASCII)), heard());
      PacketBatch out = new PacketBatch(4, 1500);
      for (int slot = 0; slot < 3; slot++) {
        out.array()[out.end()] = (byte) slot;
        out.add(1400);
      }
      assertEquals(3, udp.send(out));
      for (int slot = 0; slot < 3; slot++) {
        String datagram = heard();
        assertTrue(datagram.startsWith(header + "0" + slot), datagram);
        assertEquals(header.length() + 2800, datagram.length());
      }
      say(udp, header + "616263");
      assertEquals(1, udp.receive(batch));
      assertEquals("abc", new String(batch.array(), batch.offset(0), 3, US_ASCII));
    }
  }

  @Test
  void aDatagramOfFullSizeFitsAndOneThatIsLongerIsCounted() throws Exception {
    try (LinuxUdp udp = connect("10.11.12.13")) {
      say(udp, "000000010a0b0c0d04aa" + "00".repeat(1501));
      say(udp, "000000010a0b0c0d04aa" + "00".repeat(1500));
      assertEquals(1, udp.receive(batch));
      assertEquals(1500, batch.length(0));
      assertEquals(Optional.of("1 from the server that were longer than agreed"), udp.dropped());
    }
  }

  @Test
  void whatHasNoWholeHeaderIsDropped() throws Exception {
    try (LinuxUdp udp = connect("10.11.12.13")) {
      for (String bad :
          List.of("", "00", "00000001", "000001010a0b0c0d04aa61", "000000020a0b", "00000003ff61")) {
        say(udp, bad);
      }
      say(udp, "00000003016104aa62");
      assertEquals(1, udp.receive(batch));
      assertEquals(1, batch.length(0));
      assertEquals('b', batch.array()[batch.offset(0)]);
    }
  }

  @Test
  void theEndOfTheConnectionToTheProxyIsTheEndOfTheWay() throws Exception {
    try (LinuxUdp udp = connect("10.11.12.13")) {
      control.get().getOutputStream().write(new byte[2000]); // means nothing
      CompletableFuture<Integer> receiver =
          FakeProxy.elsewhere(namespace, () -> udp.receive(batch));
      control.get().close();
      ExecutionException end =
          assertThrows(ExecutionException.class, () -> receiver.get(10, TimeUnit.SECONDS));
      ConnectionLostException lost =
          assertInstanceOf(ConnectionLostException.class, end.getCause());
      assertTrue(lost.reason().contains("SOCKS proxy"), lost.reason());
    }
  }

  @Test
  void closingEndsTheConnectionToTheProxyToo() throws Exception {
    connect("10.11.12.13").close();
    assertEquals(-1, control.get().getInputStream().read());
  }
}
