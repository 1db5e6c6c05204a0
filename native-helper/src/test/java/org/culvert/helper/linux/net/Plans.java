package org.culvert.helper.linux.net;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.plan.TunnelPlan.Route;
import org.culvert.core.plan.TunnelPlan.Via;

/** Plans from texts. */
final class Plans {
  private final List<IpPrefix> addresses = new ArrayList<>();
  private final List<Route> routes = new ArrayList<>();
  private int mtu = 1500;
  private Optional<InetAddress> peer = Optional.empty();
  private boolean serverRoute;
  private boolean blockIpv4;
  private boolean blockIpv6;
  private boolean blockLocal;
  private OptionalInt queueLength = OptionalInt.empty();

  static Plans plan(String... addresses) {
    Plans plan = new Plans();
    for (String address : addresses) {
      plan.addresses.add(prefix(address));
    }
    return plan;
  }

  static IpPrefix prefix(String text) {
    int slash = text.indexOf('/');
    return new IpPrefix(
        InetAddress.ofLiteral(text.substring(0, slash)),
        Integer.parseInt(text.substring(slash + 1)));
  }

  Plans mtu(int mtu) {
    this.mtu = mtu;
    return this;
  }

  Plans peer(String address) {
    this.peer = Optional.of(InetAddress.ofLiteral(address));
    return this;
  }

  Plans route(String destination) {
    routes.add(new Route(prefix(destination), new Via.Tunnel(), OptionalInt.empty()));
    return this;
  }

  Plans route(String destination, int metric) {
    routes.add(new Route(prefix(destination), new Via.Tunnel(), OptionalInt.of(metric)));
    return this;
  }

  Plans around(String destination) {
    routes.add(new Route(prefix(destination), new Via.PreviousGateway(), OptionalInt.empty()));
    return this;
  }

  Plans serverRoute() {
    serverRoute = true;
    return this;
  }

  Plans blockIpv4() {
    blockIpv4 = true;
    return this;
  }

  Plans blockIpv6() {
    blockIpv6 = true;
    return this;
  }

  Plans blockLocal() {
    blockLocal = true;
    return this;
  }

  Plans queueLength(int packets) {
    queueLength = OptionalInt.of(packets);
    return this;
  }

  TunnelPlan build() {
    return new TunnelPlan(
        Optional.empty(),
        mtu,
        addresses,
        peer,
        peer,
        routes,
        serverRoute,
        DnsPlan.NONE,
        blockIpv4,
        blockIpv6,
        blockLocal,
        queueLength);
  }
}
