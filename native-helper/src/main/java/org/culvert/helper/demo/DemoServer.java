package org.culvert.helper.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Response;
import org.culvert.core.api.Secret;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsServerFactory;
import org.culvert.core.tls.bc.DemoPki;
import org.culvert.helper.host.IsolatedNetwork;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.runner.DemoHost;
import org.culvert.helper.runner.RequestRefusedException;

/** The demo server of this process: started once, the same for everybody who asks. */
public final class DemoServer implements DemoHost, AutoCloseable {
  // RFC 2544 keeps 198.18.0.0/15 for tests on isolated networks; RFC 4193 for the other.
  private static final InetAddress SERVER4 = InetAddress.ofLiteral("198.18.51.1");
  private static final String CLIENT4 = "198.18.51.2";
  private static final InetAddress SERVER6 = InetAddress.ofLiteral("fd6e:5a41:9c0d::1");
  private static final String CLIENT6 = "fd6e:5a41:9c0d::2";
  private static final Duration VALIDITY = Duration.ofDays(30);
  private static final String SERVER_NAME = "culvert-demo-server";
  private static final String DEVICE = "demo0";
  private static final int MTU = 1500;

  private final IsolatedNetwork.Maker networks;
  private final SecureRandom random;
  private Optional<Running> running = Optional.empty();

  private record Running(
      IsolatedNetwork network, DemoSite site, DemoWire wire, Response.Demo answer) {
    void close() {
      wire.close();
      site.close();
      network.close();
    }
  }

  /** Nothing happens before the first {@link #start}. */
  public DemoServer(IsolatedNetwork.Maker networks, SecureRandom random) {
    this.networks = networks;
    this.random = random;
  }

  @Override
  public synchronized Response.Demo start() throws RequestRefusedException {
    if (running.isEmpty()) {
      try {
        running = Optional.of(open());
      } catch (IOException | TlsSetupException e) {
        throw new RequestRefusedException(
            Problem.of(ProblemCode.HOST_SETUP_FAILED, "the demo server: " + e.getMessage()));
      }
    }
    return running.get().answer();
  }

  private Running open() throws IOException, TlsSetupException {
    Instant now = Instant.now();
    DemoPki pki =
        new DemoPki("Culvert demo CA", now.minus(Duration.ofHours(1)), now.plus(VALIDITY));
    byte[] staticKey = new byte[StaticKey.LENGTH];
    random.nextBytes(staticKey);
    IsolatedNetwork network = networks.open("culvert-demo");
    try {
      TunDevice tun = network.call(() -> openTun(network));
      DemoSite site = network.call(() -> DemoSite.open(SERVER4));
      DatagramChannel socket = DemoWire.openSocket();
      int port = ((InetSocketAddress) socket.getLocalAddress()).getPort();
      String profile = profile(pki, staticKey, port);
      DemoWire wire = DemoWire.start(socket, tun, new DemoPeer(settings(pki, staticKey), random));
      return new Running(
          network, site, wire, new Response.Demo(profile, site.url("/"), site.url("/download")));
    } catch (IOException | TlsSetupException e) {
      network.close();
      throw e;
    }
  }

  private static TunDevice openTun(IsolatedNetwork network) throws IOException {
    TunDevice tun = network.network().openTun(Optional.of(DEVICE));
    network
        .network()
        .apply(
            tun.name(),
            new TunnelPlan(
                Optional.of(DEVICE),
                MTU,
                List.of(new IpPrefix(SERVER4, 24), new IpPrefix(SERVER6, 64)),
                Optional.empty(),
                List.of(),
                false,
                TunnelPlan.Dns.NONE,
                false,
                false),
            SERVER4);
    return tun;
  }

  private static DemoPeer.Settings settings(DemoPki pki, byte[] staticKey)
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
            OptionalInt.empty());
    return new DemoPeer.Settings(
        BcTlsServerFactory.of(tls),
        new ControlWrapping.TlsCrypt(new StaticKey(Secret.owning(staticKey))),
        List.of(
            "topology subnet",
            "route-gateway " + SERVER4.getHostAddress(),
            "ifconfig " + CLIENT4 + " 255.255.255.0",
            "ifconfig-ipv6 " + CLIENT6 + "/64 " + SERVER6.getHostAddress(),
            "ping 10",
            "ping-restart 60",
            "tun-mtu " + MTU),
        List.of(DataCipher.AES_256_GCM, DataCipher.CHACHA20_POLY1305, DataCipher.AES_128_GCM),
        0,
        Long.MAX_VALUE,
        true,
        Optional.empty(),
        System.currentTimeMillis() - System.nanoTime() / 1_000_000);
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
    running.ifPresent(Running::close);
    running = Optional.empty();
  }
}
