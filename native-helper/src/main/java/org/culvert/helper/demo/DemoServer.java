package org.culvert.helper.demo;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Response;
import org.culvert.core.api.Secret;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.plan.DnsPlan;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsServerFactory;
import org.culvert.core.tls.bc.DemoPki;
import org.culvert.core.wire.CompressionFraming;
import org.culvert.helper.host.IsolatedNetwork;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.runner.DemoHost;
import org.culvert.helper.runner.RequestRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo servers of this process, one for each user who asks: credentials and addresses of their
 * own, so that nobody's demo touches another's, nor that of another helper on this machine.
 */
public final class DemoServer implements DemoHost, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DemoServer.class);

  // RFC 2544 keeps 198.18.0.0/15 for tests on isolated networks; RFC 4193 for the other.
  private static final String PREFIX4 = "198.18.";
  private static final String PREFIX6 = "fd6e:5a41:9c0d:";
  private static final int FIRST_NET = 51;
  private static final int LAST_NET = 99;

  /** A net's server listens at this and the net's number: who has the port has the addresses. */
  private static final int PORTS = 19_800;

  /** Each has threads, a namespace and a web server, and lives as long as the process. */
  private static final int MOST = 8;

  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final String SERVER_NAME = "culvert-demo-server";
  private static final String DEVICE = "demo0";
  private static final int MTU = 1500;

  private final IsolatedNetwork.Maker networks;
  private final SecureRandom random;
  private final Map<Owner, Running> running = new HashMap<>();

  /** The addresses inside one tunnel. */
  private record Net(int number) {
    InetAddress server4() {
      return InetAddress.ofLiteral(PREFIX4 + number + ".1");
    }

    String client4() {
      return PREFIX4 + number + ".2";
    }

    InetAddress server6() {
      return InetAddress.ofLiteral(PREFIX6 + number + "::1");
    }

    String client6() {
      return PREFIX6 + number + "::2";
    }
  }

  private record Running(OpenParts parts, Response.Demo answer) {}

  /** Nothing happens before the first {@link #start}. */
  public DemoServer(IsolatedNetwork.Maker networks, SecureRandom random) {
    this.networks = networks;
    this.random = random;
  }

  @Override
  public synchronized Response.Demo start(Owner owner) throws RequestRefusedException {
    Running there = running.get(owner);
    if (there != null) {
      return there.answer();
    }
    if (running.size() >= MOST) {
      throw new RequestRefusedException(
          Problem.of(
              ProblemCode.NOT_NOW,
              MOST + " users of this machine have a demo server already",
              "Ask again when the helper has been started anew."));
    }
    try {
      Running fresh = open();
      running.put(owner, fresh);
      return fresh.answer();
    } catch (IOException | TlsSetupException e) {
      throw new RequestRefusedException(
          Problem.of(ProblemCode.HOST_SETUP_FAILED, "the demo server: " + e.getMessage()));
    }
  }

  private Running open() throws IOException, TlsSetupException {
    Instant now = Instant.now();
    DemoPki pki =
        new DemoPki("Culvert demo CA", now.minus(Duration.ofHours(1)), now.plus(VALIDITY));
    byte[] staticKey = new byte[StaticKey.LENGTH];
    random.nextBytes(staticKey);
    OpenParts parts = new OpenParts();
    try {
      DatagramChannel socket = parts.add(claimNet());
      int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
      Net net = new Net(port - PORTS);
      IsolatedNetwork network = parts.add(networks.open("culvert-demo" + net.number()));
      TunDevice tun = parts.add(network.call(() -> openTun(network, net)));
      DemoSite site = parts.add(network.call(() -> DemoSite.open(net.server4())));
      String profile = profile(pki, staticKey, port);
      parts.add(DemoWire.start(socket, tun, new DemoPeer(settings(pki, staticKey, net), random)));
      Running done =
          new Running(parts, new Response.Demo(profile, site.url("/"), site.url("/download")));
      parts.keep();
      return done;
    } finally {
      parts.closeUnlessKept();
    }
  }

  /** The server's socket, whose port says which addresses are this demo's as long as it is open. */
  private static DatagramChannel claimNet() throws IOException {
    List<String> refusals = new ArrayList<>();
    for (int number = FIRST_NET; number <= LAST_NET; number++) {
      try {
        return DemoWire.openSocket(PORTS + number);
      } catch (BindException e) {
        LOG.debug("{}{}.0 is not free: {}", PREFIX4, number, e.getMessage());
        refusals.add(String.valueOf(e.getMessage()));
      }
    }
    throw new IOException(
        "none of the UDP ports %d to %d of %s, which its addresses go by, can be had (%s); end another demo"
            .formatted(
                PORTS + FIRST_NET,
                PORTS + LAST_NET,
                DemoWire.ADDRESS.getHostAddress(),
                refusals.getLast()));
  }

  private static TunDevice openTun(IsolatedNetwork network, Net net) throws IOException {
    TunDevice tun = network.network().openTun(Optional.of(DEVICE));
    try {
      // Its datagrams travel outside the namespace: in there is no way that must be kept free.
      network.network().apply(tun.name(), plan(net), Outer.of(DemoWire.ADDRESS));
      return tun;
    } catch (IOException | RuntimeException e) {
      tun.close();
      throw e;
    }
  }

  private static TunnelPlan plan(Net net) {
    return new TunnelPlan(
        Optional.of(DEVICE),
        MTU,
        List.of(new IpPrefix(net.server4(), 24), new IpPrefix(net.server6(), 64)),
        Optional.empty(),
        List.of(),
        false,
        DnsPlan.NONE,
        false,
        false);
  }

  private static DemoPeer.Settings settings(DemoPki pki, byte[] staticKey, Net net)
      throws TlsSetupException {
    DemoPki.Identity server = pki.server(SERVER_NAME);
    TlsSettings tls =
        new TlsSettings(
            Optional.of(pki.ca()),
            Optional.of(server.certificate()),
            Optional.of(server.key()),
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
        new ControlWrapping.TlsCrypt(new StaticKey(Secret.owning(staticKey))),
        List.of(
            "topology subnet",
            "route-gateway " + net.server4().getHostAddress(),
            "ifconfig " + net.client4() + " 255.255.255.0",
            "ifconfig-ipv6 " + net.client6() + "/64 " + net.server6().getHostAddress(),
            "ping 10",
            "ping-restart 60",
            "tun-mtu " + MTU),
        List.of(DataCipher.AES_256_GCM, DataCipher.CHACHA20_POLY1305, DataCipher.AES_128_GCM),
        DataDigest.SHA256,
        CompressionFraming.NONE,
        0,
        Long.MAX_VALUE,
        true,
        OptionalLong.of(0),
        Optional.empty(),
        System.currentTimeMillis() - System.nanoTime() / 1_000_000,
        Optional.empty());
  }

  private static String profile(DemoPki pki, byte[] staticKey, int port) {
    DemoPki.Identity client = pki.client("culvert-demo-client");
    byte[] key = client.key().copyBytes();
    String text =
        """
        # Made by culvert demo: works until the helper ends.
        setenv FRIENDLY_NAME "Culvert demo"
        client
        dev tun
        remote 127.0.0.1 %d udp
        remote-cert-tls server
        verify-x509-name %s name
        <ca>
        %s</ca>
        <cert>
        %s</cert>
        <key>
        %s</key>
        <tls-crypt>
        %s</tls-crypt>
        """
            .formatted(
                port,
                SERVER_NAME,
                pki.ca(),
                client.certificate(),
                new String(key, java.nio.charset.StandardCharsets.US_ASCII),
                staticKeyText(staticKey));
    java.util.Arrays.fill(key, (byte) 0);
    client.key().wipe();
    return text;
  }

  private static String staticKeyText(byte[] key) {
    StringBuilder text = new StringBuilder("-----BEGIN OpenVPN Static key V1-----\n");
    for (int line = 0; line < key.length; line += 16) {
      text.append(HexFormat.of().formatHex(key, line, line + 16)).append('\n');
    }
    return text.append("-----END OpenVPN Static key V1-----\n").toString();
  }

  @Override
  public synchronized void close() {
    running.values().forEach(demo -> demo.parts().close());
    running.clear();
  }
}
