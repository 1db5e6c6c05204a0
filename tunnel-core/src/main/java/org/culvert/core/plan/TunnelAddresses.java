package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PrintableText;

/**
 * The addresses of the device; wire reference 7.3.
 *
 * @param peer the far end, in the topologies net30 and p2p
 * @param gateway what the word {@code vpn_gateway} stands for, in IPv4
 */
record TunnelAddresses(
    Optional<IpPrefix> ipv4,
    Optional<IpPrefix> ipv6,
    Optional<InetAddress> peer,
    Optional<InetAddress> gateway) {

  /**
   * Shortest prefix on the device. A shorter one would catch the traffic of a machine whose user
   * has filtered the server's routes.
   */
  private static final int SHORTEST = 8;

  static TunnelAddresses read(NetworkLines lines, InetAddress server, Notes notes)
      throws PlanException {
    Optional<NetworkLine> ifconfig = lines.single("ifconfig");
    Optional<NetworkLine> ifconfig6 = lines.single("ifconfig-ipv6");
    if (ifconfig.isEmpty() && ifconfig6.isEmpty()) {
      throw new PlanException(
          "The server assigned no address to this client (it pushed no ifconfig or ifconfig-ipv6),"
              + " and the profile has none. The server may have run out of addresses; ask its"
              + " administrator.");
    }
    boolean subnet = isSubnet(lines);
    Optional<IpPrefix> ipv4 = Optional.empty();
    Optional<InetAddress> peer = Optional.empty();
    if (ifconfig.isPresent()) {
      NetworkLine line = ifconfig.get();
      require(line, line.size() == 3);
      InetAddress local = ownAddress(line, AddressText.ipv4(line.word(1)), server);
      OptionalInt mask = AddressText.maskLength(line.word(2));
      if (!subnet && mask.isPresent() && mask.getAsInt() >= SHORTEST) {
        // As an address of the far end it would be none: the server forgot to push its topology.
        notes.add(line, "has a netmask although the topology is not subnet; taken as subnet");
        subnet = true;
      }
      if (subnet) {
        require(line, mask.isPresent() && mask.getAsInt() >= SHORTEST);
        ipv4 = Optional.of(new IpPrefix(local, mask.orElseThrow()));
      } else {
        peer = AddressText.ipv4(line.word(2)).filter(AddressRules::isUnicast);
        require(line, peer.isPresent() && !peer.get().equals(local));
        ipv4 = Optional.of(AddressText.host(local));
      }
    }
    Optional<IpPrefix> ipv6 = Optional.empty();
    if (ifconfig6.isPresent()) {
      NetworkLine line = ifconfig6.get();
      require(line, line.size() == 2 || line.size() == 3);
      Optional<IpPrefix> prefix = AddressText.ipv6Prefix(line.word(1));
      ownAddress(line, prefix.map(IpPrefix::address), server);
      require(line, prefix.orElseThrow().length() >= SHORTEST);
      ipv6 = prefix;
    }
    Optional<InetAddress> gateway = gateway(lines, notes);
    return new TunnelAddresses(ipv4, ipv6, peer, gateway.isPresent() ? gateway : peer);
  }

  private static boolean isSubnet(NetworkLines lines) throws PlanException {
    Optional<NetworkLine> topology = lines.single("topology");
    if (topology.isEmpty()) {
      return false;
    }
    return switch (topology.get().wordOrDefault(1)) {
      case "subnet" -> true;
      case "net30", "p2p" -> false;
      default -> throw malformed(topology.get());
    };
  }

  private static InetAddress ownAddress(
      NetworkLine line, Optional<InetAddress> address, InetAddress server) throws PlanException {
    require(line, address.isPresent() && AddressRules.isUnicast(address.get()));
    if (address.orElseThrow().equals(server)) {
      throw new PlanException(
          "The server assigned its own outer address to this client: "
              + PrintableText.of(line.word(1))
              + ".");
    }
    return address.get();
  }

  private static Optional<InetAddress> gateway(NetworkLines lines, Notes notes) {
    Optional<NetworkLine> line = lines.single("route-gateway");
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Optional<InetAddress> gateway =
        AddressText.ipv4(line.get().wordOrDefault(1)).filter(AddressRules::isUnicast);
    if (gateway.isEmpty()) {
      notes.add(line.get(), "is not followed: it is no address of a machine");
    }
    return gateway;
  }

  private static void require(NetworkLine line, boolean condition) throws PlanException {
    if (!condition) {
      throw malformed(line);
    }
  }

  private static PlanException malformed(NetworkLine line) {
    return new PlanException(
        line.shown() + " is malformed or not allowed, so the tunnel cannot be set up.");
  }

  /** For the device. */
  List<IpPrefix> all() {
    List<IpPrefix> all = new ArrayList<>();
    ipv4.ifPresent(all::add);
    ipv6.ifPresent(all::add);
    return all;
  }

  boolean has(boolean wantsIpv6) {
    return wantsIpv6 ? ipv6.isPresent() : ipv4.isPresent();
  }

  /** Whether the address lies at the far end of the device, as far as its own addresses tell. */
  boolean reaches(InetAddress address) {
    return gateway.filter(address::equals).isPresent()
        || peer.filter(address::equals).isPresent()
        || all().stream().anyMatch(prefix -> prefix.contains(address));
  }
}
