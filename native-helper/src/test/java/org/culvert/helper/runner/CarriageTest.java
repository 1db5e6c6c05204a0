package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Login;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.demo.FakeMachine;
import org.culvert.helper.demo.NoDns;
import org.culvert.helper.host.FakeFirewall;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.Passage;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.kernel.FakePeer;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelDriver;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.UnusedPort;
import org.culvert.helper.path.userspace.Ciphers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What carries the packets when the kernel does not, or does no more. */
final class CarriageTest {
  private static final InetAddress SERVER = InetAddress.ofLiteral("192.0.2.1");
  private static final DataFormat GCM = DataFormat.of(DataCipher.AES_256_GCM);
  private static final String PIN = String.join(":", Collections.nCopies(32, "00"));

  private static final IpPrefix INNER4 = new IpPrefix(InetAddress.ofLiteral("10.8.0.2"), 24);
  private static final IpPrefix INNER6 = new IpPrefix(InetAddress.ofLiteral("fd00::2"), 64);

  private final Driver driver = new Driver();
  private final Port port = new Port();
  private final Inbox inbox = new Inbox();
  private final List<String> log = new ArrayList<>();
  private final FakeMachine host = new FakeMachine();
  private final SessionFace face = new SessionFace("work", new Hearer());
  private final FakeFirewall firewall = new FakeFirewall();
  private final TunnelKeeper tunnel =
      new TunnelKeeper(
          host,
          new NoDns(),
          new TunnelGuard(
              firewall, new Hold("me", "work"), Protection.USUAL, OptionalInt.empty(), face),
          face);
  private Optional<Carriage> open = Optional.empty();

  @AfterEach
  void close() {
    open.ifPresent(Carriage::close);
    tunnel.remove();
  }

  private Carriage carriage(String directives) throws Exception {
    return carriage(DataPathChoice.AUTO, directives);
  }

  /** One that may use the kernel, with a key that seals. */
  private Carriage carriage(DataPathChoice wanted, String directives) throws Exception {
    Profile profile =
        new ProfileParser(Instant.now())
            .parse(
                "work",
                "client\ndev tun\nremote 192.0.2.1 1194 udp\npeer-fingerprint "
                    + PIN
                    + "\n"
                    + directives,
                IncludedFiles.NONE)
            .profile()
            .orElseThrow();
    KernelChoice choice = new KernelChoice(wanted, profile, driver, face);
    assertTrue(choice.isFor(profile.remotes().getFirst()));
    SessionSetup setup =
        new SessionSetup(
            profile,
            profile.remotes().getFirst(),
            SERVER,
            _ -> {
              throw new AssertionError("no handshake here");
            },
            new Login(Optional.empty()),
            new PeerInfo("0.0", "linux", Carrier.KERNEL),
            0);
    Carriage carriage =
        new Carriage(
            setup,
            host,
            new Ciphers(CipherSource::jdk),
            tunnel,
            Outer.of(SERVER),
            inbox,
            face,
            choice,
            true,
            port,
            new GatewayWatch(host),
            "work");
    open = Optional.of(carriage);
    carriage.openDataChannel(
        new DataSettings(7, GCM, CompressionFraming.NONE, false, RenewalLimits.NONE));
    carriage.install(new DataKeys(0, GCM, new byte[32], new byte[8], new byte[32], new byte[8]));
    carriage.activate(0);
    return carriage;
  }

  private static TunnelPlan plan(IpPrefix... addresses) {
    return new TunnelPlan(
        Optional.empty(),
        1500,
        List.of(addresses),
        Optional.empty(),
        List.of(),
        false,
        DnsPlan.NONE,
        false,
        false);
  }

  private SessionStatus.DataPathInfo shown() {
    return face.status().dataPath().orElseThrow();
  }

  @Test
  void packetsThatTheSessionCouldNotReadAreToldOf() throws Exception {
    Carriage carriage = carriage("");
    for (int i = 0; i < 300; i++) {
      inbox.control(new byte[1]);
    }
    carriage.close();
    String told = log.getLast();
    assertTrue(told.contains("dropped: 44 for the session itself"), told);
    inbox.forgetAttempt();
    assertEquals(0, inbox.dropped());
  }

  @Test
  void theKernelsDeviceIsAsNarrowAsMssfixWants() throws Exception {
    carriage("mssfix 1200\n").configure(plan(INNER4));
    assertEquals("kernel", shown().kind());
    assertEquals(1176, face.status().tunnel().orElseThrow().mtu());
  }

  @Test
  void ourOwnPathClampsWhereTheKernelsDeviceCannotBeSoNarrow() throws Exception {
    carriage("mssfix 1200\n").configure(plan(INNER4, INNER6));
    assertEquals("userspace", shown().kind());
    assertEquals(PathReasonCode.SMALL_PACKETS_IPV6, shown().reason().code());
    assertEquals(1500, face.status().tunnel().orElseThrow().mtu());
  }

