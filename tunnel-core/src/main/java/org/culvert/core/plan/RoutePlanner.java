package org.culvert.core.plan;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.push.Decimal;

/** Puts the routes together: single ones, redirection, and the way to the server itself. */
final class RoutePlanner {
  private final NetworkLines lines;
  private final TunnelAddresses addresses;
  private final InetAddress server;
  private final Notes notes;
  private final RouteTable table = new RouteTable();
  private boolean blockIpv4;
  private boolean blockIpv6;
  private boolean serverRoute;
  private boolean blockLocal;

  RoutePlanner(NetworkLines lines, TunnelAddresses addresses, InetAddress server, Notes notes) {
    this.lines = lines;
    this.addresses = addresses;
    this.server = server;
    this.notes = notes;
  }

  void plan() throws PlanException {
    blockIpv4 = lines.has("block-ipv4");
    blockIpv6 = lines.has("block-ipv6");
    OptionalInt metric = defaultMetric();
    RouteReader reader = new RouteReader(addresses, server, metric, table, notes);
    for (NetworkLine line : lines.all("route")) {
      reader.route(line);
    }
    for (NetworkLine line : lines.all("route-ipv6")) {
      reader.routeIpv6(line);
    }
    boolean caughtByRoutes = table.catches(server) || addresses.reaches(server);
    Redirect redirect = Redirect.read(lines, notes);
    redirect(redirect, metric);
    blockLocal = redirect.blockLocal();
    closeOtherFamily(metric);
    serverRoute =
        reader.serverAsked()
            || redirect.serverRoute()
            || blockLocal
            || caughtByRoutes
            || (!redirect.local() && (table.catches(server) || blocksServer()));
  }

  private void redirect(Redirect redirect, OptionalInt metric) throws PlanException {
    if (redirect.ipv4()) {
      if (addresses.has(false)) {
        table.addWhole(false, metric);
      } else {
        blockIpv4 = true;
        notes.add(
            "All IPv4 should go into the tunnel, which has no IPv4 address: IPv4 is blocked.");
      }
    }
    if (redirect.ipv6()) {
      if (addresses.has(true)) {
        table.addWhole(true, metric);
      } else {
        blockIpv6 = true;
        notes.add(
            "All IPv6 should go into the tunnel, which has no IPv6 address: IPv6 is blocked.");
      }
    }
  }

  /** Who sends all IPv4 into a tunnel does not want IPv6 to show where he is. */
  private void closeOtherFamily(OptionalInt metric) throws PlanException {
    if (!table.tunnelsWhole(false) || table.tunnelsWhole(true) || blockIpv6) {
      return;
    }
    if (addresses.has(true)) {
      table.addWhole(true, metric);
      notes.add("All IPv4 goes into the tunnel, so all IPv6 does too, lest it leave outside.");
    } else {
      blockIpv6 = true;
      notes.add(
          "All IPv4 goes into the tunnel, which has no IPv6 address: IPv6 is blocked, lest it leave"
              + " outside.");
    }
  }

  private boolean blocksServer() {
    return server instanceof Inet6Address ? blockIpv6 : blockIpv4;
  }

  private OptionalInt defaultMetric() {
    Optional<NetworkLine> line = lines.single("route-metric");
    if (line.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt metric = Decimal.parse(line.get().wordOrDefault(1), Integer.MAX_VALUE);
    if (metric.isEmpty()) {
      notes.add(line.get(), "is not followed: it is no number");
    }
    return metric;
  }

  RouteTable table() {
    return table;
  }

  boolean blockIpv4() {
    return blockIpv4;
  }

  boolean blockIpv6() {
    return blockIpv6;
  }

  boolean blockLocal() {
    return blockLocal;
  }

  boolean serverRoute() {
    return serverRoute;
  }
}
