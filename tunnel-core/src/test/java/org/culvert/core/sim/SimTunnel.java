package org.culvert.core.sim;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Secret;
import org.culvert.core.demo.DemoPeer;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.keys.DataDigest;
import org.culvert.core.profile.CompressionSettings;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.profile.Timers;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.ClientSession;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Login;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.session.TestProfiles;
import org.culvert.core.tls.TlsChannelFactory;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsClientFactory;
import org.culvert.core.tls.bc.BcTlsServerFactory;
import org.culvert.core.tls.bc.DemoPki;
import org.culvert.core.tls.bc.OldTlsServerFactory;
import org.culvert.core.wire.CompressionFraming;

/**
 * A client session and a demo peer on a simulated wire and clock, with everything real between
 * them: TLS, control channel, data channel.
 *
 * <pre>
 * SimTunnel tunnel = SimTunnel.with(7).wrapping(SimTunnel.tlsCrypt()).open();
 * tunnel.wire().noise(Noise.storm());
 * tunnel.connect();
 * tunnel.client().sendPacket(packet);
 * tunnel.clock().runUntil("it came", () -&gt; tunnel.peer().received().contains(…), limit);
 * </pre>
 */
public final class SimTunnel {
  private static final long EPOCH = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();
  private static final DemoPki PKI =
      new DemoPki(
          "Sim CA", Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

  private final SimClock clock;
  private final SimWire wire;
  private final Supplier<SimClient> clients;
  private final Supplier<SimPeer> peers;
  private SimClient client;
  private SimPeer peer;

  private SimTunnel(
      SimClock clock, SimWire wire, Supplier<SimClient> clients, Supplier<SimPeer> peers) {
    this.clock = clock;
    this.wire = wire;
    this.clients = clients;
    this.peers = peers;
    this.client = clients.get();
    this.peer = peers.get();
  }

  /** Begins to describe one; equal seeds give equal wires. */
  public static Builder with(long seed) {
    return new Builder(seed);
  }

  /** A tls-crypt key that is always the same. */
  public static ControlWrapping tlsCrypt() {
    return new ControlWrapping.TlsCrypt(key((byte) 1));
  }

  /** A tls-auth key that is always the same, used in the client's usual direction. */
  public static ControlWrapping tlsAuth() {
    return new ControlWrapping.TlsAuth(
        key((byte) 2), ControlWrapping.KeyDirection.INVERSE, "SHA256");
  }

  /** A static key, different for each {@code first} byte. */
  public static StaticKey key(byte first) {
    byte[] bytes = new byte[StaticKey.LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i * 7);
    }
    return new StaticKey(Secret.owning(bytes));
  }

  public SimClock clock() {
    return clock;
  }

  public SimWire wire() {
    return wire;
  }

  public SimClient client() {
    return client;
  }

  public SimPeer peer() {
    return peer;
  }

  /** A new attempt of the client, which forgets the one before without a word. */
  public void restartClient() {
    client.die();
    client = clients.get();
    client.start();
  }

  /** A new server in the place of the one before, which is gone without a word. */
  public void restartPeer() {
    peer.die();
    peer = peers.get();
  }

  /** Starts the client and runs until the tunnel stands, for 60 simulated seconds at most. */
  public SimTunnel connect() {
    client.start();
    clock.runUntil("the client is connected", client::isConnected, Duration.ofSeconds(60));
    return this;
  }

  /** Runs until the client's attempt is over. */
  public void awaitEnd(Duration limit) {
    clock.runUntil("the attempt is over", () -> client.ending().isPresent(), limit);
  }

  /** Why the client's attempt ended. */
  public ProblemCode endCode() {
    return client.ending().flatMap(Ending::problem).map(Problem::code).orElseThrow();
  }

  /** A packet that looks like IPv4 and says {@code text}. */
  public static byte[] packet(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    byte[] packet = new byte[20 + body.length];
    packet[0] = 0x45;
    System.arraycopy(body, 0, packet, 20, body.length);
    return packet;
  }

