package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.culvert.core.plan.TunnelPlan.Route;
import org.culvert.core.plan.TunnelPlan.Via;

/** The routes of a plan by destination; of two for the same destination the first stays. */
final class RouteTable {
  /** Most routes of a plan, those of the profile and of the server together. */
  static final int MAX_ROUTES = 10_000;

  /**
   * What stands for a default route: more specific than the machine's own, which so stays as it is.
   */
  static final List<IpPrefix> WHOLE_IPV4 = AddressRules.prefixes("0.0.0.0/1", "128.0.0.0/1");

  /** The same for IPv6, as OpenVPN does it: everything but the link-local and multicast ranges. */
  static final List<IpPrefix> WHOLE_IPV6 =
      AddressRules.prefixes("::/3", "2000::/4", "3000::/4", "fc00::/7");

  private static final List<IpPrefix> PUBLIC_IPV6 = AddressRules.prefixes("2000::/4", "3000::/4");

  private final Map<IpPrefix, Route> routes = new LinkedHashMap<>();

  void add(IpPrefix destination, Via via, OptionalInt metric) throws PlanException {
    routes.putIfAbsent(destination, new Route(destination, via, metric));
    if (routes.size() > MAX_ROUTES) {
      throw new PlanException(
          "The profile and the server ask for more than " + MAX_ROUTES + " routes.");
    }
  }

  /** Adds routes that together stand for a default route into the tunnel. */
  void addWhole(boolean ipv6, OptionalInt metric) throws PlanException {
    for (IpPrefix part : ipv6 ? WHOLE_IPV6 : WHOLE_IPV4) {
      add(part, new Via.Tunnel(), metric);
    }
  }

  /** Whether all that is public of a family goes into the tunnel. */
  boolean tunnelsWhole(boolean ipv6) {
    return (ipv6 ? PUBLIC_IPV6 : WHOLE_IPV4).stream().allMatch(this::tunnels);
  }

  private boolean tunnels(IpPrefix part) {
    for (int length = part.length(); length > 0; length--) {
      Route route = routes.get(new IpPrefix(part.address(), length).network());
      if (route != null) {
        return route.via() instanceof Via.Tunnel;
      }
    }
    return false;
  }

  /** Whether a route into the tunnel would catch packets to the address. */
  boolean catches(InetAddress address) {
    return routes.values().stream()
        .anyMatch(
            route -> route.via() instanceof Via.Tunnel && route.destination().contains(address));
  }

  List<Route> all() {
    return List.copyOf(routes.values());
  }
}
