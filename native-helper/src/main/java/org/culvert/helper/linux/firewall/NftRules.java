package org.culvert.helper.linux.firewall;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Passage;

/**
 * What {@code nft -f -} is told: our whole table in place of the one before, in one transaction.
 *
 * <p>Packets that enter the machine are not looked at: what answers them has to leave. Programs
 * that write to the wire past the kernel's IP (packet sockets, as DHCP clients and sniffers have)
 * are not reached by any rule; they need to be root.
 */
final class NftRules {
  static final String TABLE = "inet culvert";

  /** "CV" and a number that leaves the bits alone by which others are known to route. */
  static final int MARK = 0x43560001;

  /** What local networks are made of: RFC 1918, RFC 4193. */
  private static final List<IpPrefix> PRIVATE =
      prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

  /** No router passes these on (RFC 3927, RFC 5771, RFC 2365). */
  private static final String LINK_IPV4 =
      "{ 169.254.0.0/16, 224.0.0.0/24, 239.255.0.0/16, 255.255.255.255 }";

  /** RFC 4291, 2.5.6 and 2.7: link-local, and multicast of the link and the site. */
  private static final String LINK_IPV6 = "{ fe80::/10, ff02::/16, ff05::/16 }";

  /** A name is text of the rules: {@code *} and quotes would mean something there. */
  private static final Pattern DEVICE = Pattern.compile("[A-Za-z0-9._-]{1,15}");

  private NftRules() {}

  /** Whether rules can name a device. */
  static boolean canName(String device) {
    return DEVICE.matcher(device).matches();
  }

  /** The end of all rules. */
  static String none() {
    // Naming it first lets the deletion succeed where there is none.
    return "table " + TABLE + "\ndelete table " + TABLE + "\n";
  }

  /**
   * Nothing leaves but what the passages let out.
   *
   * @param connected the networks that this machine is connected to directly
   */
  static String of(Collection<Passage> passages, List<IpPrefix> connected) {
    List<Passage> blocking = passages.stream().filter(Passage::blocks).toList();
    List<String> rules = new ArrayList<>();
    rules.add("oifname \"lo\" accept");
    devices(passages).forEach(device -> rules.add("oifname \"" + device + "\" accept"));
    passages.forEach(passage -> servers(passage, rules));
    rules.add("meta mark " + hex(MARK) + " udp dport 53 accept");
    rules.add("udp sport 68 udp dport 67 accept");
    rules.add("ip6 daddr { fe80::/10, ff02::1:2, ff05::1:3 } udp sport 546 udp dport 547 accept");
    rules.add(
        "ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-neighbor-solicit,"
            + " nd-neighbor-advert } accept");
    List<String> lan = new ArrayList<>();
    if (blocking.stream().allMatch(Passage::lan)) {
      if (!blocking.stream().allMatch(Passage::lanNames)) {
        lan.add(
            "meta l4proto { tcp, udp } th dport { 53, 853 } reject with icmpx admin-prohibited");
      }
      lan.addAll(local(connected));
    }
    rules.addAll(lan);
    List<String> forwarded = new ArrayList<>();
    devices(passages)
        .forEach(
            device -> {
              forwarded.add("oifname \"" + device + "\" accept");
              forwarded.add("iifname \"" + device + "\" accept");
            });
    forwarded.addAll(lan);
    return none()
        + "table "
        + TABLE
        + " {\n"
        + chain("output", rules)
        + chain("forward", forwarded)
        + "}\n";
  }

  private static String chain(String hook, List<String> rules) {
    StringBuilder text = new StringBuilder();
    text.append("  chain ").append(hook).append(" {\n");
    text.append("    type filter hook ").append(hook).append(" priority 0; policy drop;\n");
    rules.forEach(rule -> text.append("    ").append(rule).append('\n'));
    // Programs learn at once what they would otherwise wait for.
    text.append("    reject with icmpx admin-prohibited\n  }\n");
    return text.toString();
  }

  private static Collection<String> devices(Collection<Passage> passages) {
    TreeSet<String> names = new TreeSet<>();
    passages.forEach(passage -> names.addAll(passage.devices()));
    // Came when nobody blocked, and stays in like all that is not named.
    names.removeIf(name -> !canName(name));
    return names;
  }

  private static void servers(Passage passage, List<String> rules) {
    for (Passage.Server server : passage.servers()) {
      InetAddress address = server.address().getAddress();
      String to = (isIpv6(address) ? "ip6" : "ip") + " daddr " + IpPrefix.text(address);
      String port = (server.tcp() ? " tcp" : " udp") + " dport " + server.address().getPort();
      rules.add("meta mark " + hex(mark(passage)) + " " + to + port + " accept");
      // Nobody else can have that port: it is bound, and shared at most with others of root's.
      server.kernelFrom().ifPresent(own -> rules.add(to + " udp sport " + own + port + " accept"));
    }
  }

  private static int mark(Passage passage) {
    OptionalInt own = passage.mark();
    return own.orElse(MARK);
  }

  private static List<String> local(List<IpPrefix> connected) {
    List<String> rules = new ArrayList<>();
    rules.add("ip daddr " + LINK_IPV4 + " accept");
    rules.add("ip6 daddr " + LINK_IPV6 + " accept");
    Stream.concat(
            local(connected, prefix -> !prefix.isIpv6()).map(network -> "ip daddr " + network),
            local(connected, IpPrefix::isIpv6).map(network -> "ip6 daddr " + network))
        .forEach(rule -> rules.add(rule + " accept"));
    return rules;
  }

  private static Stream<String> local(List<IpPrefix> connected, Predicate<IpPrefix> family) {
    return connected.stream()
        .filter(family)
        .filter(NftRules::isPrivate)
        .map(IpPrefix::network)
        .map(network -> IpPrefix.text(network.address()) + "/" + network.length())
        .distinct()
        .sorted();
  }

  private static boolean isPrivate(IpPrefix network) {
    return PRIVATE.stream()
        .anyMatch(range -> range.length() <= network.length() && range.contains(network.address()));
  }

  private static boolean isIpv6(InetAddress address) {
    return address.getAddress().length == 16;
  }

  private static String hex(int mark) {
    return "0x" + Integer.toHexString(mark);
  }

  private static List<IpPrefix> prefixes(String... texts) {
    return Stream.of(texts)
        .map(text -> text.split("/", 2))
        .map(both -> new IpPrefix(InetAddress.ofLiteral(both[0]), Integer.parseInt(both[1])))
        .toList();
  }
}