  /** Repeats sending until one arrives: the data channel does not resend. */
  public void assertDataFlows(String what) {
    byte[] there = packet(what + " there");
    byte[] back = packet(what + " back");
    for (int i = 0; i < 60 && !(peer.hasReceived(there) && client.hasReceived(back)); i++) {
      client.sendPacket(there);
      peer.sendPacket(back);
      clock.run(Duration.ofMillis(500));
    }
    if (!peer.hasReceived(there) || !client.hasReceived(back)) {
      throw new AssertionError(
          "no data after " + what + "; client " + client.story() + "; peer " + peer.story());
    }
  }

  /** What a tunnel is to be like. */
  public static final class Builder {
    private final long seed;
    private ControlWrapping clientWrapping = new ControlWrapping.None();
    private ControlWrapping peerWrapping = new ControlWrapping.None();
    private Timers timers = Timers.DEFAULT;
    private List<String> push =
        List.of(
            "topology subnet",
            "route-gateway 10.8.0.1",
            "ifconfig 10.8.0.2 255.255.255.0",
            "ping 10",
            "ping-restart 60");
    private int peerId = 3;
    private CompressionFraming peerFraming = CompressionFraming.NONE;
    private CompressionSettings compression = CompressionSettings.NONE;
    private List<String> clientCiphers = List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305");
    private List<DataCipher> peerCiphers = List.of(DataCipher.AES_256_GCM);
    private TlsSettings.TlsVersion maxVersion = TlsSettings.TlsVersion.TLS_1_3;
    private long peerRenegotiates = Long.MAX_VALUE;
    private boolean dynamicTlsCrypt = true;
    private OptionalLong epochs = OptionalLong.empty();
    private Optional<BooleanSupplier> extendedMasterSecret = Optional.empty();
    private Optional<Credentials> credentials = Optional.empty();
    private Optional<Credentials> peerLogin = Optional.empty();
    private boolean peerChangesCertificate;
    private PacketSizes sizes = PacketSizes.DEFAULT;

    private Builder(long seed) {
      this.seed = seed;
    }

    /** The same wrapping on both sides. */
    public Builder wrapping(ControlWrapping wrapping) {
      clientWrapping = wrapping;
      peerWrapping = wrapping;
      return this;
    }

    /** Another wrapping for the peer. */
    public Builder peerWrapping(ControlWrapping wrapping) {
      peerWrapping = wrapping;
      return this;
    }

    public Builder timers(Timers newTimers) {
      timers = newTimers;
      return this;
    }

    public Builder push(String... options) {
      push = List.of(options);
      return this;
    }

    public Builder peerCiphers(DataCipher... ciphers) {
      peerCiphers = List.of(ciphers);
      return this;
    }

    public Builder clientCiphers(String... ciphers) {
      clientCiphers = List.of(ciphers);
      return this;
    }

    /** Packets have the short header. */
    public Builder withoutPeerId() {
      peerId = -1;
      return this;
    }

    /** How the peer marks packets, whatever it pushes. */
    public Builder peerFraming(CompressionFraming framing) {
      peerFraming = framing;
      return this;
    }

    /** What the profile says. */
    public Builder compression(CompressionSettings settings) {
      compression = settings;
      return this;
    }

    public Builder maxVersion(TlsSettings.TlsVersion version) {
      maxVersion = version;
      return this;
    }

    public Builder peerRenegotiatesEvery(Duration interval) {
      peerRenegotiates = interval.toMillis();
      return this;
    }

    /** As servers before 2.6 do it. */
    public Builder withoutDynamicTlsCrypt() {
      dynamicTlsCrypt = false;
      return this;
    }

    /** Keys change by epochs of so many packets and blocks. */
    public Builder epochs(long length) {
      epochs = OptionalLong.of(length);
      return this;
    }

    /** Asked at each handshake whether the peer's TLS 1.2 has the extended master secret. */
    public Builder peerKnowsExtendedMasterSecret(BooleanSupplier known) {
      extendedMasterSecret = Optional.of(known);
      return this;
    }

    /** The profile asks for a password, and this is it. */
    public Builder credentials(String username, String password) {
      credentials = Optional.of(new Credentials(username, Secret.ofText(password)));
      return this;
    }

    /** The client logs in as "alice" with a password, the peer asks for one. */
    public Builder passwords(String client, String peer) {
      peerLogin = Optional.of(new Credentials("alice", Secret.ofText(peer)));
      return credentials("alice", client);
    }

    /** At each renewal of keys the peer shows another certificate of the same authority. */
    public Builder peerChangesCertificate() {
      peerChangesCertificate = true;
      return this;
    }

