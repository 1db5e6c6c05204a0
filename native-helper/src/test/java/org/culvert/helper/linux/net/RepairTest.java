package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Machine.apply;
import static org.culvert.helper.linux.net.Machine.redirectAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.path.TunDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes the network of the machine under a tunnel that stands. */
@Tag("net")
@Timeout(30)
final class RepairTest {
  private static final String SERVER = "198.51.100.7";

  @TempDir Path state;
  private Machine machine;
  private LinuxHostNetwork host;
  private TunDevice tun;
  private String wanted;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine();
    host = machine.host(state);
    tun = machine.tun(host, "tun0");
    apply(host, "tun0", redirectAll(), SERVER);
    host.repair("tun0"); // hears of our own changes
    wanted = machine.everything();
  }

  @AfterEach
  void stop() {
    host.close();
    machine.close();
  }

  @Test
  void changesNothingWhereNothingWasChanged() throws IOException {
    assertEquals(List.of(), host.repair("tun0"));
    machine.ip("route add 10.99.0.0/16 via 192.0.2.3");
    assertEquals(List.of(), host.repair("tun0"));
    assertEquals(List.of(), host.repair("tun1"));
  }

  @Test
  void putsBackRoutesAndAddressesThatSomebodyRemoved() throws IOException {
    machine.ip("route del 0.0.0.0/1");
    machine.ip("route del " + SERVER);
    machine.ip("addr del 10.8.0.2/24 dev tun0");
    List<String> mended = host.repair("tun0");
    assertEquals(wanted, machine.everything());
    assertTrue(mended.toString().contains("route 0.0.0.0/1"), mended.toString());
    host.repair("tun0"); // of its own changes
    assertEquals(List.of(), host.repair("tun0"));
  }

  @Test
  void switchesADeviceOnThatWasSwitchedOffAndPutsAllOfItBack() throws IOException {
    machine.ip("link set tun0 down");
    host.repair("tun0");
    assertEquals(wanted, machine.everything());
    machine.ip("link set tun0 down");
    machine.ip("link set tun0 up");
    host.repair("tun0");
    assertEquals(wanted, machine.everything());
  }

  @Test
  void putsEverythingBackAfterAFlush() throws IOException {
    machine.ip("route flush dev tun0");
    machine.ip("-6 route flush dev tun0");
    machine.ip("route flush table main proto 203");
    host.repair("tun0");
    assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads("8.8.8.8", "tun0"), machine.routes().toString());
    assertTrue(machine.leads("2001:db8::1", "tun0"), machine.routes().toString());
    assertEquals(List.of("unreachable " + SERVER), machine.guards());
  }

  @Test
  void followsTheMachineToAnotherGateway() throws IOException {
    machine.ip("route replace default via 192.0.2.99");
    host.repair("tun0");
    assertTrue(
        machine.ourRoutes().contains(SERVER + " via 192.0.2.99 dev eth0 onlink"),
        machine.ourRoutes().toString());
    assertTrue(
        machine.ourRoutes().contains("203.0.113.0/24 via 192.0.2.99 dev eth0 onlink"),
        machine.ourRoutes().toString());
    host.release("tun0");
    assertEquals(List.of(), machine.ourRoutes());
  }

  @Test
  void waitsForAnUplinkThatIsGoneAndTakesTheNextOne() throws IOException {
    machine.ip("link set eth0 down");
    host.repair("tun0");
    assertTrue(machine.leads(SERVER, ""), machine.routes().toString());
    assertTrue(machine.leads("8.8.8.8", "tun0"), machine.routes().toString());
    machine.ip("link set eth0 up");
    machine.ip("route add default via 192.0.2.1");
    host.repair("tun0");
    assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads("203.0.113.1", "eth0"), machine.routes().toString());
  }

  @Test
  void keepsTheWayToTheServerWhenOnlyTheDefaultRouteIsGone() throws IOException {
    machine.ip("route del default");
    host.repair("tun0");
    assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
  }

  @Test
  void saysThatTheDeviceIsGone() {
    tun.close();
    assertThrows(DeviceGoneException.class, () -> host.repair("tun0"));
  }
}
