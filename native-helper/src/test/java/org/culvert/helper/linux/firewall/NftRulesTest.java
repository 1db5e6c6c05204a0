package org.culvert.helper.linux.firewall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalInt;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Passage;
import org.culvert.helper.host.Passage.Server;
import org.junit.jupiter.api.Test;

class NftRulesTest {
  private static final List<IpPrefix> CONNECTED =
      List.of(
          new IpPrefix(InetAddress.ofLiteral("192.168.1.0"), 24),
          new IpPrefix(InetAddress.ofLiteral("fd09::"), 64),
          new IpPrefix(InetAddress.ofLiteral("203.0.113.0"), 24),
          new IpPrefix(InetAddress.ofLiteral("2001:db8::"), 64),
          // More than what is private: a route for more than half of everything.
          new IpPrefix(InetAddress.ofLiteral("10.0.0.0"), 7));

  private static Server server(String address, int port, boolean tcp) {
    return new Server(new InetSocketAddress(InetAddress.ofLiteral(address), port), tcp);
  }

  private static Passage strict(List<Server> servers, String... devices) {
    return new Passage(true, false, false, OptionalInt.empty(), servers, List.of(devices));
  }

  @Test
  void aTunnelsWholeTableReplacesTheOneBefore() {
    String rules =
        NftRules.of(
            List.of(
                strict(
                    List.of(server("198.51.100.7", 1194, false), server("2001:db8::7", 443, true)),
                    "tun0")),
            CONNECTED);

    assertEquals(
        """
        table inet culvert
        delete table inet culvert
        table inet culvert {
          chain output {
            type filter hook output priority 0; policy drop;
            oifname "lo" accept
            oifname "tun0" accept
            meta mark 0x43560001 ip daddr 198.51.100.7 udp dport 1194 accept
            meta mark 0x43560001 ip6 daddr 2001:db8::7 tcp dport 443 accept
            meta mark 0x43560001 udp dport 53 accept
            udp sport 68 udp dport 67 accept
            ip6 daddr { fe80::/10, ff02::1:2, ff05::1:3 } udp sport 546 udp dport 547 accept
            ip6 hoplimit 255 icmpv6 type { nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert } accept
            reject with icmpx admin-prohibited
          }
          chain forward {
            type filter hook forward priority 0; policy drop;
            oifname "tun0" accept
            iifname "tun0" accept
            reject with icmpx admin-prohibited
          }
        }
        """,
        rules);
  }

  @Test
  void localNetworksAreThePrivateOnesThatTheMachineIsConnectedTo() {
    String rules =
        NftRules.of(
            List.of(new Passage(true, true, true, OptionalInt.empty(), List.of(), List.of())),
            CONNECTED);

    String local =
        """
            ip daddr { 169.254.0.0/16, 224.0.0.0/24, 239.255.0.0/16, 255.255.255.255 } accept
            ip6 daddr { fe80::/10, ff02::/16, ff05::/16 } accept
            ip daddr 192.168.1.0/24 accept
            ip6 daddr fd09::/64 accept
            reject with icmpx admin-prohibited
        """;
    assertEquals(2, count(rules, local.indent(0)), rules);
    assertFalse(rules.contains("203.0.113") || rules.contains("10.0.0.0"), rules);
  }

  @Test
  void namesAreNotAskedForInLocalNetworksUnlessTheMachinesOwnResolverIsKept() {
    String names = "th dport { 53, 853 } reject";
    Passage asksInside = new Passage(true, true, false, OptionalInt.empty(), List.of(), List.of());
    Passage keepsItsOwn = Passage.closed(true, true);

    assertTrue(NftRules.of(List.of(asksInside), CONNECTED).contains(names));
    assertTrue(NftRules.of(List.of(asksInside, keepsItsOwn), CONNECTED).contains(names));
    assertFalse(NftRules.of(List.of(keepsItsOwn), CONNECTED).contains(names));
  }

  @Test
  void theStrictestOfSeveralSaysWhetherLocalNetworksAreOpenAndAllTunnelsPass() {
    String rules =
        NftRules.of(
            List.of(
                Passage.closed(true, true),
                strict(List.of(), "tun1"),
                new Passage(
                    false,
                    true,
                    true,
                    OptionalInt.of(7),
                    List.of(server("198.51.100.8", 1194, false)),
                    List.of("tun0"))),
            CONNECTED);

    assertFalse(rules.contains("192.168.1.0/24"), rules);
    assertTrue(rules.contains("oifname \"tun0\" accept\n    oifname \"tun1\" accept"), rules);
    assertTrue(rules.contains("meta mark 0x7 ip daddr 198.51.100.8 udp dport 1194"), rules);
  }

  @Test
  void whatTheKernelSendsItselfNeedsNoMarkButComesFromOurPort() {
    Server byKernel =
        new Server(
            new InetSocketAddress(InetAddress.ofLiteral("198.51.100.7"), 1194),
            false,
            OptionalInt.of(40000));
    String rules = NftRules.of(List.of(strict(List.of(byKernel))), List.of());

    assertTrue(
        rules.contains("    ip daddr 198.51.100.7 udp sport 40000 udp dport 1194 accept\n"), rules);
    assertEquals(2, count(rules, "198.51.100.7"), "whoever else sends there needs the mark");
    assertTrue(rules.contains("meta mark 0x43560001 ip daddr 198.51.100.7 udp dport 1194"), rules);
  }

  @Test
  void aDeviceWhoseNameWouldMeanSomethingElseIsNotNamed() {
    assertTrue(NftRules.canName("tun-0.a_B"));
    for (String name : List.of("tun*", "a\"b", "a\\", "", "a b", "a;b", "sixteenletters16")) {
      assertFalse(NftRules.canName(name), name);
    }
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }
}
