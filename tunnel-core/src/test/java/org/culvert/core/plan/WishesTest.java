package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Protection;
import org.culvert.core.plan.TunnelPlan.Route;
import org.culvert.core.plan.TunnelPlan.Via;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final InetAddress SERVER = InetAddress.ofLiteral("198.51.100.7");
  private static final DnsPlan PUSHED =
      new DnsPlan(
          List.of(DnsPlan.Resolver.plain(List.of(InetAddress.ofLiteral("10.8.0.1")))),
          List.of("corp.example"));

  private static TunnelPlan plan(String... routes) {
    List<Route> all = new ArrayList<>();
    Stream.of(routes)
        .flatMap(text -> AddressRules.prefixes(text).stream())
        .forEach(to -> all.add(new Route(to, new Via.Tunnel(), OptionalInt.empty())));
    return new TunnelPlan(
        Optional.empty(),
        1500,
        List.of(new IpPrefix(InetAddress.ofLiteral("10.8.0.2"), 24)),
        Optional.empty(),
        all,
        false,
        PUSHED,
        false,
        false);
  }

  private static TunnelPlan wish(boolean lan, String dns, TunnelPlan plan) {
    return Wishes.of(new Protection(false, lan, DnsWish.parse(dns))).apply(plan, SERVER);
  }

  @Test
  void withoutAWishThePlanIsTheServers() {
    TunnelPlan plan = plan("0.0.0.0/1", "128.0.0.0/1");
    assertSame(plan, Wishes.of(Protection.USUAL).apply(plan, SERVER));
  }

  @Test
  void nobodysResolverIsSetWhereTheMachinesOwnIsKept() {
    TunnelPlan plan = plan("10.0.0.0/8");
    TunnelPlan wished = wish(true, "none", plan);
    assertEquals(DnsPlan.NONE, wished.dns());
    assertEquals(plan.routes(), wished.routes());
  }

  private static List<String> asked(TunnelPlan plan) {
    return plan.dns().resolvers().getFirst().endpoints().stream()
        .map(DnsPlan.Endpoint::toString)
        .toList();
  }

  private static List<String> routes(TunnelPlan plan) {
    return plan.routes().stream().map(route -> route.destination().toString()).toList();
  }

  @Test
  void otherResolversAreAskedThroughTheTunnelAndSearchDomainsStay() {
    TunnelPlan wished = wish(true, "9.9.9.9,149.112.112.112", plan("10.0.0.0/8"));

    assertEquals(List.of("9.9.9.9", "149.112.112.112"), asked(wished));
    assertEquals(List.of("corp.example"), wished.dns().searchDomains());
    assertEquals(List.of("10.0.0.0/8", "9.9.9.9/32", "149.112.112.112/32"), routes(wished));
  }

  @Test
  void aResolverThatTheTunnelDoesNotLeadToIsNotAskedInTheClearBesideAnother() {
    TunnelPlan wished = wish(true, "9.9.9.9,2620:fe::fe,198.51.100.7", plan("10.0.0.0/8"));

    assertEquals(
        List.of("9.9.9.9"),
        asked(wished),
        "neither a family that the tunnel does not carry, nor the server itself");
    assertEquals(List.of("10.0.0.0/8", "9.9.9.9/32"), routes(wished));
  }

  @Test
  void resolversThatTheTunnelNeverLeadsToAreStillTheUsersAndNotTheServers() {
    TunnelPlan wished = wish(true, "2620:fe::fe", plan("10.0.0.0/8"));

    assertEquals(List.of("2620:fe::fe"), asked(wished));
    assertEquals(List.of("10.0.0.0/8"), routes(wished));
  }

  @Test
  void localNetworksGoIntoATunnelForEverythingWhereTheyAreNotWanted() {
    TunnelPlan wished = wish(false, "server", plan("0.0.0.0/1", "128.0.0.0/1"));
    assertTrue(wished.blockLocal());
    assertTrue(wished.serverRoute());
    assertTrue(wish(false, "server", plan("0.0.0.0/0")).blockLocal());
    assertFalse(wish(true, "server", plan("0.0.0.0/1", "128.0.0.0/1")).blockLocal());
  }

  @Test
  void aTunnelForSomeNetworksLeavesLocalOnesAlone() {
    assertFalse(wish(false, "server", plan("0.0.0.0/1", "192.168.0.0/16")).blockLocal());
  }
}
