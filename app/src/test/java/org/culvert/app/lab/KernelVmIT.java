package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernel's data path, on kernels that have it: runs of kernel-vm.sh in virtual machines, and a
 * test for each thing that they found.
 */
@Tag("interop")
@Tag("machines")
class KernelVmIT {
  /** For a machine; the longest takes ten minutes, when nothing else goes on. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private static final List<String> NEWEST = List.of("sid");
  private static final List<String> LINUX_6_16 = List.of("trixie-backports", "6.16");
  private static final List<String> LINUX_6_18 = List.of("trixie-backports", "6.18");
  private static final List<String> BEFORE_THE_DRIVER = List.of("bookworm");
  private static final String CARRIED = "ping out ping in down up counted ovpn no tun own 0";

  /** Of helpers, on the newest kernel. */
  private static final int KILLS = 50;

  private static final List<String> PHASES =
      List.of(
          "connecting", "authenticating", "configuring", "connected", "renewing", "disconnecting");

  /** Of the kills at least so many are to find packets carried by the kernel. */
  private static final int CARRIED_WHEN_KILLED = 8;

  private static final double FIVE_PERCENT = 0.05;

  @RegisterExtension static final TestLab LAB = new TestLab();

  private static Machines machines;

  /** By what they are for; the last ones are older kernels, with and without the driver. */
  private record Machines(
      VirtualMachine rows,
      VirtualMachine kills,
      VirtualMachine life,
      VirtualMachine linux616,
      VirtualMachine linux618,
      VirtualMachine old) {

    Stream<VirtualMachine> all() {
      return Stream.of(rows, kills, life, linux616, linux618, old);
    }
  }

