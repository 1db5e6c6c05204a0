package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.TunnelSettings;
import org.culvert.core.push.Decimal;

/**
 * From the profile and the server's push to a {@link TunnelPlan}; wire reference 7.3 to 7.6 and
 * 12.3.
 *
 * <p>Where only one value can be, the server's wins; routes and resolvers of both add up. The
 * server can lead traffic into the tunnel, never around it.
 */
public final class TunnelPlanner {
  private static final int DEFAULT_MTU = 1500;

  /** A sealed packet of this size still fits into one UDP datagram. */
  private static final int MAX_MTU = 65_400;

  private TunnelPlanner() {}

  /**
   * Makes the plan.
   *
   * @param sizes of the connection
   * @param pushedNetwork words of the pushed options, filtered, as {@code PushedOptions.network()}
   * @param server the outer address that we are connected to
   * @throws PlanException when there is no address for the device, or a value on which the tunnel
   *     depends is malformed
   */
  public static Planned plan(
      TunnelSettings settings,
      PacketSizes sizes,
      List<List<String>> pushedNetwork,
      InetAddress server)
      throws PlanException {
    Notes notes = new Notes();
    NetworkLines lines = new NetworkLines(settings.network(), pushedNetwork);
    TunnelAddresses addresses = TunnelAddresses.read(lines, server, notes);
    RoutePlanner routes = new RoutePlanner(lines, addresses, server, notes);
    routes.plan();
    DnsPlan dns = new DnsReader(notes).read(lines);
    lines
        .single("block-outside-dns")
        .ifPresent(
            line ->
                notes.add(
                    line,
                    "is followed in part: names are asked for inside the tunnel, but a program that"
                        + " asks a resolver of its own is not stopped"));
    TunnelPlan plan =
        new TunnelPlan(
            settings.deviceName(),
            mtu(sizes, lines, addresses, notes),
            addresses.all(),
            addresses.peer(),
            FarEnd.of(lines, addresses),
            routes.table().all(),
            routes.serverRoute(),
            dns,
            routes.blockIpv4(),
            routes.blockIpv6(),
            routes.blockLocal(),
            settings.queueLength());
    return new Planned(plan, notes.sentences());
  }

  private static int mtu(
      PacketSizes sizes, NetworkLines lines, TunnelAddresses addresses, Notes notes) {
    int wanted = sizes.mtu().orElse(DEFAULT_MTU);
    int most = Math.max(sizes.maxMtu(), wanted);
    Optional<NetworkLine> line = lines.single("tun-mtu");
    if (line.isPresent()) {
      OptionalInt value = Decimal.parse(line.get().wordOrDefault(1), Integer.MAX_VALUE);
      if (value.isEmpty()) {
        notes.add(line.get(), "is not followed: it is no number");
      } else {
        wanted = value.getAsInt();
      }
    }
    int least = addresses.has(true) ? TunnelPlan.LEAST_IPV6_MTU : TunnelPlan.LEAST_MTU;
    int mtu = Math.clamp(wanted, least, Math.clamp(most, least, MAX_MTU));
    if (mtu != wanted) {
      notes.add("The tunnel's MTU of " + wanted + " is out of range; " + mtu + " is used.");
    }
    return mtu;
  }
}
