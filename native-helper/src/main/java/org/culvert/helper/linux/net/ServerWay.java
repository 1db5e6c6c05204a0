package org.culvert.helper.linux.net;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.plan.IpPrefix;

/**
 * The routes that keep our own datagrams to a server out of every tunnel: the host route around the
 * tunnels, and behind it a second one that leads nowhere. The kernel drops the first when the
 * uplink goes down, and without the second the datagrams would enter the tunnel and come round
 * again.
 */
final class ServerWay {
  /** The last choice. */
  static final int GUARD_METRIC = Integer.MAX_VALUE;

  private ServerWay() {}

  /** The prefix that holds just the address. */
  static IpPrefix host(InetAddress address) {
    return new IpPrefix(address, address.getAddress().length * 8);
  }

  static KernelRoute around(InetAddress server, OuterPaths.NextHop hop) {
    return new KernelRoute(
        host(server),
        KernelRoute.Kind.UNICAST,
        hop.device(),
        hop.gateway(),
        hop.source(),
        WantedState.metric(host(server), 0),
        KernelRoute.OURS);
  }

  static KernelRoute guard(InetAddress server) {
    return new KernelRoute(
        host(server),
        KernelRoute.Kind.UNREACHABLE,
        0,
        Optional.empty(),
        Optional.empty(),
        GUARD_METRIC,
        KernelRoute.OURS);
  }

  /** The first of the routes that leads to the server and not nowhere. */
  static Optional<KernelRoute> standing(InetAddress server, Set<KernelRoute> routes) {
    IpPrefix host = host(server);
    return routes.stream()
        .filter(route -> route.kind() == KernelRoute.Kind.UNICAST)
        .filter(route -> route.destination().equals(host))
        .findFirst();
  }
}
