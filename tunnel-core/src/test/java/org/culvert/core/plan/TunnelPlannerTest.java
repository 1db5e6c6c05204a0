package org.culvert.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.culvert.core.plan.TunnelPlan.Route;
import org.culvert.core.plan.TunnelPlan.Via;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.TunnelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelPlannerTest {
  private static final InetAddress SERVER = InetAddress.ofLiteral("198.51.100.7");
  private static final InetAddress SERVER_IPV6 = InetAddress.ofLiteral("2001:db8:f::7");
  private static final String SUBNET = "topology subnet; ifconfig 10.8.0.2 255.255.255.0";
  private static final String IPV6 = "ifconfig-ipv6 fd00:8::2/64 fd00:8::1";
  private static final String DUAL = SUBNET + "; " + IPV6;

  @Test
  void readsTheReplyOfADebianServer() throws PlanException {
    Planned planned =
        pushed(
            "route-gateway 10.99.0.1; topology subnet; ifconfig 10.99.0.2 255.255.255.0;"
                + " tun-mtu 1500");
    TunnelPlan plan = planned.plan();
    assertEquals("[10.99.0.2/24]", plan.addresses().toString());
    assertEquals(Optional.empty(), plan.peer());
    assertEquals(1500, plan.mtu());
    assertEquals(List.of(), plan.routes());
    assertFalse(plan.serverRoute());
    assertEquals(DnsPlan.NONE, plan.dns());
    assertEquals(List.of(), planned.notes());
  }

  @Test
  void withoutAnAddressThereIsNoTunnel() {
    PlanException e = assertThrows(PlanException.class, () -> pushed("route 10.0.0.0 255.0.0.0"));
    assertTrue(e.reason().contains("assigned no address"), e.reason());
  }

  @ParameterizedTest
  @CsvSource({
    "topology subnet; ifconfig 10.8.0.2 255.255.0.0, 10.8.0.2/16, -",
    "topology net30; ifconfig 10.8.0.6 10.8.0.5, 10.8.0.6/32, 10.8.0.5",
    "ifconfig 10.8.0.6 10.8.0.5, 10.8.0.6/32, 10.8.0.5",
    "topology p2p; ifconfig 10.8.0.6 192.0.2.1, 10.8.0.6/32, 192.0.2.1",
    "ifconfig 10.8.0.6 255.255.255.0, 10.8.0.6/24, -",
    "ifconfig-ipv6 2001:db8::2/64, 2001:db8::2/64, -",
    "ifconfig-ipv6 2001:db8::2/128 2001:db8::1, 2001:db8::2/128, -",
    "topology net30; topology subnet; ifconfig 10.8.0.2 255.255.255.252, 10.8.0.2/30, -",
  })
  void addressesFollowTheTopology(String options, String address, String peer)
      throws PlanException {
    TunnelPlan plan = pushed(options).plan();
    assertEquals(List.of(address), plan.addresses().stream().map(IpPrefix::toString).toList());
    assertEquals(peer, plan.peer().map(InetAddress::getHostAddress).orElse("-"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ifconfig 10.8.0.2",
        "ifconfig 10.8.0.2 10.8.0.1 x",
        "ifconfig vpn.example 10.8.0.1",
        "ifconfig 10.8.0.02 10.8.0.1",
        "ifconfig 10.8.2 10.8.0.1",
        "ifconfig 127.0.0.1 10.8.0.1",
        "ifconfig 224.0.0.1 10.8.0.1",
        "ifconfig 0.0.0.0 10.8.0.1",
        "ifconfig 255.255.255.255 10.8.0.1",
        "ifconfig 198.51.100.7 10.8.0.1",
        "ifconfig 10.8.0.2 10.8.0.2",
        "ifconfig 10.8.0.2 127.0.0.1",
        "topology subnet; ifconfig 10.8.0.2 255.0.255.0",
        "topology subnet; ifconfig 10.8.0.2 10.8.0.1",
        "topology subnet; ifconfig 10.8.0.2 0.0.0.0",
        "topology subnet; ifconfig 10.8.0.2 128.0.0.0",
        "topology ring; ifconfig 10.8.0.2 255.255.255.0",
        "topology; ifconfig 10.8.0.2 255.255.255.0",
        "ifconfig-ipv6",
        "ifconfig-ipv6 ::1/64",
        "ifconfig-ipv6 ff02::1/64",
        "ifconfig-ipv6 ::/64",
        "ifconfig-ipv6 ::ffff:10.0.0.1/96",
        "ifconfig-ipv6 fe80::1%eth0/64",
        "ifconfig-ipv6 2001:db8::2/129",
        "ifconfig-ipv6 2001:db8::2/0",
        "ifconfig-ipv6 2001:db8::2/",
        "ifconfig-ipv6 10.0.0.1/24",
      })
  void anUnusableAddressEndsTheAttempt(String options) {
    assertThrows(PlanException.class, () -> pushed(options));
  }

  @Test
  void theServersSingleValuesWinOverTheProfiles() throws PlanException {
    TunnelPlan plan =
        plan(
                "topology net30; ifconfig 10.1.0.2 10.1.0.1; route-metric 3",
                SUBNET + "; route-metric 9; route 10.0.0.0 255.0.0.0",
                SERVER)
            .plan();
    assertEquals("[10.8.0.2/24]", plan.addresses().toString());
    assertEquals(OptionalInt.of(9), plan.routes().getFirst().metric());
  }

  @Test
  void theProfileAloneWillDo() throws PlanException {
    assertEquals("[10.8.0.2/24]", plan(SUBNET, "", SERVER).plan().addresses().toString());
  }

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

  @ParameterizedTest
  @CsvSource({
    "1500, '', 1500",
    "1400, '', 1400",
    "1400, tun-mtu 1300, 1300",
    "1500, tun-mtu 1600, 1600",
    "1500, tun-mtu 9000, 1600",
    "1500, tun-mtu 100, 576",
    "1500, tun-mtu 0, 576",
    "1500, tun-mtu x, 1500",
    "1500, tun-mtu, 1500",
    "1500, tun-mtu 99999999999, 1500",
    "1500, tun-mtu 1000; ifconfig-ipv6 fd00::2/64, 1280",
    "9000, '', 9000",
    "9000, tun-mtu 9000, 9000",
    "70000, '', 65400",
  })
  void theMtuIsKeptInRange(int profile, String option, int expected) throws PlanException {
    TunnelSettings settings = new TunnelSettings(Optional.empty(), List.of());
    assertEquals(
        expected,
        TunnelPlanner.plan(settings, sizes(profile, 1600), words(SUBNET + "; " + option), SERVER)
            .plan()
            .mtu());
  }

  @Test
  void theLimitOfTheProfileCannotUndercutIpv6() throws PlanException {
    TunnelSettings settings = new TunnelSettings(Optional.of("tun7"), List.of());
    TunnelPlan plan = TunnelPlanner.plan(settings, sizes(600, 800), words(DUAL), SERVER).plan();
    assertEquals(1280, plan.mtu());
    assertEquals(Optional.of("tun7"), plan.deviceName());
  }

  @Property
  void anyOptionsGiveASoundPlanOrOneKindOfException(
      @ForAll("options") List<List<String>> profile, @ForAll("options") List<List<String>> pushed) {
    try {
      Planned planned = plan(profile, pushed, SERVER);
      TunnelPlan plan = planned.plan();
      assertFalse(plan.addresses().isEmpty());
      assertTrue(plan.mtu() >= 576 && plan.mtu() <= 65_400);
      for (Route route : plan.routes()) {
        assertEquals(route.destination().network(), route.destination());
        assertTrue(route.destination().length() > 0);
      }
      for (DnsPlan.Resolver resolver : plan.dns().resolvers()) {
        assertFalse(resolver.endpoints().isEmpty());
        for (DnsPlan.Endpoint endpoint : resolver.endpoints()) {
          InetAddress server = endpoint.address();
          assertFalse(server.isLoopbackAddress() || server.isMulticastAddress());
        }
      }
      for (String note : planned.notes()) {
        assertTrue(note.chars().noneMatch(Character::isISOControl));
      }
    } catch (PlanException e) {
      assertTrue(e.reason().chars().noneMatch(Character::isISOControl));
    }
  }

  @Property
  void aMaskAndItsLengthAreTheSame(@ForAll @IntRange(max = 32) int length) {
    IpPrefix ones = new IpPrefix(InetAddress.ofLiteral("255.255.255.255"), length);
    assertEquals(
        OptionalInt.of(length), AddressText.maskLength(ones.network().address().getHostAddress()));
  }

  @Property
  void onlyContiguousMasksHaveALength(@ForAll int bits) throws Exception {
    String text =
        InetAddress.getByAddress(java.nio.ByteBuffer.allocate(4).putInt(bits).array())
            .getHostAddress();
    boolean contiguous = (~bits & (~bits + 1)) == 0;
    assertEquals(contiguous, AddressText.maskLength(text).isPresent());
  }

  @Provide
  Arbitrary<List<List<String>>> options() {
    Arbitrary<String> word =
        Arbitraries.oneOf(
            Arbitraries.of(
                "10.8.0.2",
                "10.8.0.1",
                "255.255.255.0",
                "fd00::2/64",
                "subnet",
                "net30",
                "default",
                "net_gateway",
                "remote_host",
                "server",
                "address",
                "DNS",
                "DOMAIN",
                "0.0.0.0",
                "2001:db8::/32",
                "1",
                "-1",
                "def1",
                "ipv6",
                "!ipv4"),
            Arbitraries.strings());
    Arbitrary<String> name =
        Arbitraries.of(
            "ifconfig",
            "ifconfig-ipv6",
            "topology",
            "route",
            "route-ipv6",
            "route-gateway",
            "route-metric",
            "redirect-gateway",
            "redirect-private",
            "dhcp-option",
            "dns",
            "tun-mtu",
            "block-ipv6");
    Arbitrary<List<String>> option =
        name.flatMap(
            first ->
                word.list()
                    .ofMaxSize(5)
                    .map(
                        rest -> {
                          List<String> words = new ArrayList<>(List.of(first));
                          words.addAll(rest);
                          return words;
                        }));
    Arbitrary<List<String>> sound =
        Arbitraries.of(words(DUAL + "; ifconfig 10.8.0.2 10.8.0.1; topology net30"));
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(4, option), net.jqwik.api.Tuple.of(1, sound))
        .list()
        .ofMaxSize(8);
  }

  private static Planned pushed(String options) throws PlanException {
    return plan("", options, SERVER);
  }

  private static Planned plan(String profile, String pushed, InetAddress server)
      throws PlanException {
    return plan(words(profile), words(pushed), server);
  }

  private static Planned plan(
      List<List<String>> profile, List<List<String>> pushed, InetAddress server)
      throws PlanException {
    TunnelSettings settings = new TunnelSettings(Optional.empty(), profile);
    return TunnelPlanner.plan(settings, PacketSizes.DEFAULT, pushed, server);
  }

  private static PacketSizes sizes(int mtu, int most) {
    return new PacketSizes(
        OptionalInt.of(mtu), most, Optional.empty(), Optional.empty(), 1250, Optional.empty());
  }

  /** Options between semicolons, words between blanks. */
  private static List<List<String>> words(String options) {
    return options.isBlank()
        ? List.of()
        : java.util.regex.Pattern.compile(";")
            .splitAsStream(options)
            .map(String::strip)
            .map(option -> List.of(option.split(" ", -1)))
            .toList();
  }

  private static List<String> routes(Planned planned) {
    return planned.plan().routes().stream()
        .map(
            route ->
                route.destination()
                    + (route.via() instanceof Via.PreviousGateway ? " around" : "")
                    + (route.metric().isPresent() ? " metric " + route.metric().getAsInt() : ""))
        .toList();
  }
}
