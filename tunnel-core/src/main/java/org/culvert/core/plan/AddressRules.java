package org.culvert.core.plan;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses a tunnel may have and lead to; wire reference 12.3. */
final class AddressRules {
  private static final List<IpPrefix> NOT_UNICAST =
      prefixes(
          "0.0.0.0/8",
          "127.0.0.0/8",
          "224.0.0.0/4",
          "240.0.0.0/4",
          "::/128",
          "::1/128",
          "ff00::/8");

  private static final List<IpPrefix> LINK_LOCAL = prefixes("169.254.0.0/16", "fe80::/10");

  private AddressRules() {}

  /** Whether one machine can have the address and others can reach it there. */
  static boolean isUnicast(InetAddress address) {
    return NOT_UNICAST.stream().noneMatch(range -> range.contains(address));
  }

  static boolean isLinkLocal(InetAddress address) {
    return LINK_LOCAL.stream().anyMatch(range -> range.contains(address));
  }

  /**
   * Whether a route may lead there. Wider routes, such as a default route, may: the machine's own
   * routes for the special ranges are more specific than those.
   */
  static boolean isRoutable(IpPrefix destination, boolean linkLocalToo) {
    return NOT_UNICAST.stream().noneMatch(range -> within(destination, range))
        && (linkLocalToo || LINK_LOCAL.stream().noneMatch(range -> within(destination, range)));
  }

  private static boolean within(IpPrefix inner, IpPrefix outer) {
    return inner.length() >= outer.length() && outer.contains(inner.address());
  }

  static List<IpPrefix> prefixes(String... texts) {
    return Stream.of(texts).map(AddressRules::prefix).toList();
  }

  private static IpPrefix prefix(String text) {
    int slash = text.indexOf('/');
    return new IpPrefix(
        AddressText.address(text.substring(0, slash)).orElseThrow(),
        Integer.parseInt(text.substring(slash + 1)));
  }
}
