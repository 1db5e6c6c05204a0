package org.culvert.core.session;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.control.FakeTls;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Timers;

/**
 * A client session and a {@link ScriptedServer} with nothing between them: a wire that delivers at
 * once, TLS without cryptography, and a clock that tests move.
 */
final class ScriptedSession implements Outputs {
  static final String PUSH = "PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0,cipher AES-256-GCM";

  private static final int MANY = 1_000;

  private final List<byte[]> toServer = new ArrayList<>();
  private final List<byte[]> toClient = new ArrayList<>();
  private final ClientSession session;
  final Login login;
  final ScriptedServer server;
  final List<String> story = new ArrayList<>();

  long now = 1_000_000;
  byte[] serverCertificate = {1};

  /** The data key that is worn out, −1 for none. */
  int wornOutKey = -1;

  private int sendingKey = -1;

  /** That of the data channel. */
  int peerId = -1;

  Optional<Ending> ending = Optional.empty();

  /** What the machine looks like. */
  Optional<TunnelPlan> plan = Optional.empty();

  /** What the user is asked now. */
  Optional<Question> asked = Optional.empty();

  ScriptedSession(Profile profile) {
    this(profile, new PeerInfo("0.0", "linux", Carrier.USERSPACE));
  }

  ScriptedSession(Profile profile, PeerInfo peerInfo) {
    this(
        profile,
        new Login(
            profile.login(),
            KnownSecrets.ofLogin(Optional.of(new Credentials("alice", Secret.ofText("secret"))))),
        peerInfo);
  }

  /** With another login than alice's. */
  ScriptedSession(Profile profile, Login login) {
    this(profile, login, new PeerInfo("0.0", "linux", Carrier.USERSPACE));
  }

  private ScriptedSession(Profile profile, Login login, PeerInfo peerInfo) {
    this.login = login;
    this.session =
        new ClientSession(
            new SessionSetup(
                profile,
                profile.remotes().getFirst(),
                InetAddress.ofLiteral("192.0.2.1"),
                epoch -> new FakeTls(true, serverCertificate),
                login,
                peerInfo,
                0),
            new SecureRandom(),
            now);
    this.server = new ScriptedServer(now, toClient);
  }

  static ScriptedSession withDefaults() {
    return new ScriptedSession(profile(Timers.DEFAULT, Optional.empty(), OptionalInt.empty()));
  }

  static Profile profile(Timers timers, Optional<String> fallback, OptionalInt exitNotify) {
    return TestProfiles.profile(
        List.of(TestProfiles.remote("vpn.example", new ControlWrapping.None())),
        TestProfiles.tls("", "", ""),
        timers,
        true,
        fallback,
        exitNotify);
  }

  /** Until both key messages have crossed; the server has said nothing yet. */
  ScriptedSession start() {
    input(new Input.Start());
    settle();
    return this;
  }

  /** Until the tunnel stands. */
  ScriptedSession connect(String push) {
    start();
    server.say(push);
    settle();
    if (!isConnected()) {
      throw new AssertionError("not connected: " + story);
    }
    return this;
  }

  void say(String... texts) {
    server.say(texts);
    settle();
  }

  void input(Input input) {
    session.step(now, input, this);
  }

  /** Lets everything happen that is due now. */
  void settle() {
    int steps = 0;
    boolean moved = true;
    while (moved || session.nextDeadline() <= now) {
      if (++steps > MANY) {
        throw new AssertionError("the deadline " + session.nextDeadline() + " stays at " + now);
      }
      server.step(now);
      input(new Input.Tick(new Traffic(0, 0, 0, 0, -1, wornOut())));
      moved = !toServer.isEmpty() || !toClient.isEmpty();
      take(toServer).forEach(datagram -> server.receive(now, datagram));
      take(toClient).forEach(datagram -> input(new Input.Datagram(datagram, 0, datagram.length)));
    }
  }

  private boolean wornOut() {
    return sendingKey >= 0 && sendingKey == wornOutKey;
  }

  private static List<byte[]> take(List<byte[]> datagrams) {
    List<byte[]> taken = List.copyOf(datagrams);
    datagrams.clear();
    return taken;
  }

  /** Lets time pass, or less when the session ends. */
  void run(long millis) {
    settle();
    for (long end = now + millis; now < end && ending.isEmpty(); ) {
      now += 100;
      settle();
    }
  }

  boolean isConnected() {
    return ending.isEmpty() && story.contains(SessionState.CONNECTED.wireName());
  }

  ProblemCode code() {
    return ending.flatMap(Ending::problem).map(Problem::code).orElseThrow();
  }

  boolean retries() {
    return ending.orElseThrow().next() instanceof Ending.Next.Retry;
  }

  @Override
  public void send(byte[] datagram) {
    toServer.add(datagram);
  }

  @Override
  public void state(SessionState state) {
    story.add(state.wireName());
  }

  @Override
  public void secured(SessionStatus.TlsInfo tls) {}

  @Override
  public void openDataChannel(DataSettings settings) {
    peerId = settings.peerId();
    story.add("cipher " + settings.format().cipher().openVpnName());
  }

  @Override
  public void socketBuffers(OptionalInt send, OptionalInt receive) {
    story.add("buffers " + send + " " + receive);
  }

  @Override
  public void install(DataKeys keys) {
    story.add("install " + keys.keyId());
    keys.close();
  }

  @Override
  public void activate(int keyId) {
    story.add("activate " + keyId);
    sendingKey = keyId;
  }

  @Override
  public void retire(int keyId) {
    story.add("retire " + keyId);
  }

  @Override
  public void sendInBand(byte[] payload) {
    story.add("in band " + InBandMessage.classify(payload, 0, payload.length));
  }

  @Override
  public boolean keepalive(OptionalInt ping, OptionalInt silence, boolean asked) {
    story.add("keepalive " + seconds(ping) + " " + seconds(silence) + (asked ? " asked" : ""));
    return false;
  }

  private static String seconds(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "never";
  }

  @Override
  public void configure(TunnelPlan wanted) {
    plan = Optional.of(wanted);
    story.add("plan " + wanted.addresses() + " " + wanted.routes().size());
  }

  @Override
  public void ask(Question question) {
    asked = Optional.of(question);
  }

  @Override
  public void askNoMore() {
    asked = Optional.empty();
  }

  @Override
  public void trouble(Problem problem) {
    story.add("trouble " + problem.code());
  }

  @Override
  public void log(LogLine.Level level, String text) {
    story.add(text);
  }

  @Override
  public void ended(Ending how) {
    if (ending.isPresent()) {
      throw new AssertionError("ended twice: " + story);
    }
    ending = Optional.of(how);
  }
}
