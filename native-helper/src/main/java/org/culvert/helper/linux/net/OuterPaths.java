package org.culvert.helper.linux.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import org.culvert.core.plan.IpPrefix;

/**
 * The ways around the tunnel: what the machine's routes would be without ours. Computed from one
 * reading of the main table, because once our routes are in it the kernel's own answers lead
 * through them.
 *
 * @param table the main table
 * @param ours the routes that this process made; others with our number are a second helper's
 * @param tunnels the numbers of our devices
 */
record OuterPaths(List<KernelRoute> table, Set<KernelRoute> ours, Set<Integer> tunnels) {
  OuterPaths {
    table = List.copyOf(table);
    ours = Set.copyOf(ours);
    tunnels = Set.copyOf(tunnels);
  }

  /** Where a packet leaves the machine. */
  record NextHop(int device, Optional<InetAddress> gateway, Optional<InetAddress> source) {
    static NextHop of(KernelRoute route) {
      return new NextHop(route.device(), route.gateway(), route.source());
    }
  }

  private boolean isOuter(KernelRoute route) {
    return !ours.contains(route) && !tunnels.contains(route.device());
  }

  /** The machine's own way to an address: longest prefix first, then smallest metric. */
  Optional<NextHop> to(InetAddress destination) {
    return to(destination, OptionalInt.empty());
  }

  private Optional<NextHop> to(InetAddress destination, OptionalInt device) {
    return table.stream()
        .filter(this::isOuter)
        .filter(route -> device.isEmpty() || route.device() == device.getAsInt())
        .filter(route -> route.destination().contains(destination))
        .max(
            Comparator.comparingInt((KernelRoute route) -> route.destination().length())
                .thenComparing(
                    Comparator.comparingLong(
                            (KernelRoute route) -> Integer.toUnsignedLong(route.metric()))
                        .reversed()))
        .filter(route -> route.kind() == KernelRoute.Kind.UNICAST)
        .map(NextHop::of);
  }

  /** The machine's own default gateway. */
  Optional<NextHop> defaultGateway(boolean ipv6) {
    return table.stream()
        .filter(this::isOuter)
        .filter(route -> route.isIpv6() == ipv6 && route.destination().length() == 0)
        .filter(route -> route.kind() == KernelRoute.Kind.UNICAST)
        .min(Comparator.comparingLong(route -> Integer.toUnsignedLong(route.metric())))
        .map(NextHop::of);
  }

  /** The networks that are reached directly by a device, hosts and link-local ones left out. */
  List<IpPrefix> onLink(int device, boolean ipv6) {
    return onLink(route -> route.device() == device && route.isIpv6() == ipv6);
  }

  /** The same by any device, of both families. */
  List<IpPrefix> onLink() {
    return onLink(_ -> true);
  }

  private List<IpPrefix> onLink(Predicate<KernelRoute> which) {
    return table.stream()
        .filter(this::isOuter)
        .filter(which)
        .filter(route -> route.kind() == KernelRoute.Kind.UNICAST && route.gateway().isEmpty())
        .map(KernelRoute::destination)
        .filter(to -> to.length() > 0 && to.length() < to.address().getAddress().length * 8)
        .filter(to -> !to.address().isLinkLocalAddress() && !to.address().isMulticastAddress())
        .distinct()
        .toList();
  }

  /**
   * The way to the server, empty when it is this machine itself or a link-local neighbour: no route
   * of a tunnel can catch those.
   *
   * <p>The kernel is asked first, because it knows rules and other tables; if its answer is a route
   * of ours, the main table without ours decides.
   *
   * @param device the only one that the way may lead by, by its number; empty for any
   * @throws NoRouteToHostException when the machine has no way
   */
  Optional<NextHop> toServer(InetAddress server, OptionalInt device, RouteTable kernel)
      throws IOException {
    if (server.isLoopbackAddress()
        || (server instanceof Inet6Address && server.isLinkLocalAddress())) {
      return Optional.empty();
    }
    Optional<KernelRoute> row = kernel.match(server);
    if (row.isPresent() && row.get().kind() == KernelRoute.Kind.LOCAL) {
      return Optional.empty();
    }
    Optional<NextHop> hop =
        device.isEmpty() && row.filter(this::isOuter).isPresent()
            ? kernel
                .lookUp(server)
                .filter(route -> route.kind() == KernelRoute.Kind.UNICAST)
                .map(
                    way ->
                        new NextHop(way.device(), way.gateway(), row.flatMap(KernelRoute::source)))
            : to(server, device);
    if (hop.isEmpty()) {
      throw new NoRouteToHostException(
          "this machine has no route to the server "
              + server.getHostAddress()
              + " outside the tunnel; check its network connection");
    }
    return hop;
  }
}
