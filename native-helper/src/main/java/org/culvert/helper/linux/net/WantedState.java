package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;

/**
 * A plan in the kernel's terms, without the way to the server, which depends on all tunnels
 * together.
 *
 * @param lasting the routes that do not vanish with the device
 * @param inner the routes through the device
 */
record WantedState(
    int mtu, List<LinkAddress> addresses, Set<KernelRoute> lasting, Set<KernelRoute> inner) {
  /**
   * The metric of our IPv6 routes when the plan names none: before the kernel's own for the same
   * destination (256 and 1024), as IPv4 routes with metric 0 are.
   */
  static final int IPV6_METRIC = 50;

  /** The two halves of everything: longer than a default route, so they win whatever its metric. */
  private static final List<IpPrefix> HALVES_V4 = prefixes(1, "0.0.0.0", "128.0.0.0");

  private static final List<IpPrefix> HALVES_V6 = prefixes(1, "::", "8000::");

  /** What is public of IPv6: who tunnels this means everything. */
  private static final List<IpPrefix> PUBLIC_V6 = prefixes(4, "2000::", "3000::");

  WantedState {
    addresses = List.copyOf(addresses);
  }

  /**
   * Works the plan out.
   *
   * @param around whether a route around the tunnel that has no gateway is an error; otherwise it
   *     is left out
   * @throws IOException when a route is to lead around the tunnel and there is no gateway
   */
  static WantedState of(TunnelPlan plan, Link link, OuterPaths paths, boolean around)
      throws IOException {
    boolean ipv6 = link.ipv6();
    Set<KernelRoute> lasting = new LinkedHashSet<>();
    Set<KernelRoute> inner = new LinkedHashSet<>();
    for (TunnelPlan.Route route : plan.routes()) {
      int metric = route.metric().orElse(0);
      switch (route.via()) {
        case TunnelPlan.Via.Tunnel() -> {
          if (ipv6 || !route.destination().isIpv6()) {
            inner.add(through(route.destination(), link, metric));
          }
        }
        case TunnelPlan.Via.PreviousGateway() -> {
          Optional<OuterPaths.NextHop> gateway = paths.defaultGateway(route.destination().isIpv6());
          if (gateway.isEmpty() && around) {
            throw noGateway(route.destination());
          }
          gateway.ifPresent(hop -> lasting.add(around(route.destination(), hop, metric)));
        }
      }
    }
    if (plan.blockLocal()) {
      blockLocal(link, paths, lasting, inner);
    }
    if (plan.blockIpv4()) {
      HALVES_V4.forEach(half -> lasting.add(nowhere(half)));
    }
    if (plan.blockIpv6() || (!ipv6 && tunnelsAllIpv6(plan))) {
      HALVES_V6.forEach(half -> lasting.add(nowhere(half)));
    }
    return new WantedState(plan.mtu(), addresses(plan, ipv6), lasting, inner);
  }

  /** Two halves win over each network on the link, and the gateway's own route over the halves. */
  private static void blockLocal(
      Link link, OuterPaths paths, Set<KernelRoute> lasting, Set<KernelRoute> inner) {
    for (boolean ipv6 : link.ipv6() ? new boolean[] {false, true} : new boolean[] {false}) {
      Optional<OuterPaths.NextHop> way = paths.defaultGateway(ipv6);
      if (way.isEmpty()) {
        continue;
      }
      for (IpPrefix network : paths.onLink(way.get().device(), ipv6)) {
        network.halves().forEach(half -> inner.add(through(half, link, 0)));
      }
      way.get()
          .gateway()
          .filter(gateway -> !gateway.isLinkLocalAddress())
          .ifPresent(
              gateway ->
                  lasting.add(
                      around(
                          ServerWay.host(gateway),
                          new OuterPaths.NextHop(
                              way.get().device(), Optional.empty(), way.get().source()),
                          0)));
    }
  }

  private static boolean tunnelsAllIpv6(TunnelPlan plan) {
    return PUBLIC_V6.stream()
        .allMatch(
            part ->
                plan.routes().stream()
                    .filter(route -> route.via() instanceof TunnelPlan.Via.Tunnel)
                    .map(TunnelPlan.Route::destination)
                    .anyMatch(to -> to.length() <= part.length() && to.contains(part.address())));
  }

  /** Whether packets to the address would enter the device or be blocked. */
  boolean catches(InetAddress address) {
    return Stream.concat(
            Stream.concat(inner.stream(), blocked()).map(KernelRoute::destination),
            addresses.stream().map(LinkAddress::reaches))
        .anyMatch(prefix -> prefix.contains(address));
  }

  /** The routes that lead nowhere. */
  Stream<KernelRoute> blocked() {
    return lasting.stream().filter(route -> route.kind() == KernelRoute.Kind.UNREACHABLE);
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

  private static IOException noGateway(IpPrefix destination) {
    return new IOException(
        "route "
            + destination
            + " is to lead around the tunnel (net_gateway), but this machine has no default"
            + " gateway for it");
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

  private static KernelRoute nowhere(IpPrefix destination) {
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
  static int metric(IpPrefix destination, int wanted) {
    return destination.isIpv6() && wanted == 0 ? IPV6_METRIC : wanted;
  }

  private static List<IpPrefix> prefixes(int length, String... addresses) {
    return Stream.of(addresses)
        .map(address -> new IpPrefix(InetAddress.ofLiteral(address), length))
        .toList();
  }
}