  @Test
  void aServerThatMovesMayBeSentToByTheKernelButOnlyFromItsPort() throws Exception {
    Carriage carriage = carriage("");
    carriage.configure(plan(INNER4));
    InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.9"), 1194);
    carriage.serverMoved(there);
    assertEquals(
        List.of(
            new Passage.Server(there, false, OptionalInt.of(40000)),
            new Passage.Server(port.remote(), false, OptionalInt.of(40000))),
        firewall.last().servers());
  }

  @Test
  void packetsThatAreDroppedOnTheWayTakeNoTunnelDown() throws Exception {
    Carriage carriage = carriage(DataPathChoice.KERNEL, "");
    carriage.keepalive(OptionalInt.of(10), OptionalInt.of(60), true);
    carriage.configure(plan(INNER4));
    assertTrue(carriage.doubt());
    BrokenException broken =
        assertThrows(
            BrokenException.class,
            () ->
                carriage.install(
                    new DataKeys(1, GCM, new byte[32], new byte[8], new byte[32], new byte[8])));
    assertInstanceOf(Ending.Next.StopUnlessUp.class, broken.ending().next());
  }

  @ParameterizedTest
  @CsvSource({
    "AUTO, true, true",
    "AUTO, false, true",
    "KERNEL, true, true",
    "KERNEL, false, false"
  })
  void aGuessEndsNoSessionThatWantsOnlyTheKernel(
      DataPathChoice wanted, boolean serverPings, boolean doubted) throws Exception {
    Carriage carriage = carriage(wanted, "");
    carriage.keepalive(OptionalInt.of(10), OptionalInt.of(60), serverPings);
    carriage.configure(plan(INNER4));
    assertEquals(doubted, carriage.doubt());
  }

  @Test
  void whatTheKernelRefusesWhileItHasTheKeysNeedsANewHandshake() throws Exception {
    Carriage carriage = carriage("");
    carriage.configure(plan(INNER4));
    assertEquals("kernel", shown().kind());
    tunnel.remove(); // as when somebody removed the device
    driver.refusal = Optional.of(new IOException("no more devices"));
    port.pathMtu = OptionalInt.of(1300);
    BrokenException broken = assertThrows(BrokenException.class, carriage::lookAtPath);
    assertInstanceOf(Ending.Next.Again.class, broken.ending().next());
    assertEquals("userspace", shown().kind());
    assertEquals(PathReason.of(PathReasonCode.DEVICE_REFUSED, "no more devices"), shown().reason());
  }

  @Test
  void aCipherThatTheKernelHasNotCostsNoConnection() throws Exception {
    driver.missing = Optional.of(PathReasonCode.CIPHER_MISSING);
    Carriage carriage = carriage("");
    carriage.configure(plan(INNER4));
    assertEquals("userspace", shown().kind());
    assertEquals(
        "The kernel has no AES-256-GCM, or may not load its module", shown().reason().sentence());
    assertTrue(
        log.contains(
            "going on without the kernel's data path: the kernel has no AES-256-GCM, or may not"
                + " load its module"),
        log::toString);
    assertEquals(0, port.handedOver);
  }

  /** Makes devices that take every connection. */
  private static final class Driver implements KernelDriver {
    private Optional<IOException> refusal = Optional.empty();
    private Optional<PathReasonCode> missing = Optional.empty();

    @Override
    public Optional<PathReason> obstacle() {
      return Optional.empty();
    }

    @Override
    public List<PathReason> known() {
      return List.of();
    }

    @Override
    public Optional<PathReason> obstacle(DataCipher cipher) {
      return missing.map(code -> PathReason.of(code, cipher.openVpnName()));
    }

    @Override
    public Optional<PathReason> danger(boolean tcp) {
      return Optional.empty();
    }

    @Override
    public KernelDevice open(Optional<String> wantedName) throws IOException {
      if (refusal.isPresent()) {
        throw refusal.get();
      }
      return new Device();
    }

    @Override
    public List<String> recover() {
      return List.of();
    }
  }

  /** One of them. */
  private record Device() implements KernelDevice {
    @Override
    public KernelPeer attach(int peerId, KernelSocket socket) {
      return new FakePeer();
    }

    @Override
    public String name() {
      return "culvert0";
    }

    @Override
    public void close() {}
  }

  /** Hears nobody, and has a socket to hand over. */
  private static final class Port implements UnusedPort {
    private OptionalInt pathMtu = OptionalInt.empty();
    private int handedOver;

    @Override
    public int receive(PacketBatch batch) throws IOException {
      throw new PathClosedException("nobody sends");
    }

    @Override
    public OptionalInt kernelFrom() {
      return OptionalInt.of(40000);
    }

    @Override
    public OptionalInt pathMtu() {
      return pathMtu;
    }

    @Override
    public void handOver(Taker taker) throws IOException {
      handedOver++;
      taker.take(new KernelSocket(5, false, remote(), false));
    }
  }

  /** Hears what is logged. */
  private final class Hearer implements SessionListener {
    @Override
    public void changed(SessionStatus status) {}

    @Override
    public void traffic(Event.Traffic now) {}

    @Override
    public void logged(LogLine line) {
      log.add(line.text());
    }
  }
}
