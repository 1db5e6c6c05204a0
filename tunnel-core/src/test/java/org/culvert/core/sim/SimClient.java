package org.culvert.core.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.session.ClientSession;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.culvert.core.session.Outputs;

/** A client session on a simulated wire. */
public final class SimClient implements Outputs {
  private final SimClock clock;
  private final SimWire.End end;
  private final ClientSession session;
  private final SimData data;
  private final List<String> story = new ArrayList<>();
  private final List<Problem> troubles = new ArrayList<>();
  private SessionState state = SessionState.DISCONNECTED;
  private Optional<TunnelPlan> plan = Optional.empty();
  private Optional<Ending> ending = Optional.empty();
  private Optional<String> tlsVersion = Optional.empty();
  private int sendingKey = -1;
  private boolean dead;

  SimClient(SimClock clock, SimWire.End end, ClientSession session) {
    this.clock = clock;
    this.end = end;
    this.session = session;
    this.data = new SimData(end);
    end.onReceive(this::accept);
    clock.party(
        "client",
        () -> dead ? Long.MAX_VALUE : session.nextDeadline(),
        () -> session.step(clock.now(), new Input.Tick(data.traffic()), this));
  }

  void accept(byte[] datagram) {
    if (dead) {
      return;
    }
    if (data.isOpen() && SimData.isData(datagram)) {
      data.accept(datagram);
      if (data.peerExited()) {
        input(new Input.PeerExit());
      }
    } else {
      input(new Input.Datagram(datagram, 0, datagram.length));
    }
  }

  /** From now on it neither hears nor speaks, as after a crash. */
  public void die() {
    dead = true;
  }

  /** Hands something to the session. */
  public void input(Input input) {
    session.step(clock.now(), input, this);
  }

  public void start() {
    input(new Input.Start());
    input(new Input.Tick(data.traffic()));
  }

  public void sendPacket(byte[] packet) {
    data.send(packet);
  }

  public boolean hasReceived(byte[] packet) {
    return data.hasReceived(packet);
  }

  public int receivedCount() {
    return data.received().size();
  }

  public boolean isConnected() {
    return state == SessionState.CONNECTED && ending.isEmpty();
  }

  public SessionState currentState() {
    return state;
  }

  public Optional<Ending> ending() {
    return ending;
  }

  public Optional<TunnelPlan> plan() {
    return plan;
  }

  public List<Problem> troubles() {
    return troubles;
  }

  public Optional<String> tlsVersion() {
    return tlsVersion;
  }

  public int sendingKey() {
    return sendingKey;
  }

  /** What happened, for messages of failing tests. */
  public List<String> story() {
    return story;
  }

  @Override
  public void send(byte[] datagram) {
    if (!dead) {
      end.send(datagram);
    }
  }

  @Override
  public void state(SessionState next) {
    state = next;
    story.add(next.wireName());
  }

  @Override
  public void secured(SessionStatus.TlsInfo tls) {
    tlsVersion = Optional.of(tls.version());
  }

  @Override
  public void openDataChannel(DataSettings settings) {
    data.open(settings);
    story.add("cipher " + settings.format().cipher().openVpnName());
  }

  @Override
  public void socketBuffers(OptionalInt send, OptionalInt receive) {}

  @Override
  public void install(DataKeys keys) {
    story.add("install " + keys.keyId());
    data.install(keys);
  }

  @Override
  public void activate(int keyId) {
    story.add("activate " + keyId);
    sendingKey = keyId;
    data.activate(keyId);
  }

  @Override
  public void retire(int keyId) {
    story.add("retire " + keyId);
    data.retire(keyId);
  }

  @Override
  public void sendInBand(byte[] payload) {
    story.add("in band " + InBandMessage.classify(payload, 0, payload.length));
    data.sendInBand(payload);
  }

  /** This data path leaves it to the session. */
  @Override
  public boolean keepalive(OptionalInt ping, OptionalInt silence, boolean asked) {
    return false;
  }

  @Override
  public void configure(TunnelPlan wanted) {
    plan = Optional.of(wanted);
  }

  @Override
  public void ask(Question question) {}

  @Override
  public void askNoMore() {}

  @Override
  public void trouble(Problem problem) {
    troubles.add(problem);
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
    story.add("ended " + how);
  }
}
