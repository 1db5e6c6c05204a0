package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which address the server itself has inside the tunnel. */
final class FarEnd {
  private static final Set<String> HOST_MASKS = Set.of("default", "255.255.255.255");

  private FarEnd() {}

  /** The IPv4 address before the IPv6 one; empty when the server tells of none. */
  static Optional<InetAddress> of(NetworkLines lines, TunnelAddresses addresses) {
    Optional<InetAddress> ipv4 = addresses.ipv4().flatMap(_ -> ipv4(lines, addresses));
    return ipv4.or(() -> ipv6(lines))
        .filter(AddressRules::isUnicast)
        .filter(
            address -> addresses.all().stream().noneMatch(own -> own.address().equals(address)));
  }

  /** In net30 nobody has the peer's address; the server has the one that it pushes a route to. */
  private static Optional<InetAddress> ipv4(NetworkLines lines, TunnelAddresses addresses) {
    boolean net30 =
        addresses.peer().isPresent()
            && !lines.has("route-gateway")
            && lines
                .single("topology")
                .filter(line -> line.wordOrDefault(1).equals("p2p"))
                .isEmpty();
    return net30 ? pushedHosts(lines).findFirst().or(addresses::gateway) : addresses.gateway();
  }

  private static Stream<InetAddress> pushedHosts(NetworkLines lines) {
    return lines.all("route").stream()
        .filter(NetworkLine::pushed)
        .filter(line -> HOST_MASKS.contains(line.wordOrDefault(2)))
        .flatMap(line -> AddressText.ipv4(line.wordOrDefault(1)).stream());
  }

  /** {@code ifconfig-ipv6 own/bits far}. */
  private static Optional<InetAddress> ipv6(NetworkLines lines) {
    return lines
        .single("ifconfig-ipv6")
        .filter(line -> line.size() == 3)
        .flatMap(line -> AddressText.address(line.word(2)));
  }
}
