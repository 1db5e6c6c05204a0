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
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.TunDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a tunnel that stands goes on protecting while it is reconnected. */
@Tag("net")
@Timeout(30)
final class StandingTunnelTest {
  private static final String SERVER = "198.51.100.7";
  private static final String OTHER = "198.51.100.8";

  @TempDir Path state;
  private Machine machine;
  private LinuxHostNetwork host;
  private TunDevice tun;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine();
    host = machine.host(state);
    tun = machine.tun(host, "tun0");
  }

  @AfterEach
  void stop() {
    host.close();
    machine.close();
  }

  private void reach(String server) throws IOException {
    host.reach("tun0", Outer.of(InetAddress.ofLiteral(server)));
  }

  @Test
  void keepsEverythingWhenThereIsNoWayToTheNextServer() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("-6 route del default");
    List<String> routes = machine.routes();
    assertThrows(IOException.class, () -> reach("2001:db8::7"));
    assertEquals(routes, machine.routes());
    assertTrue(machine.leads("192.0.2.1", "eth0"));
    assertTrue(machine.leads("8.8.8.8", "tun0"));
  }

  @Test
  void keepsCatchingTrafficWhenTheUplinkGoesAndComesBack() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("link set eth0 down");
    assertThrows(IOException.class, () -> reach(OTHER));
    assertThrows(IOException.class, () -> reach(SERVER));
    machine.ip("link set eth0 up");
    machine.ip("route add default via 192.0.2.1");
    assertTrue(machine.leads("8.8.8.8", "tun0"), machine.routes().toString());
    reach(OTHER);
    assertTrue(machine.leads(OTHER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads("8.8.8.8", "tun0"), machine.routes().toString());
  }

  @Test
  void reachesAnotherServerAndLetsTheFirstOneGo() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    reach(OTHER);
    assertTrue(machine.leads(OTHER, "eth0"));
    assertTrue(machine.leads(SERVER, "tun0"));
    assertEquals(List.of("unreachable " + OTHER), machine.guards());
  }

  @Test
  void reachesSeveralServersAtOnceThoughOneOfThemHasNoWay() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("-6 route del default");
    host.reach(
        "tun0",
        Outer.of(
            InetAddress.ofLiteral(OTHER),
            InetAddress.ofLiteral("2001:db8::7"),
            InetAddress.ofLiteral("198.51.100.9")));
    assertTrue(machine.leads(OTHER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads("198.51.100.9", "eth0"), machine.routes().toString());
    assertTrue(
        machine.guards().containsAll(List.of("unreachable " + OTHER, "unreachable 198.51.100.9")),
        machine.guards().toString());
    apply(host, "tun0", redirectAll(), "198.51.100.9");
    assertTrue(machine.leads(OTHER, "tun0"), machine.routes().toString());
    assertTrue(machine.leads("198.51.100.9", "eth0"), machine.routes().toString());
  }

  @Test
  void leadsAroundASplitTunnelThatWouldCatchTheNextServer() throws IOException {
    TunnelPlan split = plan("10.8.0.2/24").route("203.0.113.0/24").build();
    apply(host, "tun0", split, SERVER);
    assertEquals(List.of("203.0.113.0/24 dev tun0 scope link"), machine.ourRoutes());
    reach("203.0.113.9");
    assertTrue(machine.leads("203.0.113.9", "eth0"), machine.routes().toString());
    assertTrue(machine.leads("203.0.113.10", "tun0"), machine.routes().toString());
    reach(SERVER);
    assertEquals(List.of("203.0.113.0/24 dev tun0 scope link"), machine.ourRoutes());
  }

  @Test
  void givesUpARouteThatIsTheNextServerItself() throws IOException {
    TunnelPlan split = plan("10.8.0.2/24").route(OTHER + "/32").build();
    apply(host, "tun0", split, SERVER);
    assertTrue(machine.leads(OTHER, "tun0"));
    reach(OTHER);
    assertTrue(machine.leads(OTHER, "eth0"), machine.routes().toString());
  }

  @Test
  void letsNoDatagramIntoTheTunnelWhenTheUplinkGoes() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    assertEquals(List.of("unreachable " + SERVER), machine.guards());
    machine.ip("link set eth0 down");
    assertTrue(machine.leads(SERVER, ""), machine.routes().toString());
    host.release("tun0");
    assertEquals(List.of(), machine.guards());
    assertFalse(Files.exists(state.resolve("routes.journal")));
  }

  @Test
  void letsNoDatagramOfIpv6IntoTheTunnelEither() throws IOException {
    apply(host, "tun0", redirectAll(), "2001:db8::7");
    assertEquals(List.of("unreachable 2001:db8::7"), machine.guards());
    machine.ip("link set eth0 down");
    assertTrue(machine.leads("2001:db8::7", ""), machine.routes().toString());
  }

  @Test
  void keepsWhatStoodWhenTheNextPlanFails() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    List<String> routes = machine.routes();
    // IPv6 needs an MTU of 1280, so the address is refused after the MTU was set.
    TunnelPlan impossible = plan("10.8.0.3/24", "fd08::3/64").mtu(1000).build();
    IOException failure =
        assertThrows(IOException.class, () -> apply(host, "tun0", impossible, SERVER));
    assertTrue(failure.toString().contains("add address fd08::3/64"), failure.toString());
    assertEquals(routes, machine.routes());
    String shown = machine.ip("addr show dev tun0");
    assertTrue(shown.contains("inet 10.8.0.2/24"), shown);
    assertTrue(shown.contains("inet6 fd08::2/64"), shown);
    assertTrue(shown.contains("mtu 1500"), shown);
  }

  @Test
  void keepsItsRoutesEvenForAMomentWhenItsAddressChanges() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    Process monitor = machine.startIp("monitor route");
    try (BufferedReader changes = monitor.inputReader()) {
      // The monitor is listening once it has seen one of these.
      while (!changes.ready()) {
        machine.ip("route add 10.99.0.1/32 dev eth0");
        machine.ip("route del 10.99.0.1/32 dev eth0");
      }
      apply(host, "tun0", plan("10.8.0.6/24").route("0.0.0.0/1").build(), SERVER);
      machine.ip("route add 10.99.0.3/32 dev eth0");
      for (String line = changes.readLine(); !line.contains("10.99.0.3"); ) {
        assertFalse(line.contains("0.0.0.0/1"), line);
        line = changes.readLine();
      }
    } finally {
      monitor.destroy();
    }
    String shown = machine.ip("-4 addr show dev tun0");
    assertTrue(shown.contains("10.8.0.6/24"), shown);
    assertFalse(shown.contains("10.8.0.6/32"), shown);
  }

  @Test
  void keepsWhatStoodWhenTheJournalCannotBeWritten() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    List<String> routes = machine.routes();
    Files.createDirectory(state.resolve("routes.journal.new"));
    assertThrows(IOException.class, () -> reach(OTHER));
    assertThrows(IOException.class, () -> reach(OTHER));
    assertEquals(routes, machine.routes());
  }

  @Test
  void saysThatTheDeviceOfAStandingTunnelIsGone() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    tun.close();
    assertThrows(DeviceGoneException.class, () -> reach(OTHER));
    assertThrows(DeviceGoneException.class, () -> apply(host, "tun0", redirectAll(), SERVER));
    host.release("tun0");
    assertEquals(List.of(), machine.ourRoutes());
  }
}
