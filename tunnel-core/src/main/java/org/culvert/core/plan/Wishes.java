package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
import org.culvert.core.plan.TunnelPlan.Route;
import org.culvert.core.plan.TunnelPlan.Via;

/**
 * What the user of this machine wants of a plan, whatever profile and server say.
 *
 * @param allowLan whether the networks on the link stay reachable beside a tunnel that takes
 *     everything
 * @param dns who is asked for names
 */
public record Wishes(boolean allowLan, DnsWish dns) {
  /** What of the user's protection is a matter of the plan. */
  public static Wishes of(Protection protection) {
    return new Wishes(protection.allowLan(), protection.dns());
  }

  /**
   * The plan as the user wants it.
   *
   * @param server the outer address, to which no route may lead through the tunnel
   */
  public TunnelPlan apply(TunnelPlan plan, InetAddress server) {
    TunnelPlan local = !allowLan && tunnelsWhole(plan) ? plan.withoutLocal() : plan;
    return switch (dns) {
      case DnsWish.Server() -> local;
      case DnsWish.None() -> local.withDns(DnsPlan.NONE, local.routes());
      case DnsWish.These(List<String> addresses) ->
          asking(local, addresses.stream().map(InetAddress::ofLiteral).toList(), server);
    };
  }

  /**
   * They are asked through the tunnel, also where it takes little else. One that it cannot lead to
   * would be asked in the clear as soon as another is slow: it is left out while there is another.
   */
  private static TunnelPlan asking(
      TunnelPlan plan, List<InetAddress> resolvers, InetAddress server) {
    List<InetAddress> inside =
        resolvers.stream()
            .filter(resolver -> carries(plan, resolver) && !resolver.equals(server))
            .toList();
    List<Route> routes = new ArrayList<>(plan.routes());
    for (InetAddress resolver : inside) {
      IpPrefix host = AddressText.host(resolver);
      if (plan.routes().stream().noneMatch(route -> route.destination().equals(host))) {
        routes.add(new Route(host, new Via.Tunnel(), OptionalInt.empty()));
      }
    }
    List<InetAddress> asked = inside.isEmpty() ? resolvers : inside;
    return plan.withDns(
        new DnsPlan(List.of(DnsPlan.Resolver.plain(asked)), plan.dns().searchDomains()), routes);
  }

  private static boolean carries(TunnelPlan plan, InetAddress address) {
    boolean ipv6 = AddressText.host(address).isIpv6();
    return plan.addresses().stream().anyMatch(own -> own.isIpv6() == ipv6);
  }

  private static boolean tunnelsWhole(TunnelPlan plan) {
    return RouteTable.WHOLE_IPV4.stream()
        .allMatch(
            half ->
                plan.routes().stream()
                    .filter(route -> route.via() instanceof Via.Tunnel)
                    .map(Route::destination)
                    .anyMatch(to -> to.length() <= half.length() && to.contains(half.address())));
  }
}
