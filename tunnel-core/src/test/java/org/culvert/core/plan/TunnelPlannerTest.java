package org.culvert.core.plan;

import static org.culvert.core.plan.Planning.DUAL;
import static org.culvert.core.plan.Planning.SERVER;
import static org.culvert.core.plan.Planning.SUBNET;
import static org.culvert.core.plan.Planning.plan;
import static org.culvert.core.plan.Planning.pushed;
import static org.culvert.core.plan.Planning.sizes;
import static org.culvert.core.plan.Planning.words;
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
import org.culvert.core.profile.TunnelSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, MTU and limits of a plan; {@link RoutePlanningTest} has its routes. */
class TunnelPlannerTest {
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
}
