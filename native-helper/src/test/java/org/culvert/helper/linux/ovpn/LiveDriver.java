package org.culvert.helper.linux.ovpn;

import static org.culvert.helper.linux.ovpn.LiveChecks.await;
import static org.culvert.helper.linux.ovpn.LiveChecks.equal;
import static org.culvert.helper.linux.ovpn.LiveChecks.holds;
import static org.culvert.helper.linux.ovpn.LiveChecks.ip;
import static org.culvert.helper.linux.ovpn.LiveChecks.refusal;
import static org.culvert.helper.linux.ovpn.LiveChecks.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.culvert.core.api.PathReason;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataFormat;
import org.culvert.core.keys.DataKeys;
import org.culvert.helper.linux.ovpn.LiveChecks.Trial;
import org.culvert.helper.path.KernelSocket;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelNotice;
import org.culvert.helper.path.kernel.KernelPeer;
import org.culvert.helper.path.kernel.KernelStats;
import org.culvert.helper.path.kernel.KeySlot;
import org.culvert.helper.path.kernel.PeerGoneException;

/**
 * The driver of a kernel that has it, tried with two devices that talk to each other. A program,
 * not a test of the build: it needs such a kernel, root and iproute2, and is for a virtual machine
 * that is thrown away. Prints {@code ok NAME} or {@code FAILED NAME} for each thing tried.
 *
 * <pre>
 * java --add-opens java.base/sun.nio.ch=ALL-UNNAMED -cp … org.culvert.helper.linux.ovpn.LiveDriver
 * </pre>
 */
public final class LiveDriver {
  private static final String FAR = "far";
  private static final int PEER_A = 7;
  private static final int PEER_B = 7;

  private final Path state;
  private final LinuxOvpn driver;
  private final Random random = new Random(4);
  private int failures;

  private LiveDriver(Path state) throws IOException {
    this.state = state;
    this.driver = LinuxOvpn.open(state, random);
  }

