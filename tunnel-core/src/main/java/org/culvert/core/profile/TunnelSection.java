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
      case "route-ipv6-gateway" -> demand(s, 0, ADDRESS6, "an IPv6 address", "fd00::1");
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
        findings.warning(
            s,
            Action.SUPPORT,
            "'block-outside-dns' is followed in part: names are looked up inside the tunnel, but a"
                + " program that asks a DNS server of its own outside is not stopped",
            "Do not rely on it where a program may do so.");
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
      findings.note(
          s,
          Action.IGNORE,
          "'dhcp-option " + type + "' is for Windows machines and has no effect here",
          ProfileText.FINE);
    } else if (!FOR_DNS.contains(type)) {
      findings.warning(
          s,
          Action.IGNORE,
          "'dhcp-option' is not followed with a type that has nothing to do with DNS",
          "Set it by hand if it is needed.");
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
      findings.error(
          s, Action.REFUSE, "'dev null' makes no tunnel", "Write dev tun for a real one.");
    } else if (!DEVICE.matcher(name).matches() || name.equals(".") || name.equals("..")) {
      arguments.invalid(
          s,
          "this is not a possible device name",
          "Write dev tun, or a name of at most 15 letters, digits, dots, dashes.");
    } else {
      device = name.equals("tun") ? Optional.empty() : Optional.of(name);
      deviceAt = Optional.of(s);
    }
  }

  private void tap(Statement s) {
    findings.error(
        s,
        Action.REFUSE,
        "'" + s.name() + "': Ethernet (tap) tunnels are not supported",
        "Ask the server's administrator for a tun profile.");
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
              good(s, 0, ADDRESS, "an IPv4 address", "10.8.0.2")
                  && good(s, 1, ADDRESS, "an IPv4 address or netmask", "255.255.255.0");
          case "ifconfig-ipv6" ->
              good(s, 0, PREFIX6, "an IPv6 address with its prefix length", "fd00::2/64");
          case "route-ipv6" -> good(s, 0, PREFIX6, "an IPv6 network", "fd00:1::/64");
          case "route-gateway" -> gateway(s);
          default -> route(s);
        };
    if (good) {
      network(s);
    }
  }

  private boolean gateway(Statement s) {
    if (s.arg(0).equals("dhcp")) {
      findings.note(
          s,
          Action.IGNORE,
          "'route-gateway dhcp' is for Ethernet (tap) tunnels and has no effect",
          ProfileText.FINE);
      return false;
    }
    return good(s, 0, ADDRESS, "an IPv4 address", "10.8.0.1");
  }

  private boolean route(Statement s) {
    String network = s.arg(0);
    boolean word = Set.of("vpn_gateway", "net_gateway", "remote_host").contains(network);
    if (!word && !ADDRESS.matcher(network).matches()) {
      findings.error(
          s,
          Action.NOT_YET,
          "'route': " + network + " is a name; routes to names are not supported yet",
          "Write the IPv4 address instead.");
      return false;
    }
    return !s.has(1)
        || s.arg(1).equals("default")
        || good(s, 1, ADDRESS, "a netmask", "255.255.255.0");
  }

  private void demand(Statement s, int index, Pattern form, String what, String example) {
    if (good(s, index, form, what, example)) {
      network(s);
    }
  }

  private boolean good(Statement s, int index, Pattern form, String what, String example) {
    if (form.matcher(s.arg(index)).matches()) {
      return true;
    }
    arguments.invalid(
        s, "'" + s.arg(index) + "' is not " + what, "Write it for example as " + example + ".");
    return false;
  }

  private void redirect(Statement s) {
    for (String flag : s.args()) {
      if (!REDIRECT_FLAGS.contains(flag)) {
        arguments.invalid(
            s,
            "'" + flag + "' is not one of its flags",
            "Usual are def1 for IPv4, ipv6 for IPv6 as well.");
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
            arguments.invalid(
                at, "the name does not tell the kind of device", "Add a line: dev-type tun.");
          }
        });
    return new TunnelSettings(device, queueLength, network);
  }
}
