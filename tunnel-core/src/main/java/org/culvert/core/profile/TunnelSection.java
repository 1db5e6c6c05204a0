package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The device and its addresses, routes and name servers. */
final class TunnelSection implements Section {
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9_.-]{1,15}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern ADDRESS6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern PREFIX6 =
      Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/[0-9]{1,3}");
  private static final Set<String> REDIRECT_FLAGS =
      Set.of(
          "local",
          "autolocal",
          "def1",
          "bypass-dhcp",
          "bypass-dns",
          "block-local",
          "ipv6",
          "!ipv4");
  private static final Set<String> FOR_DNS =
      Set.of(
          "DNS",
          "DNS6",
          "DOMAIN",
          "ADAPTER_DOMAIN_SUFFIX",
          "DOMAIN-SEARCH",
          "DOMAIN-ROUTE",
          "DNSSEC",
          "DNS-OVER-TLS");

  private static final Set<String> NOT_FOR_DNS =
      Set.of("WINS", "NTP", "NBDD", "NBT", "NBS", "DISABLE-NBT");

  /** More would only make packets late. */
  private static final int MOST_QUEUE = 100_000;

  private final Arguments arguments;
  private final Findings findings;
  private final List<List<String>> network = new ArrayList<>();
  private Optional<String> device = Optional.empty();
  private Optional<Statement> deviceAt = Optional.empty();
  private boolean typeGiven;
  private boolean disableDco;
  private OptionalInt queueLength = OptionalInt.empty();

  TunnelSection(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "dev" -> device(s);
      case "dev-type" -> deviceType(s);
      case "disable-dco" -> disableDco = true;
      case "topology" -> {
        if (arguments.oneOf(s, 0, List.of("net30", "p2p", "subnet"))) {
          network(s);
        }
      }
      case "ifconfig", "route-gateway", "route", "ifconfig-ipv6", "route-ipv6" -> addresses(s);
      case "route-ipv6-gateway" -> demand(s, 0, ADDRESS6, TunnelCode.NO_IPV6_ADDRESS, "fd00::1");
      case "route-metric" -> {
        if (arguments.number(s, 0, 0, Integer.MAX_VALUE).isPresent()) {
          network(s);
        }
      }
      case "redirect-gateway", "redirect-private" -> redirect(s);
      case "block-ipv6", "redirect-dns" -> network(s);
      case "persist-tun" -> {} // always so
      case "mtu-test" -> {} // the path is watched all the time
      case "txqueuelen" -> queueLength = arguments.number(s, 0, 1, MOST_QUEUE);
      case "dns" -> network(s);
      case "dhcp-option" -> dhcpOption(s);
      case "block-outside-dns" -> {
        network(s);
        findings.warning(s, Action.SUPPORT, TunnelCode.DNS_NOT_BLOCKED);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void dhcpOption(Statement s) {
    network(s);
    String type = s.has(0) ? s.arg(0) : "";
    if (NOT_FOR_DNS.contains(type)) {
      findings.note(s, Action.IGNORE, TunnelCode.DHCP_FOR_WINDOWS, type);
    } else if (!FOR_DNS.contains(type)) {
      findings.warning(s, Action.IGNORE, TunnelCode.DHCP_NOT_DNS);
    }
  }

  private void network(Statement s) {
    List<String> words = new ArrayList<>();
    words.add(s.name());
    words.addAll(s.args());
    network.add(words);
  }

  private void device(Statement s) {
    String name = s.arg(0);
    if (name.startsWith("tap")) {
      tap(s);
    } else if (name.equals("null")) {
      findings.error(s, Action.REFUSE, TunnelCode.NO_TUNNEL);
    } else if (!DEVICE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      arguments.invalid(s, TunnelCode.NO_DEVICE_NAME);
    } else {
      device = name.equals("tun") ? Optional.empty() : Optional.of(name);
      deviceAt = Optional.of(s);
    }
  }

  private void tap(Statement s) {
    findings.error(s, Action.REFUSE, TunnelCode.TAP);
  }

  private void deviceType(Statement s) {
    typeGiven = true;
    if (s.arg(0).equals("tap")) {
      tap(s);
    } else {
      arguments.oneOf(s, 0, List.of("tun"));
    }
  }

  private void addresses(Statement s) {
    boolean good =
        switch (s.name()) {
          case "ifconfig" ->
              good(s, 0, ADDRESS, TunnelCode.NO_IPV4_ADDRESS, "10.8.0.2")
                  && good(s, 1, ADDRESS, TunnelCode.NO_IPV4_ADDRESS_OR_NETMASK, "255.255.255.0");
          case "ifconfig-ipv6" -> good(s, 0, PREFIX6, TunnelCode.NO_IPV6_PREFIX, "fd00::2/64");
          case "route-ipv6" -> good(s, 0, PREFIX6, TunnelCode.NO_IPV6_NETWORK, "fd00:1::/64");
          case "route-gateway" -> gateway(s);
          default -> route(s);
        };
    if (good) {
      network(s);
    }
  }

  private boolean gateway(Statement s) {
    if (s.arg(0).equals("dhcp")) {
      findings.note(s, Action.IGNORE, TunnelCode.GATEWAY_FOR_TAP);
      return false;
    }
    return good(s, 0, ADDRESS, TunnelCode.NO_IPV4_ADDRESS, "10.8.0.1");
  }

  private boolean route(Statement s) {
    String network = s.arg(0);
    boolean word = Set.of("vpn_gateway", "net_gateway", "remote_host").contains(network);
    if (!word && !ADDRESS.matcher(network).matches()) {
      findings.error(s, Action.NOT_YET, TunnelCode.ROUTE_TO_NAME, network);
      return false;
    }
    return !s.has(1)
        || s.arg(1).equals("default")
        || good(s, 1, ADDRESS, TunnelCode.NO_NETMASK, "255.255.255.0");
  }

  private void demand(Statement s, int index, Pattern form, TunnelCode otherwise, String example) {
    if (good(s, index, form, otherwise, example)) {
      network(s);
    }
  }

  private boolean good(Statement s, int index, Pattern form, TunnelCode otherwise, String example) {
    if (form.matcher(s.arg(index)).matches()) {
      return true;
    }
    arguments.invalid(s, otherwise, s.arg(index), example);
    return false;
  }

  private void redirect(Statement s) {
    for (String flag : s.args()) {
      if (!REDIRECT_FLAGS.contains(flag)) {
        arguments.invalid(s, TunnelCode.NO_REDIRECTION, flag);
        return;
      }
    }
    network(s);
  }

  boolean disableDco() {
    return disableDco;
  }

  TunnelSettings build() {
    deviceAt.ifPresent(
        at -> {
          if (!at.arg(0).startsWith("tun") && !typeGiven) {
            arguments.invalid(at, TunnelCode.KIND_UNKNOWN);
          }
        });
    return new TunnelSettings(device, queueLength, network);
  }
}