  /** Tries all; or, with an argument, is the part of another process. */
  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[0].equals("obstacle")) {
      System.out.println(
          LinuxOvpn.open(Path.of(args[1]), new Random())
              .obstacle()
              .map(PathReason::sentence)
              .orElse("no obstacle"));
      return;
    }
    if (args.length == 2 && args[0].equals("die")) {
      KernelDevice device = LinuxOvpn.open(Path.of(args[1]), new Random()).open(Optional.empty());
      System.out.println(device.name());
      System.out.flush();
      Runtime.getRuntime().halt(9);
    }
    LiveDriver live = new LiveDriver(Files.createTempDirectory("culvert-live"));
    live.all();
    System.out.println(live.failures == 0 ? "ALL OK" : live.failures + " FAILED");
    System.exit(live.failures == 0 ? 0 : 1);
  }

  private void all() {
    run("ip", "netns", "add", FAR);
    trial("usable", () -> equal(Optional.empty(), driver.obstacle()));
    trial("probe leaves nothing", () -> equal("", ip("-br", "link", "show", "type", "ovpn")));
    trial("names", this::names);
    trial("kind of socket", this::sockets);
    trial("cipher without its module", this::missingCipher);
    for (DataCipher cipher :
        List.of(DataCipher.AES_256_GCM, DataCipher.AES_128_GCM, DataCipher.CHACHA20_POLY1305)) {
      trial("UDP by IPv4, " + cipher, () -> talk(udp("127.0.0.1", false), cipher));
    }
    trial("UDP by IPv6", () -> talk(udp("::1", true), DataCipher.AES_256_GCM));
    trial("TCP by IPv4", () -> talk(tcp("127.0.0.1", false), DataCipher.AES_256_GCM));
    trial("TCP by IPv6", () -> talk(tcp("::1", true), DataCipher.CHACHA20_POLY1305));
    trial("silence", this::silence);
    trial("closed socket", this::closedSocket);
    trial("another program", this::anotherProgram);
    trial("replacement", this::replacement);
    trial("removed device", this::removedDevice);
    trial("closed device", this::closedDevice);
    trial("moving server", this::movingServer);
    trial("flood of notices", this::flood);
    trial("killed process", this::killedProcess);
    trial("container", this::container);
    trial("unprivileged", this::unprivileged);
    trial("dead routes", this::deadRoutes);
    trial("absent", this::absent);
    equalOutside("", ip("-br", "link", "show", "type", "ovpn"));
    run("ip", "netns", "del", FAR);
  }

  private void trial(String name, Trial trial) {
    try {
      trial.run();
      System.out.println("ok " + name);
    } catch (Exception | AssertionError e) {
      failures++;
      System.out.println("FAILED " + name + ": " + e);
      e.printStackTrace(System.out);
    }
  }

  private void equalOutside(String expected, String found) {
    trial("no device is left", () -> equal(expected, found));
  }

  private static int descriptor(SelectableChannel channel) throws ReflectiveOperationException {
    var number = channel.getClass().getDeclaredField("fdVal");
    number.setAccessible(true);
    return number.getInt(channel);
  }

  /** Two sockets that reach each other. */
  private record Pair(SelectableChannel a, SelectableChannel b, KernelSocket ofA, KernelSocket ofB)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      a.close();
      b.close();
    }
  }

  private static DatagramChannel bound(String address, boolean ipv6) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
    return channel.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
  }

  private static KernelSocket socket(DatagramChannel from, DatagramChannel to, boolean ipv6)
      throws Exception {
    return new KernelSocket(
        descriptor(from), false, (InetSocketAddress) to.getLocalAddress(), ipv6);
  }

  private static Pair udp(String address, boolean ipv6) throws Exception {
    DatagramChannel a = bound(address, ipv6);
    DatagramChannel b = bound(address, ipv6);
    return new Pair(a, b, socket(a, b, ipv6), socket(b, a, ipv6));
  }

  private static Pair tcp(String address, boolean ipv6) throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
      SocketChannel a = SocketChannel.open(server.getLocalAddress());
      SocketChannel b = server.accept();
      return new Pair(
          a,
          b,
          new KernelSocket(descriptor(a), true, (InetSocketAddress) a.getRemoteAddress(), ipv6),
          new KernelSocket(descriptor(b), true, (InetSocketAddress) b.getRemoteAddress(), ipv6));
    }
  }

  private void keys(KernelPeer a, KernelPeer b, KeySlot slot, int id, DataCipher cipher)
      throws IOException {
    byte[] material = new byte[80];
    random.nextBytes(material);
    byte[] one = Arrays.copyOfRange(material, 0, cipher.keyLength());
    byte[] two = Arrays.copyOfRange(material, 32, 32 + cipher.keyLength());
    byte[] oneTail = Arrays.copyOfRange(material, 64, 72);
    byte[] twoTail = Arrays.copyOfRange(material, 72, 80);
    DataFormat format = DataFormat.of(cipher);
    a.install(
        slot, new DataKeys(id, format, one.clone(), oneTail.clone(), two.clone(), twoTail.clone()));
    b.install(
        slot, new DataKeys(id, format, two.clone(), twoTail.clone(), one.clone(), oneTail.clone()));
  }

  private void names() throws Exception {
    try (KernelDevice first = driver.open(Optional.empty());
        KernelDevice second = driver.open(Optional.empty());
        KernelDevice third = driver.open(Optional.of("mytunnel"))) {
      equal("culvert0", first.name());
      equal("culvert1", second.name());
      equal("mytunnel", third.name());
      String shown = ip("-d", "link", "show", "culvert0");
      System.out.println(shown);
      holds(Integer.parseInt(shown.substring(0, shown.indexOf(':'))) >= 1_000_000, shown);
      Exception taken = refusal(() -> driver.open(Optional.of("mytunnel")));
      holds(taken.toString().contains("mytunnel"), taken);
      refusal(() -> driver.open(Optional.of("lo")));
      refusal(() -> driver.open(Optional.of("a/b")));
    }
  }

  private void sockets() throws Exception {
    try (KernelDevice device = driver.open(Optional.empty());
        Pair pair = udp("127.0.0.1", false)) {
      InetSocketAddress ipv6 = new InetSocketAddress(InetAddress.ofLiteral("fd09::2"), 1194);
      refusal(
          () -> device.attach(PEER_A, new KernelSocket(descriptor(pair.a()), false, ipv6, false)));
      Exception closed =
          refusal(() -> device.attach(PEER_A, new KernelSocket(9999, false, ipv6, true)));
      holds(closed.toString().contains("-9"), closed);
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      refusal(() -> peer.moveTo(ipv6));
      peer.moveTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9));
      equal(
          Optional.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9)),
          peer.stats().remote());
      equal(OptionalInt.empty(), peer.keyIn(KeySlot.PRIMARY));
      peer.close();
      peer.close();
      holds(refusal(peer::stats) instanceof PeerGoneException, "not gone");
      equal(List.of(), peer.notices());
    }
  }

  /** Before the module is loaded for good. */
  private void missingCipher() throws Exception {
    Path block = Path.of("/etc/modprobe.d/culvert-live.conf");
    Files.writeString(block, "install chacha20poly1305 /bin/false\n");
    try (Pair pair = udp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty())) {
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      Exception missing =
          refusal(() -> keys(peer, peer, KeySlot.PRIMARY, 0, DataCipher.CHACHA20_POLY1305));
      holds(!(missing instanceof PeerGoneException), missing);
      holds(missing.toString().contains("CHACHA20-POLY1305"), missing);
      peer.stats();
    } finally {
      Files.delete(block);
    }
  }

  /** Keys, pings of both kinds, a renegotiation, counters. */
  private void talk(Pair pair, DataCipher cipher) throws Exception {
    try (pair;
        KernelDevice a = driver.open(Optional.empty());
        KernelDevice b = driver.open(Optional.empty())) {
      KernelPeer near = a.attach(PEER_A, pair.ofA());
      KernelPeer far = b.attach(PEER_B, pair.ofB());
      keys(near, far, KeySlot.PRIMARY, 0, cipher);
      near.keepalive(1, 60);
      await("pings", () -> stats(far).linkPacketsIn() > 0);
      equal(0L, stats(far).packetsIn());
      // Else each would greet the other by IPv6 when it is switched on.
      run("ip", "link", "set", a.name(), "addrgenmode", "none");
      run("ip", "address", "add", "10.8.0.1/24", "dev", a.name());
      run("ip", "link", "set", a.name(), "up");
      run("ip", "-n", FAR, "link", "set", "lo", "up");
      // Its notices are told where it was.
      equal("", run("ip", "link", "set", b.name(), "netns", FAR));
      run("ip", "-n", FAR, "link", "set", b.name(), "addrgenmode", "none");
      run("ip", "-n", FAR, "address", "add", "10.8.0.2/24", "dev", b.name());
      run("ip", "-n", FAR, "link", "set", b.name(), "up");
      String pings = run("ping", "-c", "5", "-i", "0.2", "-W", "5", "10.8.0.2");
      holds(pings.contains(" 5 received") || pings.contains(" 4 received"), pings);
      KernelStats counted = near.stats();
      System.out.println("   " + counted);
      holds(counted.packetsIn() >= 4 && counted.bytesIn() == counted.packetsIn() * 84, counted);
      equal(pair.ofA().tcp(), counted.remote().isEmpty());
      equal(OptionalInt.of(0), near.keyIn(KeySlot.PRIMARY));
      near.swap();
      equal(OptionalInt.of(0), near.keyIn(KeySlot.SECONDARY));
      equal(OptionalInt.empty(), near.keyIn(KeySlot.PRIMARY));
      near.swap();
      near.delete(KeySlot.SECONDARY);
      near.delete(KeySlot.SECONDARY);
      equal(List.of(), near.notices());
    } finally {
      // Where its own removal does not look.
      run("ip", "-n", FAR, "link", "del", "culvert1");
    }
    equal("", ip("-br", "link", "show", "type", "ovpn"));
  }

  private static KernelStats stats(KernelPeer peer) {
    try {
      return peer.stats();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<KernelNotice> notices(KernelPeer peer) {
    try {
      return peer.notices();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitNotice(KernelPeer peer, KernelNotice expected) throws Exception {
    List<KernelNotice> heard = new ArrayList<>();
    await(
        expected.toString(),
        () -> {
          heard.addAll(notices(peer));
          return !heard.isEmpty();
        });
    equal(List.of(expected), heard);
  }

  private static KernelNotice gone(KernelNotice.Reason reason) {
    return new KernelNotice.Deleted(reason);
  }

  private void silence() throws Exception {
    try (Pair pair = udp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty())) {
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      peer.keepalive(1, 2);
      awaitNotice(peer, gone(KernelNotice.Reason.EXPIRED));
      holds(refusal(peer::stats) instanceof PeerGoneException, "not gone");
      holds(
          refusal(() -> keys(peer, peer, KeySlot.PRIMARY, 0, DataCipher.AES_256_GCM))
              instanceof PeerGoneException,
          "not gone");
    }
  }

  private void closedSocket() throws Exception {
    try (KernelDevice device = driver.open(Optional.empty())) {
      for (boolean overTcp : new boolean[] {false, true}) {
        Pair pair = overTcp ? tcp("127.0.0.1", false) : udp("127.0.0.1", false);
        KernelPeer peer = device.attach(PEER_A, pair.ofA());
        pair.a().close();
        awaitNotice(peer, gone(KernelNotice.Reason.TRANSPORT_DISCONNECT));
        pair.close();
        peer.close();
      }
    }
  }

  private void anotherProgram() throws Exception {
    try (Pair pair = udp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty())) {
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      OvpnDevice inside = (OvpnDevice) device;
      inside.ask(inside.requests().deletePeer(inside.index(), PEER_A), "interfere");
      awaitNotice(peer, gone(KernelNotice.Reason.USERSPACE));
    }
  }

  private void replacement() throws Exception {
    try (Pair udp = udp("127.0.0.1", false);
        Pair tcp = tcp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty())) {
      KernelPeer first = device.attach(PEER_A, udp.ofA());
      KernelPeer second = device.attach(PEER_A, tcp.ofA());
      equal(List.of(), first.notices());
      equal(List.of(), second.notices());
      first.close();
      second.stats();
      second.close();
      KernelPeer third = device.attach(PEER_A, tcp.ofA());
      equal(List.of(), third.notices());
      third.stats();
    }
  }

  private void removedDevice() throws Exception {
    try (Pair pair = udp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty())) {
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      run("ip", "link", "del", device.name());
      awaitNotice(peer, gone(KernelNotice.Reason.TEARDOWN));
      holds(refusal(peer::stats) instanceof PeerGoneException, "not gone");
      peer.close();
    }
  }

  private void closedDevice() throws Exception {
    try (Pair pair = udp("127.0.0.1", false)) {
      KernelDevice device = driver.open(Optional.empty());
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      device.close();
      device.close();
      refusal(peer::stats);
      peer.close();
      try (KernelDevice next = driver.open(Optional.empty())) {
        next.attach(PEER_A, pair.ofA()).stats();
      }
    }
  }

  private void movingServer() throws Exception {
    try (Pair pair = udp("127.0.0.1", false);
        DatagramChannel elsewhere = bound("127.0.0.1", false);
        KernelDevice a = driver.open(Optional.empty());
        KernelDevice b = driver.open(Optional.empty())) {
      KernelPeer near = a.attach(PEER_A, pair.ofA());
      InetSocketAddress home = (InetSocketAddress) ((DatagramChannel) pair.a()).getLocalAddress();
      KernelPeer far =
          b.attach(PEER_B, new KernelSocket(descriptor(elsewhere), false, home, false));
      keys(near, far, KeySlot.PRIMARY, 0, DataCipher.AES_256_GCM);
      far.keepalive(1, 60);
      InetSocketAddress now = (InetSocketAddress) elsewhere.getLocalAddress();
      awaitNotice(near, new KernelNotice.Moved(now));
      equal(Optional.of(now), near.stats().remote());
    }
  }

  private void flood() throws Exception {
    try (Pair pair = udp("127.0.0.1", false);
        Pair other = udp("127.0.0.1", false);
        KernelDevice device = driver.open(Optional.empty());
        KernelDevice noisy = driver.open(Optional.empty())) {
      KernelPeer peer = device.attach(PEER_A, pair.ofA());
      for (int i = 0; i < 3000; i++) {
        noisy.attach(PEER_A, other.ofA()).close();
      }
      List<KernelNotice> heard = peer.notices();
      System.out.println("   heard " + heard);
      holds(heard.stream().allMatch(new KernelNotice.Missed()::equals), heard);
      peer.stats();
      equal(List.of(), peer.notices());
    }
  }

  private String child(List<String> before, String part) {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            LiveDriver.class.getName(),
            part,
            state.toString()));
    String said = run(command.toArray(String[]::new));
    System.out.println("   " + said);
    return said.lines().reduce((_, last) -> last).orElse("");
  }

  private void killedProcess() throws Exception {
    equal("culvert0", child(List.of(), "die"));
    // A device of somebody else's, with a name like ours.
    run("ip", "link", "add", "culvert1", "type", "ovpn");
    holds(ip("-br", "link", "show", "type", "ovpn").contains("culvert0"), "died with it");
    equal(1, LinuxOvpn.open(state, random).recover().size());
    String left = ip("-br", "link", "show", "type", "ovpn");
    holds(!left.contains("culvert0") && left.contains("culvert1"), left);
    equal(List.of(), LinuxOvpn.open(state, random).recover());
    // Whoever renamed it, its number is ours.
    equal("culvert0", child(List.of(), "die"));
    run("ip", "link", "set", "culvert0", "name", "renamed");
    equal(1, LinuxOvpn.open(state, random).recover().size());
    holds(!ip("-br", "link", "show", "type", "ovpn").contains("renamed"), "still there");
    run("ip", "link", "del", "culvert1");
  }

  private void container() {
    String said = child(List.of("unshare", "--user", "--map-root-user", "--net"), "obstacle");
    holds(said.contains("container"), said);
  }

  private void unprivileged() {
    String said =
        child(
            List.of("setpriv", "--inh-caps=-all", "--bounding-set=-all", "--clear-groups"),
            "obstacle");
    holds(said.contains("CAP_NET_ADMIN"), said);
  }

  private void deadRoutes() {
    run("sysctl", "-w", "net.ipv4.conf.default.ignore_routes_with_linkdown=1");
    String said = child(List.of(), "obstacle");
    run("sysctl", "-w", "net.ipv4.conf.default.ignore_routes_with_linkdown=0");
    holds(said.contains("ignore_routes_with_linkdown"), said);
  }

  private void absent() throws Exception {
    run("rmmod", "ovpn");
    equal("", run("sh", "-c", "grep '^ovpn ' /proc/modules"));
    Path block = Path.of("/etc/modprobe.d/culvert-live.conf");
    Files.writeString(block, "blacklist ovpn\n");
    String blacklisted = child(List.of(), "obstacle");
    holds(blacklisted.contains("/etc/modprobe.d"), blacklisted);
    Files.writeString(block, "install ovpn /bin/false\n");
    String failing = child(List.of(), "obstacle");
    holds(failing.contains("could not be loaded"), failing);
    Files.delete(block);
    equal("no obstacle", child(List.of(), "obstacle"));
  }
}
