package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Protection;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.host.DeviceGoneException;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostDns;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.Passage;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.TunnelDevice;
import org.junit.jupiter.api.Test;

/** A tunnel that stands is only let go when nothing of it is left to protect. */
final class TunnelKeeperTest {
  private static final Outer SERVER = Outer.of(InetAddress.ofLiteral("198.51.100.7"));
  private static final TunnelPlan PLAN =
      new TunnelPlan(
          Optional.empty(),
          1500,
          List.of(),
          Optional.empty(),
          List.of(),
          false,
          DnsPlan.NONE,
          false,
          false);

  private final List<String> calls = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final FakeHost host = new FakeHost();
  private final FakeDns dns = new FakeDns();
  private final SessionFace face = new SessionFace("work", new Ears());
  private final DeviceKind<TunDevice> tun = new DeviceKind<>(TunDevice.class, host::openTun);
  private final FakeFirewall firewall = new FakeFirewall();
  private final TunnelGuard guard =
      new TunnelGuard(
          firewall,
          new Hold("me", "work"),
          new Protection(true, true, new DnsWish.Server()),
          OptionalInt.empty(),
          face);
  private final TunnelKeeper keeper = new TunnelKeeper(host, dns, guard, face);

  @Test
  void aFirstPlanThatFailsLeavesNoDevice() {
    host.failure = Optional.of(new IOException("no"));
    assertThrows(IOException.class, () -> keeper.apply(tun, PLAN, SERVER));
    assertFalse(keeper.isUp());
    assertEquals(
        List.of("open", "apply tun0", "release dns tun0", "release tun0", "close tun0"), calls);
  }

