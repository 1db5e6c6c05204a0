package org.culvert.core.profile;

/** What there is to say of the device, its addresses and routes. */
public enum TunnelCode implements FindingCode {
  NO_DEVICE_NAME(
      "'{0}': this is not a possible device name",
      "Write dev tun, or a name of at most 15 letters, digits, dots, dashes."),
  KIND_UNKNOWN("'{0}': the name does not tell the kind of device", "Add a line: dev-type tun."),
  NO_TUNNEL("'dev null' makes no tunnel", "Write dev tun for a real one."),
  TAP(
      "'{0}': Ethernet (tap) tunnels are not supported",
      "Ask the server's administrator for a tun profile."),
  GATEWAY_FOR_TAP(
      "'route-gateway dhcp' is for Ethernet (tap) tunnels and has no effect", Remedy.NOTHING),
  ROUTE_TO_NAME(
      "'route': {1} is a name; routes to names are not supported yet",
      "Write the IPv4 address instead."),
  NO_IPV4_ADDRESS("'{0}': '{1}' is not an IPv4 address", Remedy.EXAMPLE),
  NO_IPV4_ADDRESS_OR_NETMASK("'{0}': '{1}' is not an IPv4 address or netmask", Remedy.EXAMPLE),
  NO_NETMASK("'{0}': '{1}' is not a netmask", Remedy.EXAMPLE),
  NO_IPV6_ADDRESS("'{0}': '{1}' is not an IPv6 address", Remedy.EXAMPLE),
  NO_IPV6_PREFIX("'{0}': '{1}' is not an IPv6 address with its prefix length", Remedy.EXAMPLE),
  NO_IPV6_NETWORK("'{0}': '{1}' is not an IPv6 network", Remedy.EXAMPLE),
  NO_REDIRECTION(
      "'{0}': '{1}' is not one of its flags", "Usual are def1 for IPv4, ipv6 for IPv6 as well."),
  DNS_NOT_BLOCKED(
      "'block-outside-dns' is followed in part: names are looked up inside the"
          + " tunnel, but a program that asks a DNS server of its own outside is not stopped",
      "Do not rely on it where a program may do so."),
  DHCP_FOR_WINDOWS(
      "'dhcp-option {1}' is for Windows machines and has no effect here", Remedy.NOTHING),
  DHCP_NOT_DNS(
      "'dhcp-option' is not followed with a type that has nothing to do with DNS",
      "Set it by hand if it is needed.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  TunnelCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  TunnelCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
