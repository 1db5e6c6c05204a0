package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the machine should look like while the tunnel is up. A value: computed whole, compared,
 * applied and undone by the helper's host network.
 *
 * @param deviceName the name that the profile wants; empty to pick a free one
 * @param mtu of the device
 * @param addresses of the device, IPv4 and IPv6, with prefix length
 * @param peer the far end of a point-to-point IPv4 address (topology net30 and p2p)
 * @param gateway the server's own address inside the tunnel, as far as it told; only asked for an
 *     echo, routes do not need it
 * @param routes through the device or around it, destinations with host bits cleared
 * @param serverRoute whether the server's own address needs a host route by the present gateway,
 *     because some route would otherwise catch it
 * @param blockLocal whether the networks on the link to the present gateway go into the tunnel, all
 *     but the gateway itself
 * @param queueLength packets that may wait for our reader; empty for the helper's choice
 */
public record TunnelPlan(
    Optional<String> deviceName,
    int mtu,
    List<IpPrefix> addresses,
    Optional<InetAddress> peer,
    Optional<InetAddress> gateway,
    List<Route> routes,
    boolean serverRoute,
    DnsPlan dns,
    boolean blockIpv4,
    boolean blockIpv6,
    boolean blockLocal,
    OptionalInt queueLength) {
  /** The least MTU of a device with IPv4: what every host takes (RFC 791). */
  public static final int LEAST_MTU = 576;

  /** The least MTU of a device with IPv6 (RFC 8200, section 5); with less Linux switches it off. */
  public static final int LEAST_IPV6_MTU = 1280;

  public TunnelPlan {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
  }

  /** The same for a device with another MTU. */
  public TunnelPlan withMtu(int other) {
    return with(deviceName, other, routes, serverRoute, dns, blockLocal);
  }

  /** The same for a device with any name. */
  public TunnelPlan unnamed() {
    return with(Optional.empty(), mtu, routes, serverRoute, dns, blockLocal);
  }

  /** The same with others to ask for names, and the routes that lead to them. */
  TunnelPlan withDns(DnsPlan other, List<Route> otherRoutes) {
    return with(deviceName, mtu, otherRoutes, serverRoute, other, blockLocal);
  }

  /** The same with the networks on the link in the tunnel, too, and a way to the server. */
  TunnelPlan withoutLocal() {
    return with(deviceName, mtu, routes, true, dns, true);
  }

  private TunnelPlan with(
      Optional<String> otherName,
      int otherMtu,
      List<Route> otherRoutes,
      boolean otherServerRoute,
      DnsPlan otherDns,
      boolean otherBlockLocal) {
    return new TunnelPlan(
        otherName,
        otherMtu,
        addresses,
        peer,
        gateway,
        otherRoutes,
        otherServerRoute,
        otherDns,
        blockIpv4,
        blockIpv6,
        otherBlockLocal,
        queueLength);
  }

  /** The networks on the link stay reachable; the gateway is the peer, if there is one. */
  public TunnelPlan(
      Optional<String> deviceName,
      int mtu,
      List<IpPrefix> addresses,
      Optional<InetAddress> peer,
      List<Route> routes,
      boolean serverRoute,
      DnsPlan dns,
      boolean blockIpv4,
      boolean blockIpv6) {
    this(
        deviceName,
        mtu,
        addresses,
        peer,
        peer,
        routes,
        serverRoute,
        dns,
        blockIpv4,
        blockIpv6,
        false,
        OptionalInt.empty());
  }

  /** One route. */
  public record Route(IpPrefix destination, Via via, OptionalInt metric) {}

  /** Where a route leads. */
  public sealed interface Via {
    /** Into the tunnel device. */
    record Tunnel() implements Via {}

    /** Around the tunnel, by the gateway that the machine had before. */
    record PreviousGateway() implements Via {}
  }
}
