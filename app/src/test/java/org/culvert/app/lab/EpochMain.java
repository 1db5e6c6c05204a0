package org.culvert.app.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.DataChannel;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.RenewalLimits;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.IncludedFiles;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.ProfileParser;
import org.culvert.core.session.Carrier;
import org.culvert.core.session.ClientSession;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.culvert.core.session.Login;
import org.culvert.core.session.Outputs;
import org.culvert.core.session.PeerInfo;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.session.Traffic;
import org.culvert.core.tls.TlsSetupException;
import org.culvert.core.tls.bc.BcTlsClientFactory;

/**
 * The protocol core alone, whose epochs last only a few packets: {@code PROFILE}. No real link
 * carries enough within a test to end one. Pings the server's tunnel address until both directions
 * have come to the tenth epoch. A program, because it runs in a namespace.
 */
final class EpochMain implements Outputs {
  private static final int LAST_EPOCH = 10;
  private static final int EPOCH_UNITS = 40;
  private static final long LIMIT = 30_000;

  private final DatagramSocket socket;
  private final ClientSession session;
  private Optional<DataChannel> data = Optional.empty();
  private Optional<byte[]> address = Optional.empty();
  private Optional<Ending> ending = Optional.empty();
  private int sentEpoch;
  private int receivedEpoch;
  private int replies;

  private EpochMain(Profile profile) throws IOException, TlsSetupException {
    var remote = profile.remotes().getFirst();
    var server = new InetSocketAddress(remote.host(), remote.port());
    this.socket = new DatagramSocket();
    socket.connect(server);
    socket.setSoTimeout(20);
    this.session =
        new ClientSession(
            new SessionSetup(
                profile,
                remote,
                server.getAddress(),
                BcTlsClientFactory.of(profile.tls()),
                new Login(Optional.empty()),
                new PeerInfo("lab", "linux", Carrier.USERSPACE),
                System.currentTimeMillis() - now()),
            new SecureRandom(),
            now());
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  public static void main(String[] args) throws IOException, TlsSetupException {
    String text = Files.readString(Path.of(args[0]));
    Profile profile =
        new ProfileParser(Instant.now())
            .parse("lab", text, IncludedFiles.NONE)
            .profile()
            .orElseThrow();
    new EpochMain(profile).run();
  }

  private void run() throws IOException {
    session.step(now(), new Input.Start(), this);
    byte[] bytes = new byte[2048];
    long until = now() + LIMIT;
    while (receivedEpoch < LAST_EPOCH || sentEpoch < LAST_EPOCH) {
      if (now() > until || ending.isPresent()) {
        throw new IOException(
            "sent "
                + sentEpoch
                + ", received "
                + receivedEpoch
                + ", replies "
                + replies
                + ", "
                + ending);
      }
      DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
      try {
        socket.receive(packet);
        accept(bytes, packet.getLength());
      } catch (SocketTimeoutException e) {
        ping();
      }
      if (now() >= session.nextDeadline()) {
        session.step(now(), new Input.Tick(Traffic.NONE), this);
      }
    }
    System.out.println("replies " + replies + " until epoch " + receivedEpoch);
    session.step(now(), new Input.Stop(), this);
  }

  private void accept(byte[] bytes, int length) throws IOException {
    if ((bytes[0] & 0xff) >>> 3 != 9) {
      session.step(now(), new Input.Datagram(bytes, 0, length), this);
      return;
    }
    byte[] packet = new byte[2048];
    if (data.isPresent() && data.get().open(bytes, 0, length, packet, 0) > 28) {
      receivedEpoch = Math.max(receivedEpoch, epoch(bytes));
      replies += packet[9] == 1 && packet[20] == 0 ? 1 : 0;
      ping();
    }
  }

  private static int epoch(byte[] datagram) {
    return (datagram[4] & 0xff) << 8 | (datagram[5] & 0xff);
  }

  /** An ICMP echo request to the server's tunnel address. */
  private void ping() throws IOException {
    if (address.isEmpty()) {
      return;
    }
    byte[] packet = new byte[84];
    packet[0] = 0x45;
    packet[3] = (byte) packet.length;
    packet[8] = 64;
    packet[9] = 1;
    System.arraycopy(address.get(), 0, packet, 12, 4);
    System.arraycopy(new byte[] {10, 8, 0, 1}, 0, packet, 16, 4);
    checksum(packet, 0, 20, 10);
    packet[20] = 8;
    checksum(packet, 20, 84, 22);
    byte[] sealed = new byte[300];
    int length = data.orElseThrow().seal(packet, 0, packet.length, sealed, 0);
    sentEpoch = Math.max(sentEpoch, epoch(sealed));
    socket.send(new DatagramPacket(sealed, length));
  }

  private static void checksum(byte[] packet, int from, int to, int at) {
    int sum = 0;
    for (int i = from; i < to; i += 2) {
      sum += (packet[i] & 0xff) << 8 | (packet[i + 1] & 0xff);
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    sum = (sum & 0xffff) + (sum >>> 16);
    packet[at] = (byte) (~sum >>> 8);
    packet[at + 1] = (byte) ~sum;
  }

  @Override
  public void openDataChannel(DataSettings settings) {
    data =
        Optional.of(
            new DataChannel(
                new DataSettings(
                    settings.peerId(),
                    settings.format(),
                    settings.framing(),
                    settings.decompress(),
                    new RenewalLimits(0, 0, EPOCH_UNITS))));
  }

  @Override
  public void socketBuffers(OptionalInt send, OptionalInt receive) {}

  @Override
  public void install(DataKeys keys) {
    data.orElseThrow().install(keys);
  }

  @Override
  public void activate(int keyId) {
    data.orElseThrow().activate(keyId);
  }

  @Override
  public void retire(int keyId) {
    data.orElseThrow().retire(keyId);
  }

  @Override
  public boolean keepalive(OptionalInt ping, OptionalInt silence, boolean asked) {
    return false;
  }

  @Override
  public void configure(TunnelPlan plan) {
    address = Optional.of(plan.addresses().getFirst().address().getAddress());
  }

  @Override
  public void send(byte[] datagram) {
    try {
      socket.send(new DatagramPacket(datagram, datagram.length));
    } catch (IOException e) {
      System.out.println("not sent: " + e);
    }
  }

  @Override
  public void log(LogLine.Level level, String text) {
    System.out.println(text);
  }

  @Override
  public void ended(Ending end) {
    ending = Optional.of(end);
  }

  @Override
  public void state(SessionState state) {}

  @Override
  public void secured(SessionStatus.TlsInfo tls) {}

  @Override
  public void sendInBand(byte[] payload) {}

  @Override
  public void ask(Question question) {
    throw new AssertionError("a question without a login");
  }

  @Override
  public void askNoMore() {}

  @Override
  public void trouble(Problem problem) {}
}
