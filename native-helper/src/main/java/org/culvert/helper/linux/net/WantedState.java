package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;

/**
 * A plan in the kernel's terms. Routes are in the order in which they are added, so that nothing
 * falls into the tunnel whose way around it is not there yet.
 *
 * @param lasting the routes that do not vanish with the device
 */
record WantedState(
    int mtu, List<LinkAddress> addresses, Set<KernelRoute> lasting, Set<KernelRoute> inner) {
  /**
   * The metric of our IPv6 routes when the plan names none: before the kernel's own for the same
   * destination (256 and 1024), as IPv4 routes with metric 0 are.
   */
  static final int IPV6_METRIC = 50;

  /** The two halves of everything: longer than a default route, so they win whatever its metric. */
  private static final List<String> HALVES_V4 = List.of("0.0.0.0", "128.0.0.0");

  private static final List<String> HALVES_V6 = List.of("::", "8000::");

  WantedState {
    addresses = List.copyOf(addresses);
  }

  /**
   * Works the plan out.
   *
   * @param server the way to the server, if its host route is wanted and makes sense
   * @throws IOException when a route is to lead around the tunnel and there is no gateway
   */
  static WantedState of(
      TunnelPlan plan,
      Link link,
      InetAddress serverAddress,
      Optional<OuterPaths.NextHop> server,
      OuterPaths paths)
      throws IOException {
    boolean ipv6 = link.ipv6();
    Set<KernelRoute> lasting = new LinkedHashSet<>();
    Set<KernelRoute> inner = new LinkedHashSet<>();
    server.ifPresent(hop -> lasting.add(around(host(serverAddress), hop, 0)));
    for (TunnelPlan.Route route : plan.routes()) {
      int metric = route.metric().orElse(0);
      switch (route.via()) {
        case TunnelPlan.Via.Tunnel() -> {
          if (ipv6 || !route.destination().isIpv6()) {
            inner.add(through(route.destination(), link, metric));
          }
        }
        case TunnelPlan.Via.PreviousGateway() ->
            lasting.add(around(route.destination(), gateway(route, paths), metric));
      }
    }
    if (plan.blockIpv4()) {
      HALVES_V4.forEach(half -> lasting.add(nowhere(half)));
    }
    if (plan.blockIpv6()) {
      HALVES_V6.forEach(half -> lasting.add(nowhere(half)));
    }
    return new WantedState(plan.mtu(), addresses(plan, ipv6), lasting, inner);
  }

  private static List<LinkAddress> addresses(TunnelPlan plan, boolean ipv6) {
    List<LinkAddress> addresses = new ArrayList<>();
    for (IpPrefix prefix : plan.addresses()) {
      boolean pointToPoint = !prefix.isIpv6() && plan.peer().isPresent();
      if (pointToPoint) {
        // The prefix length is the peer's here: one address, whatever net the plan drew it from.
        addresses.add(new LinkAddress(new IpPrefix(prefix.address(), 32), plan.peer()));
      } else if (ipv6 || !prefix.isIpv6()) {
        addresses.add(new LinkAddress(prefix, Optional.empty()));
      }
    }
    return addresses;
  }

  private static OuterPaths.NextHop gateway(TunnelPlan.Route route, OuterPaths paths)
      throws IOException {
    return paths
        .defaultGateway(route.destination().isIpv6())
        .orElseThrow(
            () ->
                new IOException(
                    "route "
                        + route.destination()
                        + " is to lead around the tunnel (net_gateway), but this machine has no"
                        + " default gateway for it"));
  }

  private static KernelRoute around(IpPrefix destination, OuterPaths.NextHop hop, int metric) {
    return new KernelRoute(
        destination,
        KernelRoute.Kind.UNICAST,
        hop.device(),
        hop.gateway(),
        hop.source(),
        metric(destination, metric),
        KernelRoute.OURS);
  }

  private static KernelRoute through(IpPrefix destination, Link link, int metric) {
    return new KernelRoute(
        destination,
        KernelRoute.Kind.UNICAST,
        link.index(),
        Optional.empty(),
        Optional.empty(),
        metric(destination, metric),
        KernelRoute.OURS);
  }

  private static KernelRoute nowhere(String half) {
    IpPrefix destination = new IpPrefix(literal(half), 1);
    return new KernelRoute(
        destination,
        KernelRoute.Kind.UNREACHABLE,
        0,
        Optional.empty(),
        Optional.empty(),
        metric(destination, 0),
        KernelRoute.OURS);
  }

  /** IPv6 takes 0 for 1024; so that what was asked for is what is found again, it never is 0. */
  private static int metric(IpPrefix destination, int wanted) {
    return destination.isIpv6() && wanted == 0 ? IPV6_METRIC : wanted;
  }

  private static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, address.getAddress().length * 8);
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new AssertionError("a literal", e);
    }
  }
}
