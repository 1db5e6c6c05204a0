package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.DataSettings;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.plan.Wishes;
import org.culvert.core.session.ClientSession;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.culvert.core.session.Outputs;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.session.Traffic;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PathTraffic;

/**
 * One attempt to connect and the connection that comes of it: feeds the protocol with what happens
 * and does what it says. Lives on the session's thread.
 */
final class Attempt implements Outputs, AutoCloseable {
  private static final long TRAFFIC_EVERY_MILLIS = 250;

  /** How long we may send from an address that this machine has no more. */
  private static final long FOLLOW_EVERY_MILLIS = 1_000;

  private final SessionSetup setup;
  private final Wishes wishes;
  private final TunnelKeeper tunnel;
  private final Inbox inbox;
  private final SessionFace face;
  private final Questions questions;
  private final Carriage carriage;
  private final ClientSession session;
  private boolean connected;
  private long connectedAt;
  private long followAt;
  private Optional<Ending> ending = Optional.empty();
  private Optional<Ending> broken = Optional.empty();
  private boolean deviceBroken;
  private long trafficAt;
  private final DropNotes dropped = new DropNotes();
  private final EpochNotes epochs = new EpochNotes();
  private final GatewayWatch gateway;
  private final ServerMoves moves;

  /** Owns the port from now on. */
  Attempt(
      SessionSetup setup,
      Wishes wishes,
      SessionRunner.Environment environment,
      TunnelKeeper tunnel,
      Outer outer,
      Inbox inbox,
      SessionFace face,
      Questions questions,
      KernelChoice choice,
      boolean kernel,
      DatagramPort port,
      String name) {
    this.setup = setup;
    this.wishes = wishes;
    this.tunnel = tunnel;
    this.inbox = inbox;
    this.face = face;
    this.questions = questions;
    this.gateway = new GatewayWatch(environment.host());
    this.carriage =
        new Carriage(
            setup,
            environment.host(),
            environment.ciphers(),
            tunnel,
            outer,
            inbox,
            face,
            choice,
            kernel,
            port,
            gateway,
            name);
    this.session = new ClientSession(setup, environment.random(), now());
    this.moves = new ServerMoves(now());
  }

  /** The monotonic clock in milliseconds. */
  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** How long the tunnel stood or stands; empty when it never did. */
  OptionalLong connectedMillis() {
    return connected ? OptionalLong.of(now() - connectedAt) : OptionalLong.empty();
  }

  /** Whether the device cannot be used any more, for example because somebody removed it. */
  boolean deviceBroken() {
    return deviceBroken;
  }

  /** Until the attempt is over. */
  Ending run() throws InterruptedException {
    session.step(now(), new Input.Start(), this);
    while (ending.isEmpty()) {
      long now = now();
      long wait = Math.max(0, session.nextDeadline() - now);
      if (connected) {
        wait = Math.min(wait, Math.max(0, trafficAt - now));
      }
      wait = Math.min(wait, tunnel.untilRepair(now));
      wait = Math.min(wait, Math.max(0, moves.deadline() - now));
      Inbox.Mail mail = inbox.take(wait);
      now = now();
      if (mail != null) {
        deliver(mail, now);
      }
      followServer(now);
      tunnel.repair(now);
      if (ending.isEmpty() && now >= session.nextDeadline()) {
        session.step(now, new Input.Tick(traffic()), this);
      }
      if (connected && now >= followAt) {
        followAt = now + FOLLOW_EVERY_MILLIS;
        guarded(carriage::follow);
      }
      if (connected && now >= trafficAt) {
        trafficAt = now + TRAFFIC_EVERY_MILLIS;
        boolean counted = carriage.look(now);
        gateway.look(now, users().packetsOut(), face::isWatched);
        if (counted) {
          tellTraffic(now);
        }
      }
      if (ending.isEmpty() && broken.isPresent()) {
        session.step(now, new Input.Stop(), this);
      }
    }
    return broken.orElse(ending.get());
  }

