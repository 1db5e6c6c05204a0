package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Plans.prefix;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.culvert.helper.linux.net.KernelRoute.Kind;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkMessage;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.junit.jupiter.api.Test;

/** Golden bytes are those of a little-endian machine. */
final class NetlinkBytesTest {
  private static String hex(NetlinkRequest request) {
    return HexFormat.of().formatHex(request.bytes(7));
  }

  private static NetlinkMessage message(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return NetlinkMessage.split(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)).getFirst();
  }

  private static KernelRoute route(String destination, int device, String gateway, int metric) {
    return new KernelRoute(
        prefix(destination),
        Kind.UNICAST,
        device,
        gateway.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(gateway)),
        Optional.empty(),
        metric,
        KernelRoute.OURS);
  }

  @Test
  void buildsAHeaderAndPadsAttributes() {
    assertEquals(
        "20000000"
            + "1200"
            + "0500"
            + "07000000"
            + "00000000"
            + "07000300"
            + "6c6f00"
            + "00"
            + "08000400"
            + "dc050000",
        hex(new NetlinkRequest(18, NetlinkRequest.ACK).attribute(3, "lo").attribute(4, 1500)));
  }

  @Test
  void nestsAttributes() {
    assertEquals(
        "20000000"
            + "1000"
            + "0500"
            + "07000000"
            + "00000000"
            + "10001a80"
            + "0c000a80"
            + "05000800"
            + "01000000",
        hex(
            new NetlinkRequest(16, NetlinkRequest.ACK)
                .beginNest(26)
                .beginNest(10)
                .attribute(8, new byte[] {1})
                .endNest()
                .endNest()));
  }

  @Test
  void asksForARouteThroughADevice() {
    assertEquals(
        "34000000"
            + "1800"
            + "0504"
            + "07000000"
            + "00000000"
            + "02100000"
            + "fecbfd01"
            + "00000000"
            + "08000100"
            + "0a140000"
            + "08000400"
            + "05000000"
            + "08000600"
            + "4d000000",
        hex(
            RouteTable.request(
                24, NetlinkRequest.ACK | NetlinkRequest.CREATE, route("10.20.0.0/16", 5, "", 77))));
  }

  @Test
  void asksForAHostRouteByAGatewayOnItsLink() {
    assertEquals(
        "34000000"
            + "1900"
            + "0500"
            + "07000000"
            + "00000000"
            + "02200000"
            + "fecb0001"
            + "04000000"
            + "08000100"
            + "c6336407"
            + "08000400"
            + "02000000"
            + "08000500"
            + "c0000201",
        hex(
            RouteTable.request(
                25, NetlinkRequest.ACK, route("198.51.100.7/32", 2, "192.0.2.1", 0))));
  }

  @Test
  void namesTheFamilyOfAGatewayThatIsNotTheRoutes() {
    String request =
        hex(RouteTable.request(24, NetlinkRequest.ACK, route("198.51.100.7/32", 2, "fe80::1", 0)));
    assertEquals(
        "16001200" + "0a00" + "fe800000000000000000000000000001" + "0000",
        request.substring(request.length() - 48));
  }

  @Test
  void readsARoute() {
    KernelRoute wanted = route("10.20.0.0/16", 5, "", 77);
    byte[] bytes = RouteTable.request(24, 0, wanted).bytes(1);
    assertEquals(
        wanted,
        RouteTable.toRoute(
            NetlinkMessage.split(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()))
                .getFirst()));
  }

  @Test
  void readsTheFirstOfSeveralWays() {
    KernelRoute route =
        RouteTable.toRoute(
            message(
                "3c000000 1800 0000 01000000 00000000"
                    + "02000000 fe030001 00000000"
                    + "20000900"
                    + "10000000 03000000 08000500 c0000201"
                    + "0c000000 04000000 00000000"));
    assertEquals(3, route.device());
    assertEquals(Optional.of(InetAddress.ofLiteral("192.0.2.1")), route.gateway());
    assertEquals("0.0.0.0/0 via 192.0.2.1 through device 3", route.toString());
  }

  @Test
  void saysWhatTheKernelSaid() {
    NetlinkMessage refusal =
        message(
            "34000000 0200 0003 07000000 00000000"
                + "9bffffff 34000000 1800 0504 07000000 00000000"
                + "10000100 4e6f2077 61792000 00000000");
    NetlinkException exception =
        assertThrows(
            NetlinkException.class,
            () -> NetlinkConversation.throwIfRefused(refusal, "add route 10.0.0.0/8"));
    assertEquals(
        "add route 10.0.0.0/8: Network is unreachable (ENETUNREACH): No way ",
        exception.getMessage());
    assertEquals(101, exception.errno());
  }

  @Test
  void takesAnAcknowledgementForSuccess() {
    NetlinkMessage acknowledgement =
        message(
            "24000000 0200 0001 07000000 00000000 00000000 34000000 18000504 07000000 00000000");
    assertDoesNotThrow(() -> NetlinkConversation.throwIfRefused(acknowledgement, "x"));
  }

  @Test
  void splitsADatagramAndStopsAtAnImpossibleLength() {
    ByteBuffer two =
        ByteBuffer.wrap(
                HexFormat.of()
                    .parseHex(
                        "1100000003000000010000000000000041000000"
                            + "10000000040000000200000000000000"
                            + "ff000000040000000200000000000000"))
            .order(ByteOrder.LITTLE_ENDIAN);
    List<NetlinkMessage> messages = NetlinkMessage.split(two);
    assertEquals(List.of(3, 4), messages.stream().map(NetlinkMessage::type).toList());
    assertEquals(1, messages.getFirst().body().remaining());
  }

  @Property
  void readsNoMoreTextThanThereAreBytes(@ForAll byte[] bytes) {
    for (NetlinkMessage message :
        NetlinkMessage.split(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))) {
      Optional<String> text = message.attributes(4).nested(1).flatMap(inner -> inner.text(2));
      assertTrue(text.orElse("").length() <= bytes.length);
    }
  }
}
