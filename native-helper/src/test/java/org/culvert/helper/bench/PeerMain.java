package org.culvert.helper.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Secret;
import org.culvert.core.data.CipherSource;
import org.culvert.core.data.DataSettings;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsServerFactory;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.gcrypt.GcryptProvider;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PathTraffic;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.userspace.ControlSink;
import org.culvert.helper.path.userspace.UserspacePath;
import org.culvert.helper.platform.Platform;

/**
 * The other end of a tunnel, for one client whose address is known before: the demo's protocol with
 * the helper's own engine under it, so that a server is not what a measurement waits for. A
 * program, because it runs in a namespace: {@code STATE-DIR CA CERTIFICATE KEY LOCAL REMOTE MTU},
 * LOCAL and REMOTE as {@code ADDRESS:PORT}. Ends when its client leaves.
 */
final class PeerMain implements DemoPeer.Outputs, ControlSink {
  private static final InetAddress SERVER4 = InetAddress.ofLiteral("10.8.0.1");
  private static final InetAddress SERVER6 = InetAddress.ofLiteral("fd08::1");
  private static final int IPV6_MTU = 1280;
  private static final int INBOX = 256;
  private static final long LONGEST_WAIT = 1_000;

  private final TunDevice tun;
  private final int mtu;
  private final DemoPeer peer;
  private final UserspacePath path;
  private final BlockingQueue<byte[]> inbox = new ArrayBlockingQueue<>(INBOX);
  private boolean served;
  private volatile Optional<String> over = Optional.empty();

  private PeerMain(DatagramPort port, TunDevice tun, int mtu, DemoPeer peer) {
    this.tun = tun;
    this.mtu = mtu;
    this.peer = peer;
    CipherSource ciphers = CipherSource.preferring("libgcrypt", GcryptProvider::load);
    this.path = new UserspacePath(port, this, () -> ciphers, "peer");
  }

  public static void main(String[] args) throws Exception {
    Path state = Path.of(args[0]);
    SecureRandom random = new SecureRandom();
    HostNetwork network = Platform.detect(state, state, random).network();
    InetSocketAddress remote = address(args[5]);
    int mtu = Integer.parseInt(args[6]);
    DatagramPort port =
        network.openUdp(
            new UdpRequest(remote, Optional.of(address(args[4])), SocketSettings.NONE, false));
    TunDevice tun = network.openTun(Optional.empty());
    network.apply(tun.name(), plan(mtu), Outer.of(remote.getAddress()));
    DemoPeer peer = new DemoPeer(settings(args[1], args[2], args[3], mtu), random);
    PeerMain serving = new PeerMain(port, tun, mtu, peer);
    System.out.println("serving");
    String reason = serving.serve();
    System.out.println("over: " + reason);
    serving.path.close();
    tun.close();
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.ofLiteral(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }

  private static TunnelPlan plan(int mtu) {
    return new TunnelPlan(
        Optional.empty(),
        mtu,
        mtu < IPV6_MTU
            ? List.of(new IpPrefix(SERVER4, 24))
            : List.of(new IpPrefix(SERVER4, 24), new IpPrefix(SERVER6, 64)),
        Optional.empty(),
        List.of(),
        false,
        DnsPlan.NONE,
        false,
        false);
  }

  private static DemoPeer.Settings settings(String ca, String certificate, String key, int mtu)
      throws IOException, TlsSetupException {
    TlsSettings tls =
        new TlsSettings(
            Optional.of(Files.readString(Path.of(ca))),
            Optional.of(Files.readString(Path.of(certificate))),
            Optional.of(Secret.owning(Files.readAllBytes(Path.of(key)))),
            Optional.empty(),
            Optional.empty(),
            TlsSettings.PeerPurpose.CLIENT,
            Optional.empty(),
            List.of(),
            TlsSettings.TlsVersion.TLS_1_2,
            TlsSettings.TlsVersion.TLS_1_3,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Set.of());
    return new DemoPeer.Settings(
        BcTlsServerFactory.of(tls),
        new ControlWrapping.None(),
        pushed(mtu),
        List.of(DataCipher.AES_256_GCM, DataCipher.CHACHA20_POLY1305, DataCipher.AES_128_GCM),
        DataDigest.SHA256,
        CompressionFraming.NONE,
        0,
        Long.MAX_VALUE,
        true,
        // What OpenVPN 2.6 speaks, so that the engines are compared and not the formats.
        OptionalLong.empty(),
        Optional.empty(),
        System.currentTimeMillis() - now(),
        Optional.empty());
  }

  private static List<String> pushed(int mtu) {
    Stream<String> always =
        Stream.of(
            "topology subnet",
            "route-gateway " + SERVER4.getHostAddress(),
            "ifconfig 10.8.0.2 255.255.255.0",
            "tun-mtu " + mtu);
    String ipv6 = "ifconfig-ipv6 fd08::2/64 " + SERVER6.getHostAddress();
    return mtu < IPV6_MTU ? always.toList() : Stream.concat(always, Stream.of(ipv6)).toList();
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** Returns why it ended. */
  private String serve() throws InterruptedException {
    while (over.isEmpty()) {
      long wait = Math.clamp(peer.nextDeadline() - now(), 0, LONGEST_WAIT);
      byte[] packet = inbox.poll(wait, TimeUnit.MILLISECONDS);
      if (packet != null) {
        peer.receive(now(), packet, 0, packet.length, this);
      }
      PathTraffic traffic = path.traffic();
      peer.tick(now(), traffic.newestKeyIdReceived(), traffic.keyWornOut(), this);
    }
    return over.get();
  }

  @Override
  public void send(byte[] datagram) {
    try {
      path.send(datagram);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void heard() {}

  @Override
  public void openDataChannel(DataSettings settings) {
    if (served) {
      throw new IllegalStateException("a second client came");
    }
    served = true;
    path.openDataChannel(settings);
    path.attach(tun, mtu, 0);
  }

  @Override
  public void install(DataKeys keys) {
    path.install(keys);
  }

  @Override
  public void activate(int keyId) {
    path.activate(keyId);
  }

  @Override
  public void retire(int keyId) {
    path.retire(keyId);
  }

  @Override
  public void gone(String reason) {
    over = Optional.of(reason);
  }

  @Override
  public void log(LogLine.Level level, String text) {
    System.out.println(level + " " + text);
  }

  @Override
  public void control(byte[] datagram) {
    inbox.offer(datagram); // when it is full the client sends again
  }

  @Override
  public void peerExit() {
    over = Optional.of("the client left");
  }

  @Override
  public void serverMoved(InetSocketAddress now) {}

  @Override
  public void networkError(DatagramPort.NetworkError error) {
    System.out.println("network: " + error);
  }

  @Override
  public void routedIntoItself() {
    System.out.println("our own datagrams are routed into the tunnel");
  }

  @Override
  public void failed(Broken what, String reason) {
    over = Optional.of(what + ": " + reason);
  }
}