  private void followServer(long now) {
    Optional<InetSocketAddress> due =
        moves.takeDue(now).filter(to -> !to.equals(carriage.remote()));
    if (due.isPresent()) {
      guarded(() -> followServer(due.get(), now));
    }
  }

  private void followServer(InetSocketAddress to, long now) throws BrokenException {
    try {
      carriage.serverMoved(to);
    } catch (IOException e) {
      moves.failed(to, now);
      face.log(
          LogLine.Level.WARNING,
          "the server goes on from "
              + IpPrefix.text(to.getAddress())
              + " port "
              + to.getPort()
              + ", but it cannot be followed: "
              + e.getMessage());
    }
  }

  /** A step that may make an end of the attempt. */
  private interface Step {
    void run() throws BrokenException;
  }

  /** Nothing more is done once it is broken. */
  private void guarded(Step step) {
    if (broken.isPresent()) {
      return;
    }
    try {
      step.run();
    } catch (BrokenException e) {
      broken = Optional.of(e.ending());
    }
  }

  private void deliver(Inbox.Mail mail, long now) {
    switch (mail) {
      case Inbox.Mail.Control control ->
          session.step(
              now, new Input.Datagram(control.datagram(), 0, control.datagram().length), this);
      case Inbox.Mail.ServerMoved(InetSocketAddress address) -> moves.heard(address);
      case Inbox.Mail.PeerExit() -> session.step(now, new Input.PeerExit(), this);
      case Inbox.Mail.PeerSilent() -> session.step(now, new Input.PeerSilent(), this);
      case Inbox.Mail.NothingComesBack() -> {
        if (carriage.doubt()) {
          face.log(
              LogLine.Level.INFO, "nothing comes back; new keys tell whether the server is there");
          session.step(now, new Input.Renegotiate(), this);
        }
      }
      case Inbox.Mail.Network network -> {
        switch (network.error()) {
          case PORT_UNREACHABLE -> session.step(now, new Input.PortUnreachable(), this);
          case MESSAGE_TOO_LONG -> guarded(carriage::lookAtPath);
          case HOST_UNREACHABLE, NETWORK_UNREACHABLE, OTHER -> {}
        }
      }
      case Inbox.Mail.RoutedIntoItself() ->
          face.log(
              LogLine.Level.WARNING,
              "the machine routes the packets for "
                  + setup.address().getHostAddress()
                  + " into the tunnel itself: the host route to the server has gone. They are"
                  + " dropped; disconnect and connect again if nothing else does");
      case Inbox.Mail.PathFailed failed -> {
        switch (failed.what()) {
          case SOCKET -> session.step(now, new Input.TransportLost(failed.reason()), this);
          case DEVICE -> deviceFailed(failed.reason());
        }
      }
      case Inbox.Mail.Reconnect() -> {
        face.log(LogLine.Level.INFO, "connecting again, as asked");
        broken = Optional.of(new Ending(Optional.empty(), new Ending.Next.Again()));
      }
      case Inbox.Mail.Stop() -> session.step(now, new Input.Stop(), this);
      case Inbox.Mail.Answered answered -> {
        if (questions.settles(answered)) {
          session.step(now, new Input.Answered(answered.reply()), this);
        }
      }
    }
  }

  private void deviceFailed(String reason) {
    deviceBroken = true;
    broken =
        Optional.of(
            new Ending(
                Optional.of(
                    Problem.of(ProblemCode.TRANSPORT_FAILED, setup.remote().host(), reason)),
                new Ending.Next.Retry(Ending.Advance.SAME, 0)));
  }

  /** Without our own requests to the gateway: they keep no idle tunnel, and are nobody's bytes. */
  private PathTraffic users() {
    return gateway.takenOut(carriage.traffic());
  }

  private Traffic traffic() {
    PathTraffic now = users();
    return new Traffic(
        now.dataIn(),
        now.dataOut(),
        now.bytesIn(),
        now.bytesOut(),
        now.newestKeyIdReceived(),
        now.keyWornOut());
  }

