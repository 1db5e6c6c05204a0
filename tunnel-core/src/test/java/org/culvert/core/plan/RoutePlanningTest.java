package org.culvert.core.plan;

import static org.culvert.core.plan.Planning.DUAL;
import static org.culvert.core.plan.Planning.IPV6;
import static org.culvert.core.plan.Planning.SERVER;
import static org.culvert.core.plan.Planning.SERVER_IPV6;
import static org.culvert.core.plan.Planning.SUBNET;
import static org.culvert.core.plan.Planning.plan;
import static org.culvert.core.plan.Planning.pushed;
import static org.culvert.core.plan.Planning.routes;
import static org.culvert.core.plan.Planning.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes a plan has, and which it refuses. */
class RoutePlanningTest {
  @ParameterizedTest
  @CsvSource({
    "route 10.1.0.0 255.255.0.0, 10.1.0.0/16",
    "route 10.1.2.3, 10.1.2.3/32",
    "route 10.1.2.3 default, 10.1.2.3/32",
    "route 10.1.2.3 255.255.0.0, 10.1.0.0/16",
    "route 10.1.0.0 255.255.0.0 vpn_gateway, 10.1.0.0/16",
    "route 10.1.0.0 255.255.0.0 default default, 10.1.0.0/16",
    "route 10.1.0.0 255.255.0.0 10.8.0.1 7, 10.1.0.0/16 metric 7",
    "route 10.1.0.0 255.255.0.0 192.168.1.1, 10.1.0.0/16",
    "route 10.1.0.0 255.255.0.0 default x, 10.1.0.0/16",
    "route-ipv6 2001:db8::/32, 2001:db8::/32",
    "route-ipv6 2001:db8::1/32, 2001:db8::/32",
    "route-ipv6 2001:db8::1, 2001:db8::1/128",
    "route-ipv6 2001:db8::/32 fd00:8::1 20, 2001:db8::/32 metric 20",
    "route-ipv6 2001:db8::/32 default -1, 2001:db8::/32",
    "route-gateway 10.8.0.1; route vpn_gateway, 10.8.0.1/32",
  })
  void routesLeadIntoTheTunnel(String options, String route) throws PlanException {
    assertEquals(List.of(route), routes(pushed(DUAL + "; " + options)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "route",
        "route 10.1.0.0 255.0.255.0",
        "route 10.1.0.0 /16",
        "route 10.1.0.0/16",
        "route intranet.example 255.255.255.255",
        "route net_gateway",
        "route vpn_gateway",
        "route 10.1.0.0 255.255.0.0 net_gateway",
        "route 10.1.0.0 255.255.0.0 gw.example",
        "route 127.0.0.0 255.0.0.0",
        "route 127.0.0.53",
        "route 169.254.169.254",
        "route 224.0.0.0 240.0.0.0",
        "route 239.1.2.3",
        "route 255.255.255.255",
        "route 0.0.0.0",
        "route 198.51.100.7",
        "route-ipv6",
        "route-ipv6 ::1/128",
        "route-ipv6 fe80::/64",
        "route-ipv6 ff02::/16",
        "route-ipv6 10.0.0.0/8",
        "route-ipv6 2001:db8::/200",
        "route-ipv6 2001:db8::/32 net_gateway",
        "route-ipv6 2001:db8::/32 net_gateway_ipv6",
        "route 1.2.3.4 255.255.255.255 default default default",
      })
  void aPushedRouteThatMustNotBeIsLeftOutAndNoted(String option) throws PlanException {
    Planned planned = pushed(DUAL + "; " + option);
    assertEquals(List.of(), routes(planned));
    assertEquals(1, planned.notes().size(), planned.notes().toString());
    assertFalse(planned.plan().serverRoute());
  }

  @Test
  void aRouteOfAFamilyWithoutAddressIsLeftOut() throws PlanException {
    assertEquals(List.of(), routes(pushed(SUBNET + "; route-ipv6 2001:db8::/32")));
    assertEquals(List.of(), routes(pushed(IPV6 + "; route 10.0.0.0 255.0.0.0")));
  }

  @Test
  void theProfileMayLeadAroundTheTunnelAndComesFirst() throws PlanException {
    Planned planned =
        plan(
            "route 10.1.0.0 255.255.0.0 net_gateway; route 169.254.1.1",
            SUBNET + "; route 10.1.0.0 255.255.0.0",
            SERVER);
    assertEquals(List.of("10.1.0.0/16 around", "169.254.1.1/32"), routes(planned));
  }

  @Test
  void aGatewayOfTheProfileOutsideTheTunnelIsNotGuessedAt() throws PlanException {
    assertEquals(List.of(), routes(plan("route 10.1.0.0 255.255.0.0 192.168.1.1", SUBNET, SERVER)));
    assertEquals(
        List.of("10.1.0.0/16"),
        routes(plan("route 10.1.0.0 255.255.0.0 10.8.0.1", "ifconfig 10.8.0.6 10.8.0.5", SERVER)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "route remote_host 255.255.255.255 net_gateway",
        "route 198.51.100.7 255.255.255.255 net_gateway",
        "route 198.51.100.0 255.255.255.0",
        "route 0.0.0.0 0.0.0.0",
        "redirect-gateway def1",
        "redirect-gateway",
        "redirect-gateway autolocal",
        "redirect-private",
        "topology subnet; ifconfig 198.51.100.8 255.255.255.0",
        "topology p2p; ifconfig 10.0.0.2 198.51.100.7",
      })
  void theServerGetsItsRouteWhenAnotherCatchesItOrItIsAskedFor(String options)
      throws PlanException {
    assertTrue(pushed(SUBNET + "; " + options).plan().serverRoute());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "route 10.1.0.0 255.255.0.0",
        "redirect-gateway local def1",
        "redirect-gateway ipv6 !ipv4",
      })
  void elseTheServerNeedsNone(String options) throws PlanException {
    assertFalse(pushed(DUAL + "; " + options).plan().serverRoute());
  }

  @Test
  void onTheLocalLinkARouteThatCatchesTheServerStillNeedsOne() throws PlanException {
    assertTrue(
        pushed(SUBNET + "; redirect-gateway local; route 198.51.100.0 255.255.255.0")
            .plan()
            .serverRoute());
  }

  @ParameterizedTest
  @ValueSource(strings = {"redirect-gateway def1", "redirect-gateway", "route 0.0.0.0 0.0.0.0"})
  void redirectionCoversTheDefaultRouteByHalvesAndClosesIpv6(String option) throws PlanException {
    Planned planned = pushed(SUBNET + "; " + option);
    assertEquals(List.of("0.0.0.0/1", "128.0.0.0/1"), routes(planned));
    assertTrue(planned.plan().blockIpv6());
    assertFalse(planned.plan().blockIpv4());
  }

  @Test
  void redirectionOfBothFamiliesBlocksNone() throws PlanException {
    for (String option : List.of("redirect-gateway def1 ipv6", "redirect-gateway def1")) {
      Planned planned = pushed(DUAL + "; " + option);
      assertEquals(6, planned.plan().routes().size());
      assertFalse(planned.plan().blockIpv6());
    }
  }

  @Test
  void ipv6AloneCanBeRedirected() throws PlanException {
    Planned planned = pushed(DUAL + "; redirect-gateway ipv6 !ipv4");
    assertEquals(List.of("::/3", "2000::/4", "3000::/4", "fc00::/7"), routes(planned));
    assertFalse(planned.plan().blockIpv4());
  }

  @Test
  void flagsOfSeveralLinesAddUp() throws PlanException {
    Planned planned = plan("redirect-gateway def1", DUAL + "; redirect-gateway ipv6 !ipv4", SERVER);
    assertEquals(6, planned.plan().routes().size());
  }

  @Test
  void aFamilyWithoutAddressIsBlockedWhenItShouldBeRedirected() throws PlanException {
    assertTrue(pushed(SUBNET + "; redirect-gateway ipv6 !ipv4").plan().blockIpv6());
    assertTrue(pushed(IPV6 + "; redirect-gateway").plan().blockIpv4());
  }

  @Test
  void aServerOfABlockedFamilyKeepsItsRoute() throws PlanException {
    TunnelPlan plan = plan("", SUBNET + "; redirect-gateway def1", SERVER_IPV6).plan();
    assertTrue(plan.blockIpv6());
    assertTrue(plan.serverRoute());
  }

  @Test
  void blockingIsTakenOver() throws PlanException {
    TunnelPlan plan = pushed(SUBNET + "; block-ipv6; block-ipv4").plan();
    assertTrue(plan.blockIpv6());
    assertTrue(plan.blockIpv4());
  }

  @Test
  void blockLocalIsTakenOverAndNeedsAWayToTheServer() throws PlanException {
    TunnelPlan plan = pushed(SUBNET + "; redirect-private block-local").plan();
    assertTrue(plan.blockLocal());
    assertTrue(plan.serverRoute());
  }

  @Test
  void flagsThatAreNotDoneAreNoted() throws PlanException {
    assertEquals(
        4,
        pushed(
                DUAL
                    + "; redirect-gateway def1 ipv6 bypass-dhcp bypass-dns block-local x;"
                    + " block-outside-dns")
            .notes()
            .size());
  }

  @Test
  void moreThanTenThousandRoutesAreRefused() throws PlanException {
    List<List<String>> options = new ArrayList<>(words(SUBNET));
    for (int i = 0; i < 10_000; i++) {
      options.add(List.of("route", "10." + (i >> 8) + "." + (i & 0xff) + ".0", "255.255.255.0"));
    }
    assertEquals(10_000, plan(List.of(), options, SERVER).plan().routes().size());
    options.add(List.of("route", "11.0.0.0"));
    assertThrows(PlanException.class, () -> plan(List.of(), options, SERVER));
  }
}
