package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Plans.prefix;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.helper.linux.net.KernelRoute.Kind;
import org.junit.jupiter.api.Test;

final class OuterPathsTest {
  private static final int TUNNEL = 9;
  private static final KernelRoute OURS =
      route("0.0.0.0/0", Kind.UNICAST, 4, "203.0.113.9", 1, KernelRoute.OURS);
  private static final OuterPaths PATHS =
      new OuterPaths(
          List.of(
              route("0.0.0.0/0", Kind.UNICAST, 2, "192.0.2.1", 600, 16),
              route("0.0.0.0/0", Kind.UNICAST, 3, "203.0.113.1", 100, 16),
              OURS,
              route("192.88.99.0/24", Kind.UNICAST, 6, "203.0.113.8", 1, KernelRoute.OURS),
              route("198.51.100.0/24", Kind.UNICAST, TUNNEL, "", 0, 3),
              route("198.51.100.0/25", Kind.UNICAST, 5, "", 0, 2),
              route("10.0.0.0/8", Kind.UNREACHABLE, 0, "", 0, 4)),
          Set.of(OURS),
          Set.of(TUNNEL));

  private static KernelRoute route(
      String destination, Kind kind, int device, String gateway, int metric, int protocol) {
    return new KernelRoute(
        prefix(destination),
        kind,
        device,
        gateway.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(gateway)),
        Optional.empty(),
        metric,
        protocol);
  }

  private static int deviceTo(String address) {
    return PATHS.to(InetAddress.ofLiteral(address)).map(OuterPaths.NextHop::device).orElse(-1);
  }

  @Test
  void prefersTheLongerPrefix() {
    assertEquals(5, deviceTo("198.51.100.7"));
  }

  @Test
  void prefersTheSmallerMetricAndIgnoresRoutesOfOurs() {
    assertEquals(3, deviceTo("8.8.8.8"));
    assertEquals(
        Optional.of(InetAddress.ofLiteral("203.0.113.1")),
        PATHS.defaultGateway(false).flatMap(OuterPaths.NextHop::gateway));
  }

  @Test
  void takesARouteWithOurNumberThatWeDidNotMakeForSomebodyElses() {
    assertEquals(6, deviceTo("192.88.99.1"));
  }

  @Test
  void ignoresRoutesThroughTunnels() {
    assertEquals(3, deviceTo("198.51.100.200"));
  }

  @Test
  void findsNoWayWhereTheMachineHasNone() {
    assertEquals(-1, deviceTo("10.1.1.1"));
    assertEquals(-1, deviceTo("2001:db8::1"));
    assertEquals(Optional.empty(), PATHS.defaultGateway(true));
  }
}
