package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.plan.TunnelPlan.Via;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.TunnelSettings;

/** Plans made of options as text. */
final class Planning {
  static final InetAddress SERVER = InetAddress.ofLiteral("198.51.100.7");
  static final InetAddress SERVER_IPV6 = InetAddress.ofLiteral("2001:db8:f::7");
  static final String SUBNET = "topology subnet; ifconfig 10.8.0.2 255.255.255.0";
  static final String IPV6 = "ifconfig-ipv6 fd00:8::2/64 fd00:8::1";
  static final String DUAL = SUBNET + "; " + IPV6;

  private Planning() {}

  static Planned pushed(String options) throws PlanException {
    return plan("", options, SERVER);
  }

  static Planned plan(String profile, String pushed, InetAddress server) throws PlanException {
    return plan(words(profile), words(pushed), server);
  }

  static Planned plan(List<List<String>> profile, List<List<String>> pushed, InetAddress server)
      throws PlanException {
    TunnelSettings settings = new TunnelSettings(Optional.empty(), profile);
    return TunnelPlanner.plan(settings, PacketSizes.DEFAULT, pushed, server);
  }

  static PacketSizes sizes(int mtu, int most) {
    return new PacketSizes(
        OptionalInt.of(mtu), most, Optional.empty(), Optional.empty(), 1250, Optional.empty());
  }

  /** Options between semicolons, words between blanks. */
  static List<List<String>> words(String options) {
    return options.isBlank()
        ? List.of()
        : java.util.regex.Pattern.compile(";")
            .splitAsStream(options)
            .map(String::strip)
            .map(option -> List.of(option.split(" ", -1)))
            .toList();
  }

  static List<String> routes(Planned planned) {
    return planned.plan().routes().stream()
        .map(
            route ->
                route.destination()
                    + (route.via() instanceof Via.PreviousGateway ? " around" : "")
                    + (route.metric().isPresent() ? " metric " + route.metric().getAsInt() : ""))
        .toList();
  }
}
