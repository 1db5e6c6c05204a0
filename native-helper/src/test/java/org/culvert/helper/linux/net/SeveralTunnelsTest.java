package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Machine.apply;
import static org.culvert.helper.linux.net.Machine.redirectAll;
import static org.culvert.helper.linux.net.Plans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.Outer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tunnels that stand at the same time, of one helper or of two. */
@Tag("net")
@Timeout(30)
final class SeveralTunnelsTest {
  private static final String SERVER = "198.51.100.7";
  private static final String OTHER = "198.51.100.8";
  private static final String WAY = "198.51.100.7 via 192.0.2.1 dev eth0 onlink";

  @TempDir Path state;
  @TempDir Path otherState;
  private Machine machine;
  private LinuxHostNetwork host;
  private String before;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine();
    host = machine.host(state);
    machine.tun(host, "tun0");
    machine.tun(host, "tun1");
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
  void keepARouteThatBothNeed() throws IOException {
    TunnelPlan one = plan("10.8.0.2/24").serverRoute().build();
    TunnelPlan other = plan("10.9.0.2/24").serverRoute().build();
    apply(host, "tun0", one, SERVER);
    apply(host, "tun1", other, SERVER);
    host.release("tun0");
    assertEquals(List.of(WAY), machine.ourRoutes());
    assertTrue(journaled());
    host.release("tun1");
    assertEquals(List.of(), machine.ourRoutes());
    assertFalse(journaled());
  }

  @Test
  void cannotTakeEachOthersServer() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24").build(), SERVER);
    List<String> notes =
        host.apply(
            "tun1",
            plan("10.9.0.2/24").route(SERVER + "/32").route("10.20.0.0/16").build(),
            Outer.of(InetAddress.ofLiteral(OTHER)));
    assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads("10.20.0.1", "tun1"));
    assertTrue(notes.toString().contains(SERVER), notes.toString());
  }

  @Test
  void leadAroundANetThatHoldsTheServerOfTheOther() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24").build(), SERVER);
    apply(host, "tun1", plan("10.9.0.2/24").route("198.51.100.0/25").build(), "203.0.113.5");
    assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
    assertTrue(machine.leads(OTHER, "tun1"));
    host.release("tun1");
    assertEquals(List.of(), machine.ourRoutes());
    assertEquals(List.of(), machine.guards());
  }

  @Test
  void leaveATunnelInATunnelThatWasReachedThroughIt() throws IOException {
    apply(host, "tun0", plan("10.8.0.2/24").route("198.51.100.0/25").build(), "203.0.113.5");
    apply(host, "tun1", plan("10.9.0.2/24").build(), SERVER);
    assertTrue(machine.leads(SERVER, "tun0"), machine.routes().toString());
  }

  @Test
  void doNotSufferFromOneWhoseDeviceSomebodyRemoved() throws IOException {
    apply(host, "tun0", redirectAll(), SERVER);
    machine.ip("link del tun0");
    apply(host, "tun1", plan("10.9.0.2/24").route("10.20.0.0/16").build(), OTHER);
    assertTrue(machine.leads("10.20.0.1", "tun1"), machine.routes().toString());
    host.release("tun0");
    assertEquals(List.of("10.20.0.0/16 dev tun1 scope link"), machine.ourRoutes());
  }

  @Test
  void ofAnotherHelperKeepTheirRoutes() throws IOException {
    try (LinuxHostNetwork second = machine.host(otherState)) {
      machine.tun(second, "tun2");
      apply(host, "tun0", redirectAll(), SERVER);
      List<String> routes = machine.ourRoutes();
      apply(second, "tun2", plan("10.10.0.2/24").serverRoute().build(), SERVER);
      second.release("tun2");
      assertEquals(routes, machine.ourRoutes());
      assertEquals(List.of("unreachable " + SERVER), machine.guards());
    }
    host.release("tun0");
    assertEquals(before, machine.everything().replaceAll("tun2 .*\n", ""));
  }

  @Test
  void putBackWhatASecondHelperTookAlong() throws IOException {
    try (LinuxHostNetwork second = machine.host(otherState)) {
      machine.tun(second, "tun2");
      apply(second, "tun2", plan("10.10.0.2/24").serverRoute().build(), SERVER);
      apply(host, "tun0", redirectAll(), SERVER);
      second.release("tun2");
      host.repair("tun0");
      assertTrue(machine.leads(SERVER, "eth0"), machine.routes().toString());
      assertTrue(machine.ourRoutes().contains(WAY), machine.ourRoutes().toString());
    }
  }
}