    /** How large the client's packets may be. */
    public Builder sizes(PacketSizes wanted) {
      sizes = wanted;
      return this;
    }

    /** Puts it together; nothing is sent yet. */
    public SimTunnel open() {
      SimClock clock = new SimClock();
      SimWire wire = new SimWire(clock, seed);
      long offset = EPOCH - clock.now();
      SecureRandom random = new SecureRandom();
      try {
        DemoPki.Identity own = PKI.client("sim-client");
        TlsSettings base = TestProfiles.tls(PKI.ca(), own.certificate(), text(own.key()));
        TlsSettings tls = withMax(base, TlsSettings.PeerPurpose.SERVER);
        Profile profile =
            TestProfiles.profile(
                List.of(
                    TestProfiles.withSizes(
                        TestProfiles.remote("peer.example", clientWrapping), sizes)),
                tls,
                timers,
                credentials.isPresent(),
                clientCiphers,
                Optional.empty(),
                compression,
                OptionalInt.empty());
        SessionSetup setup =
            new SessionSetup(
                profile,
                profile.remotes().getFirst(),
                InetAddress.ofLiteral("192.0.2.1"),
                BcTlsClientFactory.of(tls),
                new Login(credentials),
                new PeerInfo("0.0", "linux", Carrier.USERSPACE),
                offset);
        Supplier<SimClient> clients =
            () ->
                new SimClient(clock, wire.client(), new ClientSession(setup, random, clock.now()));
        DemoPki.Identity server = PKI.server("sim-server");
        TlsSettings serverTls =
            withMax(
                TestProfiles.tls(PKI.ca(), server.certificate(), text(server.key())),
                TlsSettings.PeerPurpose.CLIENT);
        DemoPeer.Settings peerSettings =
            new DemoPeer.Settings(
                serverFactory(serverTls),
                peerWrapping,
                push,
                peerCiphers,
                DataDigest.SHA1,
                peerFraming,
                peerId,
                peerRenegotiates,
                dynamicTlsCrypt,
                epochs,
                peerLogin,
                offset,
                peerWrapping instanceof ControlWrapping.TlsCryptV2
                    ? Optional.of(SimClientKey.serverKey())
                    : Optional.empty());
        Supplier<SimPeer> peers =
            () -> new SimPeer(clock, wire.server(), new DemoPeer(peerSettings, random));
        return new SimTunnel(clock, wire, clients, peers);
      } catch (TlsSetupException e) {
        throw new AssertionError(e);
      }
    }

    private TlsChannelFactory changing(TlsChannelFactory first) throws TlsSetupException {
      DemoPki.Identity other = PKI.server("sim-server");
      TlsChannelFactory later =
          BcTlsServerFactory.of(
              withMax(
                  TestProfiles.tls(PKI.ca(), other.certificate(), text(other.key())),
                  TlsSettings.PeerPurpose.CLIENT));
      AtomicBoolean begun = new AtomicBoolean();
      return millis -> (begun.getAndSet(true) ? later : first).open(millis);
    }

    private TlsChannelFactory serverFactory(TlsSettings tls) throws TlsSetupException {
      if (peerChangesCertificate) {
        return changing(BcTlsServerFactory.of(tls));
      }
      return extendedMasterSecret.isPresent()
          ? new OldTlsServerFactory(tls, extendedMasterSecret.get())
          : BcTlsServerFactory.of(tls);
    }

    private TlsSettings withMax(TlsSettings tls, TlsSettings.PeerPurpose purpose) {
      return new TlsSettings(
          tls.ca(),
          tls.certificate(),
          tls.privateKey(),
          tls.extraCertificates(),
          tls.crl(),
          purpose,
          tls.serverName(),
          tls.peerFingerprints(),
          tls.minVersion(),
          maxVersion,
          tls.tls12Ciphers(),
          tls.tls13Ciphers(),
          tls.groups(),
          tls.keyUsages(),
          tls.extendedKeyUsage(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Set.of());
    }

    private static String text(Secret secret) {
      byte[] bytes = secret.copyBytes();
      String text = new String(bytes, StandardCharsets.US_ASCII);
      Arrays.fill(bytes, (byte) 0);
      return text;
    }
  }
}