  private void tellTraffic(long time) {
    PathTraffic now = users();
    dropped.news(now).forEach(text -> face.log(LogLine.Level.WARNING, text));
    epochs.news(time, now.epoch()).ifPresent(text -> face.log(LogCode.NEXT_KEYS, text));
    face.traffic(
        new SessionFace.Counters(now.bytesIn(), now.bytesOut(), now.packetsIn(), now.packetsOut()),
        new Live(gateway.gateway(time), now.batches()));
  }

  @Override
  public void send(byte[] datagram) {
    try {
      carriage.send(datagram);
    } catch (IOException e) {
      // As if the network had lost it: the protocol sends it again.
      face.log(LogLine.Level.DEBUG, "a control packet was not sent: " + e.getMessage());
    }
  }

  @Override
  public void state(SessionState state) {
    if (broken.isPresent()) {
      return;
    }
    if (state == SessionState.CONNECTED) {
      connected = true;
      connectedAt = now();
      followAt = connectedAt + FOLLOW_EVERY_MILLIS;
      face.connected(tunnel.trouble());
      return;
    }
    // While a kept tunnel is being reconnected, the steps inside are details.
    boolean detail =
        tunnel.isUp()
            && !connected
            && state != SessionState.CONFIGURING
            && state != SessionState.WAITING_FOR_USER;
    if (!detail) {
      face.state(state);
    } else if (face.state() == SessionState.WAITING_FOR_USER) {
      face.state(SessionState.RECONNECTING);
    }
  }

  @Override
  public void secured(SessionStatus.TlsInfo tls) {
    face.secured(tls);
  }

  @Override
  public void openDataChannel(DataSettings settings) {
    guarded(() -> carriage.openDataChannel(settings));
  }

  @Override
  public void socketBuffers(OptionalInt send, OptionalInt receive) {
    carriage.buffers(send, receive);
    face.log(
        LogLine.Level.INFO,
        "the server asks for socket buffers of"
            + (send.isPresent() ? " " + send.getAsInt() + " bytes for sending" : "")
            + (send.isPresent() && receive.isPresent() ? " and" : "")
            + (receive.isPresent() ? " " + receive.getAsInt() + " bytes for receiving" : ""));
  }

  @Override
  public void install(DataKeys keys) {
    if (broken.isPresent()) {
      keys.close();
    }
    guarded(() -> carriage.install(keys));
  }

  @Override
  public void activate(int keyId) {
    guarded(() -> carriage.activate(keyId));
  }

  @Override
  public void retire(int keyId) {
    guarded(() -> carriage.retire(keyId));
  }

  @Override
  public void sendInBand(byte[] payload) {
    guarded(() -> carriage.sendInBand(payload));
  }

  @Override
  public boolean keepalive(OptionalInt ping, OptionalInt silence, boolean asked) {
    guarded(() -> carriage.keepalive(ping, silence, asked));
    return carriage.watches();
  }

  @Override
  public void configure(TunnelPlan plan) {
    guarded(
        () -> {
          try {
            carriage.configure(wishes.apply(plan, setup.address()));
          } catch (IOException e) {
            // A tunnel that could not be changed still stands and protects.
            throw new BrokenException(
                new Ending(Optional.of(TunnelKeeper.problem(e)), new Ending.Next.StopUnlessUp()));
          }
        });
  }

  @Override
  public void ask(Question question) {
    questions.put(question);
  }

  @Override
  public void askNoMore() {
    questions.withdraw();
  }

  @Override
  public void trouble(Problem problem) {
    face.problem(Optional.of(problem));
  }

  @Override
  public void log(LogLine.Level level, String text) {
    face.log(level, text);
  }

  @Override
  public void log(LogCode code, String text) {
    face.log(code, text);
  }

  @Override
  public void ended(Ending end) {
    ending = Optional.of(end);
  }

  @Override
  public void close() {
    questions.withdraw();
    gateway.close();
    carriage.close();
    if (connected) {
      tellTraffic(now());
    }
  }
}
