package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Machine.apply;
import static org.culvert.helper.linux.net.Machine.redirectAll;
import static org.culvert.helper.linux.net.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.path.TunDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("net")
@Timeout(30)
final class LinuxHostNetworkTest {
  private static final String SERVER = "198.51.100.7";

  @TempDir Path state;
  private Machine machine;
  private LinuxHostNetwork host;
  private TunDevice tun;
  private String before;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine();
    host = machine.host(state);
    tun = machine.tun(host, "tun0");
    before = machine.everything();
  }

  @AfterEach
  void stop() {
    host.close();
    machine.close();
  }

  private boolean journaled() {
    return Files.exists(state.resolve("routes.journal"));
  }

  @Test
  void theQueueIsAsLongAsTheProfileSays() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24").queueLength(321).build(), SERVER);
    String shown = machine.ip("addr show dev tun0");
    assertTrue(shown.contains("qlen 321"), shown);
    assertEquals(List.of(), host.repair("tun0"));
  }

  @Test
  void setsAddressesAndMtuAndSwitchesTheDeviceOn() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24", "fd08::2/64").mtu(1400).build(), SERVER);
    String shown = machine.ip("addr show dev tun0");
    assertTrue(shown.contains("inet 10.8.0.2/24 scope global tun0"), shown);
    assertTrue(shown.contains("inet6 fd08::2/64 scope global nodad"), shown);
    assertTrue(shown.contains("mtu 1400"), shown);
    assertTrue(shown.contains("qlen 1000"), shown);
    assertTrue(shown.contains("LOWER_UP"), shown);
    assertFalse(shown.contains("fe80"), shown);
    assertEquals(List.of(), machine.ourRoutes());
    assertFalse(journaled());
  }

  @Test
  void setsThePeerOfAPointToPointAddress() throws IOException {
    apply(host, "tun0", plan("10.8.0.6/30").peer("10.8.0.5").build(), SERVER);
    String shown = machine.ip("addr show dev tun0");
    assertTrue(shown.contains("inet 10.8.0.6 peer 10.8.0.5/32"), shown);
  }

  @Test
  void leadsRoutesIntoTheTunnelWithTheirMetric() throws IOException {
    apply(
        host,
        "tun0",
        plan("10.8.0.2/24", "fd08::2/64")
            .route("10.20.0.0/16")
            .route("10.30.0.0/16", 77)
            .route("fd30::/48")
            .route("fd31::/48", 9)
            .build(),
        SERVER);
    assertEquals(
        List.of(
            "10.20.0.0/16 dev tun0 scope link",
            "10.30.0.0/16 dev tun0 scope link metric 77",
            "fd30::/48 dev tun0 metric 50",
            "fd31::/48 dev tun0 metric 9"),
        machine.ourRoutes());
    assertFalse(journaled());
  }

  @Test
  void redirectsEverythingButTheServerAndWhatGoesAround() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    assertEquals(
        List.of(
            "0.0.0.0/1 dev tun0 scope link",
            "128.0.0.0/1 dev tun0 scope link",
            "198.51.100.7 via 192.0.2.1 dev eth0 onlink",
            "203.0.113.0/24 via 192.0.2.1 dev eth0 onlink",
            "::/1 dev tun0 metric 50",
            "8000::/1 dev tun0 metric 50"),
        machine.ourRoutes());
    assertTrue(machine.ip("route get 198.51.100.7").contains("dev eth0"));
    assertTrue(machine.ip("route get 198.51.100.8").contains("dev tun0"));
    assertTrue(machine.ip("route get 2001:db8::1").contains("dev tun0"));
    assertTrue(journaled());
  }

  @Test
  void reachesAnIpv6ServerByItsGateway() throws IOException {
    apply(host, "tun0", redirectAll(), "2001:db8::7");
    assertTrue(
        machine.ourRoutes().contains("2001:db8::7 via fd09::1 dev eth0 metric 50 onlink"),
        machine.ourRoutes().toString());
  }

  @Test
  void reachesAServerOnTheSameLinkDirectly() throws IOException {
    apply(host, "tun0", redirectAll(), "192.0.2.9");
    assertTrue(
        machine.ourRoutes().contains("192.0.2.9 dev eth0 scope link src 192.0.2.2"),
        machine.ourRoutes().toString());
    apply(host, "tun0", redirectAll(), "fd09::9");
    assertTrue(
        machine.ourRoutes().contains("fd09::9 dev eth0 metric 50"), machine.ourRoutes().toString());
  }

  @Test
  void needsNoRouteToAServerOnThisMachine() throws IOException {
    for (String server : List.of("127.0.0.1", "::1", "192.0.2.2", "fd09::2")) {
      apply(host, "tun0", plan("10.8.0.2/24").route("0.0.0.0/1").serverRoute().build(), server);
      assertEquals(List.of("0.0.0.0/1 dev tun0 scope link"), machine.ourRoutes());
    }
  }

  @Test
  void changesNothingWhenAnEqualPlanIsApplied() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    Process monitor = machine.startIp("monitor link address route");
    try (BufferedReader changes = monitor.inputReader()) {
      // The monitor is listening once it has seen one of these.
      while (!changes.ready()) {
        machine.ip("route add 10.99.0.1/32 dev eth0");
        machine.ip("route del 10.99.0.1/32 dev eth0");
      }
      machine.ip("route add 10.99.0.2/32 dev eth0");
      apply(host, "tun0", redirectAll(), SERVER);
      machine.ip("route add 10.99.0.3/32 dev eth0");
      String line = changes.readLine();
      while (!line.contains("10.99.0.2")) {
        line = changes.readLine();
      }
      assertTrue(changes.readLine().contains("10.99.0.3"));
    } finally {
      monitor.destroy();
    }
  }

  @Test
  void changesOnlyTheDifferenceToAnotherPlan() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    apply(
        host,
        "tun0",
        plan("10.8.0.6/24", "fd08::2/64").mtu(1300).route("0.0.0.0/1").build(),
        SERVER);
    assertEquals(List.of("0.0.0.0/1 dev tun0 scope link"), machine.ourRoutes());
    String shown = machine.ip("addr show dev tun0");
    assertTrue(shown.contains("inet 10.8.0.6/24"), shown);
    assertFalse(shown.contains("10.8.0.2"), shown);
    assertTrue(shown.contains("mtu 1300"), shown);
    assertFalse(journaled());
  }

  @Test
  void findsTheWayToAnotherServerPastItsOwnRoutes() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    apply(host, "tun0", redirectAll(), "198.51.100.8");
    assertTrue(
        machine.ourRoutes().contains("198.51.100.8 via 192.0.2.1 dev eth0 onlink"),
        machine.ourRoutes().toString());
    assertFalse(machine.ourRoutes().toString().contains(SERVER));
  }

  @Test
  void followsTheMachineToAnotherGateway() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("route replace default via 192.0.2.99");
    apply(host, "tun0", redirectAll(), SERVER);
    assertTrue(
        machine.ourRoutes().contains("198.51.100.7 via 192.0.2.99 dev eth0 onlink"),
        machine.ourRoutes().toString());
    assertFalse(machine.ourRoutes().toString().contains("192.0.2.1 "));
  }

  @Test
  void releasesEverything() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    host.release("tun0");
    host.release("tun0");
    assertEquals(before, machine.everything());
    assertFalse(journaled());
  }

  @Test
  void releasesTheRestAfterTheDeviceIsGone() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    tun.close();
    host.release("tun0");
    assertEquals(List.of(), machine.ourRoutes());
    assertFalse(journaled());
  }

  @Test
  void undoesEverythingOfANewDeviceWhenAStepFails() throws IOException {
    TunnelPlan impossible = plan("10.8.0.3/24", "ff02::3/64").around("203.0.113.0/24").build();
    IOException failure =
        assertThrows(IOException.class, () -> apply(host, "tun0", impossible, SERVER));
    assertTrue(failure.toString().contains("add address ff02::3/64"), failure.toString());
    assertEquals(List.of(), machine.ourRoutes());
    assertFalse(machine.ip("addr show dev tun0").contains("10.8."));
    assertFalse(journaled());
  }

  @Test
  void touchesNoRouteWhenTheJournalCannotBeWritten() throws IOException {
    Path blocked = Files.createFile(state.resolve("file"));
    try (LinuxHostNetwork broken = machine.host(blocked)) {
      assertThrows(IOException.class, () -> apply(broken, "tun0", redirectAll(), SERVER));
    }
    assertEquals(before, machine.everything());
  }

  @Test
  void refusesToLeadARouteAroundWithoutAGateway() throws IOException {
    machine.ip("route del default");
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                apply(host, "tun0", plan("10.8.0.2/24").around("203.0.113.0/24").build(), SERVER));
    assertTrue(failure.toString().contains("203.0.113.0/24"), failure.toString());
  }

  @Test
  void recoversWhatACrashedProcessLeft() throws IOException {
    machine.ip("route add 203.0.113.0/24 via 192.0.2.50 metric 9");
    List<String> routes = machine.routes();
    apply(host, "tun0", redirectAll(), SERVER);
    tun.close(); // what the kernel does for a killed process
    assertEquals(2, machine.ourRoutes().size());
    assertEquals(1, machine.guards().size());
    try (LinuxHostNetwork next = machine.host(state)) {
      List<String> removed = next.recover();
      assertEquals(3, removed.size(), removed.toString());
      assertTrue(removed.toString().contains("198.51.100.7/32 via 192.0.2.1"), removed.toString());
      assertEquals(routes, machine.routes());
      assertEquals(List.of(), next.recover());
    }
    assertFalse(journaled());
  }

  @Test
  void recoversNothingThatIsNotExactlyOurs() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("route del " + SERVER);
    machine.ip("route del unreachable " + SERVER + " metric " + ServerWay.GUARD_METRIC);
    machine.ip("route add " + SERVER + " via 192.0.2.1");
    machine.ip("route del 203.0.113.0/24");
    machine.ip("route add 203.0.113.0/24 via 192.0.2.3 proto 203");
    List<String> routes = machine.routes();
    try (LinuxHostNetwork next = machine.host(state)) {
      assertEquals(List.of(), next.recover());
      assertEquals(routes, machine.routes());
    }
  }

  @Test
  void winsOverARouteToTheSamePlaceAndGivesItBack() throws IOException {
    machine.ip("route add 10.20.0.0/16 via 192.0.2.77");
    List<String> routes = machine.routes();
    apply(host, "tun0", plan("10.8.0.2/24").route("10.20.0.0/16").build(), SERVER);
    assertTrue(machine.ip("route get 10.20.1.1").contains("dev tun0"));
    host.release("tun0");
    assertEquals(routes, machine.routes());
  }

  @Test
  void blocksAFamilyButNotTheServerNorTheLocalNetwork() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24").blockIpv6().build(), SERVER);
    assertEquals(
        List.of("unreachable ::/1 dev lo metric 50", "unreachable 8000::/1 dev lo metric 50"),
        machine.ourRoutes());
    assertThrows(IOException.class, () -> machine.ip("route get 2001:db8::1"));
    assertTrue(machine.ip("route get fd09::77").contains("dev eth0"));
    apply(host, "tun0", plan("10.8.0.2/24").blockIpv4().build(), SERVER);
    assertEquals(
        List.of(
            "unreachable 0.0.0.0/1",
            "unreachable 128.0.0.0/1",
            "198.51.100.7 via 192.0.2.1 dev eth0 onlink"),
        machine.ourRoutes());
    host.release("tun0");
    assertEquals(List.of(), machine.ourRoutes());
  }

  @Test
  void carriesIpv4OnlyWhereIpv6IsSwitchedOff() throws IOException {
    machine.switchOffIpv6("tun0");
    apply(
        host,
        "tun0",
        plan("10.8.0.2/24", "fd08::2/64").route("10.20.0.0/16").route("fd30::/48").build(),
        SERVER);
    assertEquals(List.of("10.20.0.0/16 dev tun0 scope link"), machine.ourRoutes());
  }

  @Test
  void leadsTheLocalNetworksIntoTheTunnelAndNotTheGatewayNorTheServer() throws IOException {
    machine.ip("addr add 203.0.113.9/28 dev eth0");
    TunnelPlan plan = plan("10.8.0.2/24", "fd08::2/64").serverRoute().blockLocal().build();
    apply(host, "tun0", plan, "192.0.2.77");
    for (String local : List.of("192.0.2.3", "192.0.2.200", "203.0.113.1", "fd09::3")) {
      assertTrue(machine.leads(local, "tun0"), local);
    }
    for (String outside : List.of("192.0.2.1", "fd09::1", "192.0.2.77", SERVER)) {
      assertTrue(machine.leads(outside, "eth0"), outside);
    }
    host.release("tun0");
    assertTrue(machine.leads("192.0.2.3", "eth0"));
    assertEquals(List.of(), machine.ourRoutes());
  }

  @Test
  void blocksIpv6WhenAllOfItShouldEnterATunnelThatCannotCarryIt() throws IOException {
    machine.switchOffIpv6("tun0");
    TunnelPlan whole =
        plan("10.8.0.2/24", "fd08::2/64")
            .route("::/3")
            .route("2000::/4")
            .route("3000::/4")
            .route("fc00::/7")
            .build();
    apply(host, "tun0", whole, SERVER);
    assertTrue(machine.leads("2001:db8::1", ""), machine.routes().toString());
    assertTrue(machine.leads("fd09::77", "eth0"), machine.routes().toString());
    host.release("tun0");
    assertEquals(before, machine.everything());
  }

  @Test
  void saysThatTheDeviceIsGone() {
    tun.close();
    IOException failure =
        assertThrows(IOException.class, () -> apply(host, "tun0", redirectAll(), SERVER));
    assertTrue(failure.toString().contains("device tun0 is gone"), failure.toString());
  }
}