  /** Two machines at a time: each is emulated by one thread. */
  @BeforeAll
  static void boot() {
    long started = System.nanoTime();
    KernelVm vm = new KernelVm(LAB);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      // The longest come first, so that the end of one lane is near the end of the other.
      Future<VirtualMachine> life = two.submit(() -> run(vm, "life", NEWEST, "reasons life"));
      Future<VirtualMachine> kills = two.submit(() -> run(vm, "kills", NEWEST, "kills"));
      Future<VirtualMachine> rows = two.submit(() -> run(vm, "rows", NEWEST, "rows-udp rows-tcp"));
      Future<VirtualMachine> linux616 = two.submit(() -> run(vm, "616", LINUX_6_16, "smoke"));
      Future<VirtualMachine> linux618 = two.submit(() -> run(vm, "618", LINUX_6_18, "smoke"));
      Future<VirtualMachine> old = two.submit(() -> run(vm, "old", BEFORE_THE_DRIVER, "old"));
      machines =
          new Machines(
              result(rows),
              result(kills),
              result(life),
              result(linux616),
              result(linux618),
              result(old));
    }
    System.out.printf(
        "KernelVmIT took %d s; its machines (kernel, seconds): %s%n",
        Duration.ofNanos(System.nanoTime() - started).toSeconds(),
        machines.all().map(KernelVmIT::summary).toList());
  }

  private static String summary(VirtualMachine machine) {
    return machine.isNotToBeHad()
        ? "not in the archive"
        : machine.last("kernel") + " " + machine.last("seconds");
  }

  private static VirtualMachine result(Future<VirtualMachine> run) {
    try {
      return run.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static VirtualMachine run(KernelVm vm, String name, List<String> kernel, String parts) {
    return vm.run(name, LIMIT, kernel, parts);
  }

  private static void found(VirtualMachine machine, String mark, String expected) {
    assertEquals(expected, machine.mark(mark), () -> mark + machine.story());
  }

  static Stream<String> rows() {
    Stream<String> usualPackets =
        Stream.of("1500.2.7.dco.udp4.AES-256-GCM", "1500.2.7.dco.tcp4.AES-256-GCM");
    List<String> transports = List.of("udp4", "udp6", "tcp4", "tcp6");
    List<String> ciphers = List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305");
    Stream<String> largePackets =
        Stream.of("2.7.dco", "2.7.userspace", "2.6.userspace")
            .flatMap(server -> transports.stream().map(t -> "32000." + server + "." + t))
            .flatMap(row -> ciphers.stream().map(cipher -> row + "." + cipher));
    return Stream.concat(usualPackets, largePackets);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void bytesGoThroughTheKernelBothWays(String row) {
    String cipher = row.substring(row.lastIndexOf('.') + 1);
    String server = row.contains(".dco.") ? "kernel" : "userspace";
    found(machines.rows(), "row." + row, server + " to kernel " + cipher + " " + CARRIED);
  }

  @ParameterizedTest
  @CsvSource({"udp4, 20", "tcp4, 3"})
  void aStreamLivesThroughRenegotiations(String transport, int times) {
    String name = "renegotiations." + transport;
    String stream = machines.life().mark(name + ".stream");
    assertTrue(stream.startsWith("same "), () -> stream + machines.life().story());
    int count = Integer.parseInt(machines.life().mark(name + ".count"));
    assertTrue(count >= times, machines.life()::story);
    found(machines.life(), name + ".state", "connected kernel");
    found(machines.life(), name + ".reconnected", "0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp4", "tcp4"})
  void theStatusCountsWhatTheDeviceCounts(String transport) {
    closeTo(machines.life().mark("status." + transport + ".received"));
    closeTo(machines.life().mark("status." + transport + ".sent"));
  }

  private static void closeTo(String numbers) {
    String[] both = numbers.split(" ", -1);
    double shown = Long.parseLong(both[0]);
    double counted = Long.parseLong(both[1]);
    assertTrue(counted > 0 && Math.abs(shown - counted) <= FIVE_PERCENT * counted, numbers);
  }

  @Test
  void theCommandLineShowsTheKernelAndItsCounters() {
    String status = machines.life().mark("cli.status");
    assertTrue(status.contains("\"kind\":\"kernel\""), status);
    String shown = status.replaceFirst(".*\"bytesIn\":([0-9]+).*", "$1");
    closeTo(shown + " " + machines.life().mark("cli.counted"));
  }

  @Test
  void theWindowShowsTheKernelAndItsCounters() {
    String shown = machines.life().mark("window.path");
    assertTrue(
        shown.startsWith("shows Kernel: The kernel's ovpn driver carries the packets"), shown);
    closeTo(machines.life().mark("window.received"));
  }

  @ParameterizedTest
  @CsvSource({
    "no-cipher, 1",
    "no-cipher-float, 2",
    "no-cipher-tcp, 1",
    "held, 1",
    "gone-driver, 1",
    "second-key, 1"
  })
  void whatTheKernelDoesNotTakeCostsNoConnection(String name, String connectionsSoFar) {
    found(machines.life(), name + ".connections", connectionsSoFar);
  }

  @Test
  void aKernelThatTakesNoSecondKeyBreaksNoTcpConnection() {
    found(machines.life(), "second-key.before", "kernel");
    String stream = machines.life().mark("second-key.stream");
    assertTrue(stream.startsWith("same "), () -> stream + machines.life().story());
  }

  @Test
  void aKernelFromBeforeTheDriverSaysSo() {
    String mark = machines.old().mark("reason.too-old");
    assertTrue(mark.startsWith("userspace: Kernel 6.1."), () -> mark + machines.old().story());
    assertTrue(mark.contains("has no ovpn driver; it came with Linux 6.16"), mark);
    assertTrue(machines.old().mark("refused.too-old").contains("data-path-unavailable"));
  }

  @Test
  void datagramsThatAreNotCutGoOneByOneAndItIsSaidOnce() {
    found(machines.old(), "one-by-one", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"restart", "death"})
  void theSessionComesBackWithOneDevice(String what) {
    found(machines.life(), "again." + what, "kernel 1");
  }

  @Test
  void theKernelsKeepaliveNoticesADeadServer() {
    int seconds = Integer.parseInt(machines.life().mark("expired"));
    assertTrue(seconds <= 40, machines.life()::story);
    found(machines.life(), "expired.by-kernel", "1");
  }

  @Test
  void aServerIsFollowedToAnotherAddress() {
    found(machines.life(), "moved", "kernel 10.9.0.9");
    found(machines.life(), "moved.reconnected", "0");
  }

  @Test
  void aKernelThatReceivesNothingIsGivenUpOnceAndTheSessionStays() {
    found(machines.life(), "mute.before", "kernel");
    String mark = machines.life().mark("mute");
    assertTrue(
        mark.startsWith("connected userspace: ") && mark.contains("none comes back"),
        () -> mark + machines.life().story());
    found(machines.life(), "mute.reconnected", "0");
    found(machines.life(), "mute.devices", "0");
    int renewed = Integer.parseInt(machines.life().mark("mute.renewed"));
    assertTrue(renewed >= 1, machines.life()::story);
  }

  @ParameterizedTest
  @ValueSource(strings = {"udp4", "tcp4"})
  void aKillSwitchLetsTheKernelsPacketsPassAndNobodyElses(String transport) {
    found(machines.life(), "kill-switch." + transport, "kernel stays stays");
    found(machines.life(), "kill-switch." + transport + ".after", "leaves");
  }

  @Test
  void optionsChangeWhileTheTunnelStands() {
    found(machines.life(), "updated", "kernel");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          chosen          | You chose it
          disable-dco     | disable-dco
          bind-dev        | bind-dev
          passtos         | passtos
          mtu-disc        | mtu-disc
          replay-window   | replay-window
          mssfix          | mssfix
          no-peer-id      | server gives no peer id
          linkdown        | ignore_routes_with_linkdown
          fragment        | fragment
          compress        | compression framing
          cipher          | AES-256-CBC
          ciphers         | names no cipher of the kernel's
          pushed-compress | compression
          http-proxy      | HTTP proxy
          socks-proxy     | SOCKS proxy
          not-loaded      | is installed, but could not be loaded
          unwanted        | look for ovpn in /etc/modprobe.d
          not-installed   | has no ovpn driver built in, and its modules are not installed
          no-cipher       | does not take the keys: the kernel has no CHACHA20-POLY1305
          no-cipher-float | does not take the keys: the kernel has no CHACHA20-POLY1305
          no-cipher-tcp   | userspace: The kernel has no CHACHA20-POLY1305
          container       | in a container
          held            | does not take the connection: give the connection to the kernel
          not-built       | was built or installed without its ovpn driver
          no-modprobe     | is installed, but not loaded, and /sbin/modprobe is missing
          gone-driver     | The kernel makes no device: The ovpn driver of kernel
          second-key      | The kernel does not take a new key:
          refused-cipher  | The kernel takes no key of CHACHA20-POLY1305:
          other-driver    | is not the one that we know
          listed          | Ubuntu's kernel 6.17.0-5-generic crashes with the ovpn driver
          """)
  void whatTheKernelCannotDoGoesThroughUserspaceAndSaysWhy(String name, String reason) {
    String mark = machines.life().mark("reason." + name);
    assertTrue(
        mark.startsWith("userspace: ") && mark.contains(reason),
        () -> mark + machines.life().story());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          disable-dco   | disable-dco
          linkdown      | ignore_routes_with_linkdown
          cipher        | AES-256-CBC
          not-loaded    | is installed, but could not be loaded
          not-installed | has no ovpn driver built in, and its modules are not installed
          no-cipher     | CHACHA
          refused-cipher | takes no key of CHACHA20-POLY1305
          other-driver  | is not the one that we know
          """)
  void whoWantsOnlyTheKernelIsToldTheReason(String name, String reason) {
    String mark = machines.life().mark("refused." + name);
    assertTrue(
        mark.contains("data-path-unavailable") && mark.contains(reason),
        () -> mark + machines.life().story());
  }

  @Test
  void theCommandLineEndsWithTheReason() {
    String mark = machines.life().mark("cli.kernel");
    assertTrue(
        mark.startsWith("1 ") && mark.contains("is installed, but could not be loaded"),
        () -> mark + machines.life().story());
    assertTrue(machines.life().mark("cli.doctor").contains("is installed"), machines.life()::story);
    String old = machines.life().mark("cli.doctor-old");
    assertTrue(old.contains("ovpn-dco-v2 is installed, and not used"), machines.life()::story);
    found(machines.life(), "not-loaded", "0");
    found(machines.life(), "unwanted", "0");
    assertTrue(machines.life().mark("cli.check").contains("passtos"), machines.life()::story);
  }

  static Stream<VirtualMachine> killers() {
    return Stream.concat(Stream.of(machines.kills()), olderMachines());
  }

  @ParameterizedTest
  @MethodSource("killers")
  void nothingIsLeftOfAKilledHelper(VirtualMachine machine) {
    assertTrue(machine.mark("kills.left").startsWith("0 "), machine::story);
    found(machine, "kills.after", "kernel");
  }

  @Test
  void manyWereKilledAndInEveryPhase() {
    found(machines.kills(), "kills", Integer.toString(KILLS));
    String states = machines.kills().mark("kills.states");
    for (String state : PHASES) {
      assertTrue(states.contains(" " + state + " "), states);
    }
    int carried = Integer.parseInt(machines.kills().mark("kills.carried"));
    assertTrue(carried >= CARRIED_WHEN_KILLED, () -> carried + machines.kills().story());
  }

  /** Debian's backports have a kernel only until the next one comes. */
  static Stream<VirtualMachine> olderMachines() {
    return Stream.of(machines.linux616(), machines.linux618())
        .filter(machine -> !machine.isNotToBeHad());
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("olderMachines")
  void olderKernelsCarryPackets(VirtualMachine machine) {
    String byTcp = machine.mark("reason.risky");
    assertTrue(byTcp.startsWith("userspace: ") && byTcp.contains("may crash"), byTcp);
    found(machine, "row.smoke", "kernel to kernel AES-256-GCM " + CARRIED);
  }

  static Stream<VirtualMachine> allMachines() {
    return machines.all().filter(machine -> !machine.isNotToBeHad());
  }

  @ParameterizedTest
  @MethodSource("allMachines")
  void theKernelHasNothingToComplainOf(VirtualMachine machine) {
    found(machine, "warnings", "");
    found(machine, "ends", "0");
  }
}