  @Test
  void aLaterPlanThatFailsLeavesTheTunnelStanding() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    host.failure = Optional.of(new IOException("no"));
    assertThrows(IOException.class, () -> keeper.apply(tun, PLAN, SERVER));
    assertTrue(keeper.isUp());
    assertEquals(List.of("open", "apply tun0", "apply tun0"), calls);
  }

  @Test
  void aKillSwitchKnowsTheDevicesThatAreTheTunnelAtEachMoment() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    keeper.apply(other, PLAN, SERVER);
    keeper.remove();

    assertEquals(
        List.of(List.of("tun0"), List.of("tun0", "other0"), List.of("other0"), List.of()),
        firewall.admitted.stream().map(Passage::devices).toList());
  }

  @Test
  void aDeviceThatDidNotComeIsNotTakenForTheTunnelLater() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    host.failure = Optional.of(new IOException("no"));
    assertThrows(IOException.class, () -> keeper.apply(other, PLAN, SERVER));
    assertEquals(List.of("tun0"), firewall.last().devices());
  }

  @Test
  void aKillSwitchThatDoesNotHoldIsAProblemBeforeThereIsATunnel() throws IOException {
    firewall.trouble = Optional.of("the rules are gone");
    keeper.repair(0);
    assertEquals(Optional.empty(), face.status().lastError(), "none is wanted yet");

    keeper.prepareFor(SERVER, List.of());
    keeper.repair(0);
    assertTrue(face.status().lastError().orElseThrow().message().contains("the rules are gone"));
    assertTrue(keeper.untilRepair(1) < 1_000, "it is looked at again");
  }

  @Test
  void aKillSwitchThatDoesNotKnowTheDeviceLeavesNoTunnel() {
    firewall.failure = Optional.of(new IOException("busy"));
    assertThrows(IOException.class, () -> keeper.apply(tun, PLAN, SERVER));
    assertFalse(keeper.isUp());
  }

  @Test
  void aKillSwitchThatDoesNotHoldIsAProblemOfTheTunnel() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    firewall.trouble = Optional.of("the rules are gone");
    keeper.repair(0);
    assertTrue(face.status().lastError().orElseThrow().message().contains("the rules are gone"));
    firewall.trouble = Optional.empty();
    keeper.repair(10_000);
    assertEquals(Optional.empty(), face.status().lastError());
  }

  private final DeviceKind<Other> other =
      new DeviceKind<>(
          Other.class,
          name -> {
            calls.add("open other");
            return new Other(name.orElse("other0"));
          });

  @Test
  void aDeviceOfAnotherKindStandsBeforeTheOldOneGoes() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    calls.clear();
    assertEquals("other0", keeper.apply(other, PLAN, SERVER).name());
    assertEquals(
        List.of("open other", "apply other0", "release dns tun0", "release tun0", "close tun0"),
        calls);
    calls.clear();
    keeper.remove();
    assertEquals(List.of("release dns other0", "release other0", "close other0"), calls);
  }

  @Test
  void aDeviceOfAnotherKindWithTheSameNameTakesOverByWayOfAThird() throws IOException {
    TunnelPlan named = named("tun0");
    keeper.apply(tun, named, SERVER);
    calls.clear();
    assertEquals("tun0", keeper.apply(other, named, SERVER).name());
    assertEquals(
        List.of(
            "open other",
            "apply other0",
            "release dns tun0",
            "release tun0",
            "close tun0",
            "open other",
            "apply tun0",
            "release dns other0",
            "release other0",
            "close other0"),
        calls);
  }

  private static TunnelPlan named(String device) {
    return new TunnelPlan(
        Optional.of(device),
        PLAN.mtu(),
        PLAN.addresses(),
        PLAN.peer(),
        PLAN.routes(),
        PLAN.serverRoute(),
        PLAN.dns(),
        PLAN.blockIpv4(),
        PLAN.blockIpv6());
  }

  @Test
  void aDeviceOfAnotherKindThatFailsLeavesTheOldOneStanding() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    calls.clear();
    host.failure = Optional.of(new IOException("no"));
    assertThrows(IOException.class, () -> keeper.apply(other, PLAN, SERVER));
    assertEquals(List.of("open other", "apply other0", "release other0", "close other0"), calls);
    host.failure = Optional.empty();
    assertEquals("tun0", keeper.apply(tun, PLAN, SERVER).name());
  }

  /** Of another kind. */
  private final class Other implements TunnelDevice {
    private final String name;

    Other(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void close() {
      calls.add("close " + name);
    }
  }

  @Test
  void aServerThatCannotBeReachedLeavesTheTunnelStanding() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    host.failure = Optional.of(new IOException("no"));
    assertThrows(IOException.class, () -> keeper.prepareFor(SERVER, List.of()));
    assertTrue(keeper.isUp());
    assertEquals(List.of("open", "apply tun0", "reach tun0"), calls);
  }

  @Test
  void aDeviceThatIsGoneIsToldAndReplacedWhenThePlanComes() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    host.failure = Optional.of(new DeviceGoneException("tun0"));
    keeper.prepareFor(SERVER, List.of());
    assertFalse(keeper.isUp());
    assertTrue(log.toString().contains("no longer kept in the tunnel"), log.toString());
    host.failure = Optional.empty();
    assertEquals("tun0", keeper.apply(tun, PLAN, SERVER).name());
  }

  @Test
  void whatWasMendedIsLogged() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    keeper.repair(10_000);
    assertTrue(log.contains("mended"), log.toString());
    calls.clear();
    keeper.repair(10_010);
    assertEquals(List.of(), calls);
    assertTrue(keeper.untilRepair(10_010) > 0);
  }

  @Test
  void whatCannotBeMendedIsAProblemUntilItIs() throws IOException {
    keeper.apply(tun, PLAN, SERVER);
    host.failure = Optional.of(new IOException("the table is full"));
    keeper.repair(10_000);
    assertTrue(face.status().lastError().orElseThrow().message().contains("the table is full"));
    host.failure = Optional.empty();
    keeper.repair(20_000);
    assertTrue(face.status().lastError().isEmpty());
  }

  @Test
  void theTunnelTellsWhereItsDnsIsSet() throws IOException {
    keeper.apply(tun, withDns("10.8.0.1"), SERVER);
    SessionStatus.DnsInfo info = keeper.info("tun0", withDns("10.8.0.1")).dns();
    assertEquals(List.of("10.8.0.1"), info.servers());
    assertEquals(Optional.of("a book"), info.setIn());
    assertEquals(Optional.empty(), keeper.trouble());
    assertTrue(log.contains("written down"), log.toString());
  }

  @Test
  void dnsThatCannotBeSetIsAProblemAndTheTunnelStands() throws IOException {
    dns.failure = Optional.of(new DnsException("the book is lost", "Look for it."));
    keeper.apply(tun, withDns("10.8.0.1"), SERVER);
    assertTrue(keeper.isUp());
    Problem problem = keeper.trouble().orElseThrow();
    assertTrue(problem.message().contains("the book is lost"), problem.message());
    assertEquals("Look for it.", problem.hint());
    assertEquals(Optional.empty(), keeper.info("tun0", withDns("10.8.0.1")).dns().setIn());
  }

  @Test
  void whatTheMachineCannotDoIsAProblem() throws IOException {
    dns.missing = Optional.of(new HostDns.Missing("no room", "Buy a book."));
    keeper.apply(tun, withDns("10.8.0.1"), SERVER);
    assertTrue(keeper.trouble().orElseThrow().message().contains("no room"));
    keeper.remove();
    assertEquals(Optional.empty(), keeper.trouble());
  }

  @Test
  void dnsThatCannotBePutBackIsAProblem() throws IOException {
    keeper.apply(tun, withDns("10.8.0.1"), SERVER);
    dns.failure = Optional.of(new DnsException("the book is lost", "Look for it."));
    keeper.repair(10_000);
    assertTrue(face.status().lastError().orElseThrow().message().contains("the book is lost"));
  }

  private static TunnelPlan withDns(String server) {
    return new TunnelPlan(
        PLAN.deviceName(),
        PLAN.mtu(),
        PLAN.addresses(),
        PLAN.peer(),
        PLAN.routes(),
        PLAN.serverRoute(),
        new DnsPlan(
            List.of(DnsPlan.Resolver.plain(List.of(InetAddress.ofLiteral(server)))), List.of()),
        PLAN.blockIpv4(),
        PLAN.blockIpv6());
  }

  @Test
  void nothingIsRepairedWithoutADevice() {
    keeper.repair(10_000);
    assertEquals(List.of(), calls);
    assertEquals(Long.MAX_VALUE, keeper.untilRepair(10_000));
  }

  private final class FakeHost implements HostNetwork {
    private Optional<IOException> failure = Optional.empty();

    private void call(String what) throws IOException {
      calls.add(what);
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    @Override
    public TunDevice openTun(Optional<String> wantedName) {
      calls.add("open");
      return new FakeDevice();
    }

    @Override
    public DatagramPort openUdp(UdpRequest wanted) throws IOException {
      throw new IOException("not here");
    }

    @Override
    public Optional<DatagramPort> openRelayed(
        TcpRequest proxy, InetSocketAddress server, GiveUp giveUp) throws IOException {
      throw new IOException("not here");
    }

    @Override
    public Optional<DatagramPort> openTcp(TcpRequest wanted, GiveUp giveUp) throws IOException {
      throw new IOException("not here");
    }

    @Override
    public List<String> apply(String device, TunnelPlan plan, Outer outer) throws IOException {
      call("apply " + device);
      return List.of();
    }

    @Override
    public void reach(String device, Outer outer) throws IOException {
      call("reach " + device);
    }

    @Override
    public List<String> repair(String device) throws IOException {
      call("repair " + device);
      return List.of("mended");
    }

    @Override
    public void release(String device) {
      calls.add("release " + device);
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  private final class FakeDns implements HostDns {
    private Optional<IOException> failure = Optional.empty();
    private Optional<Missing> missing = Optional.empty();

    @Override
    public Applied apply(String device, DnsPlan plan) throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return new Applied(
          plan.resolvers().stream().findFirst(),
          plan.searchDomains(),
          Optional.of("a book"),
          List.of("written down"),
          missing);
    }

    @Override
    public List<String> repair(String device) throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return List.of();
    }

    @Override
    public void release(String device) {
      calls.add("release dns " + device);
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  private final class FakeDevice implements TunDevice {
    @Override
    public String name() {
      return "tun0";
    }

    @Override
    public boolean hasVirtioHeader() {
      return false;
    }

    @Override
    public boolean joinsUdp() {
      return false;
    }

    @Override
    public int read(byte[] target, int offset) {
      return 0;
    }

    @Override
    public void await() {}

    @Override
    public boolean write(byte[] source, int offset, int length) {
      return false;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
      calls.add("close tun0");
    }
  }

  private final class Ears implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic traffic) {}

    @Override
    public void logged(LogLine line) {
      log.add(line.text());
    }
  }
}
