package org.culvert.core.plan;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.TunnelPlan.Via;
import org.culvert.core.push.Decimal;

/**
 * Reads {@code route} and {@code route-ipv6} lines; wire reference 7.4. A line that cannot be
 * followed is left out with a note: one bad route of hundreds must not cost the connection.
 */
final class RouteReader {
  private static final String DEFAULT = "default";

  private final TunnelAddresses addresses;
  private final InetAddress server;
  private final OptionalInt defaultMetric;
  private final RouteTable table;
  private final Notes notes;
  private boolean serverAsked;

  RouteReader(
      TunnelAddresses addresses,
      InetAddress server,
      OptionalInt defaultMetric,
      RouteTable table,
      Notes notes) {
    this.addresses = addresses;
    this.server = server;
    this.defaultMetric = defaultMetric;
    this.table = table;
    this.notes = notes;
  }

  /** Whether a line asked for the way around the tunnel to the server itself. */
  boolean serverAsked() {
    return serverAsked;
  }

  /** {@code route net [mask] [gateway] [metric]}. */
  void route(NetworkLine line) throws PlanException {
    if (line.size() < 2 || line.size() > 5) {
      notes.add(line, "is left out: it needs a network, and may have mask, gateway and metric");
      return;
    }
    Optional<InetAddress> network = network(line);
    OptionalInt length =
        line.wordOrDefault(2).equals(DEFAULT)
            ? OptionalInt.of(32)
            : AddressText.maskLength(line.word(2));
    if (length.isEmpty()) {
      notes.add(line, "is left out: its netmask is not contiguous or none");
    } else if (network.isPresent()) {
      add(line, new IpPrefix(network.get(), length.getAsInt()), 3, 4);
    }
  }

  /** {@code route-ipv6 net/bits [gateway] [metric]}. */
  void routeIpv6(NetworkLine line) throws PlanException {
    if (line.size() < 2 || line.size() > 4) {
      notes.add(line, "is left out: it needs a network, and may have gateway and metric");
      return;
    }
    Optional<IpPrefix> destination =
        line.word(1).equals("remote_host") && server instanceof Inet6Address
            ? Optional.of(AddressText.host(server))
            : AddressText.ipv6Prefix(line.word(1));
    if (destination.isEmpty()) {
      notes.add(line, "is left out: its network is no IPv6 address with prefix length");
    } else {
      add(line, destination.get(), 2, 3);
    }
  }

  private Optional<InetAddress> network(NetworkLine line) {
    Optional<InetAddress> network =
        switch (line.word(1)) {
          case "remote_host" -> Optional.of(server).filter(Inet4Address.class::isInstance);
          case "vpn_gateway" -> addresses.gateway();
          default -> AddressText.ipv4(line.word(1));
        };
    if (network.isEmpty()) {
      notes.add(line, "is left out: its network is no IPv4 address (names are not looked up)");
    }
    return network;
  }

  private void add(NetworkLine line, IpPrefix written, int gatewayWord, int metricWord)
      throws PlanException {
    IpPrefix destination = written.network();
    if (!destination.equals(written)) {
      notes.add(line, "has host bits set; taken as " + destination);
    }
    boolean linkLocalToo = !line.pushed();
    if (!AddressRules.isRoutable(destination, linkLocalToo)) {
      notes.add(line, "is left out: " + destination + " must not be routed elsewhere");
      return;
    }
    Optional<Via> via = via(line, line.wordOrDefault(gatewayWord));
    if (via.isEmpty()) {
      return;
    }
    OptionalInt metric = metric(line, line.wordOrDefault(metricWord));
    switch (via.get()) {
      case Via.Tunnel tunnel -> intoTunnel(line, destination, tunnel, metric);
      case Via.PreviousGateway around -> aroundTunnel(line, destination, around, metric);
    }
  }

  private void intoTunnel(
      NetworkLine line, IpPrefix destination, Via.Tunnel tunnel, OptionalInt metric)
      throws PlanException {
    if (!addresses.has(destination.isIpv6())) {
      notes.add(line, "is left out: the tunnel has no address of that family");
    } else if (destination.equals(AddressText.host(server))) {
      notes.add(line, "is left out: the tunnel itself leads to that address");
    } else if (destination.length() == 0) {
      notes.add(line, "is a default route; the machine's own stays and is covered by halves");
      table.addWhole(destination.isIpv6(), metric);
    } else {
      table.add(destination, tunnel, metric);
    }
  }

  private void aroundTunnel(
      NetworkLine line, IpPrefix destination, Via.PreviousGateway around, OptionalInt metric)
      throws PlanException {
    if (destination.equals(AddressText.host(server))) {
      serverAsked = true;
    } else if (line.pushed()) {
      notes.add(
          line, "is refused: only the profile may lead traffic around the tunnel, not the server");
    } else if (destination.length() == 0) {
      notes.add(line, "is left out: the machine's default route is left as it is anyway");
    } else {
      table.add(destination, around, metric);
    }
  }

  private Optional<Via> via(NetworkLine line, String gateway) {
    return switch (gateway) {
      case DEFAULT, "vpn_gateway" -> Optional.of(new Via.Tunnel());
      case "net_gateway", "net_gateway_ipv6" -> Optional.of(new Via.PreviousGateway());
      default -> viaAddress(line, AddressText.address(gateway));
    };
  }

  private Optional<Via> viaAddress(NetworkLine line, Optional<InetAddress> gateway) {
    if (gateway.isEmpty()) {
      notes.add(line, "is left out: its gateway is no address");
      return Optional.empty();
    }
    // In net30 and p2p a gateway beyond the far end is usual, and only the device leads there.
    // What the server pushes may lead into the tunnel whatever it names.
    if (addresses.reaches(gateway.get()) || addresses.peer().isPresent() || line.pushed()) {
      return Optional.of(new Via.Tunnel());
    }
    notes.add(line, "is left out: its gateway is not in the tunnel (net_gateway leads around it)");
    return Optional.empty();
  }

  private OptionalInt metric(NetworkLine line, String text) {
    if (text.equals(DEFAULT) || text.equals("-1")) {
      return defaultMetric;
    }
    OptionalInt metric = Decimal.parse(text, Integer.MAX_VALUE);
    if (metric.isEmpty()) {
      notes.add(line, "has a metric that is no number; taken without it");
      return defaultMetric;
    }
    return metric;
  }
}
