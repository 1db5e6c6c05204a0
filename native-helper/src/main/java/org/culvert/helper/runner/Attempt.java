package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.keys.DataKeys;
import org.culvert.core.plan.IpPrefix;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.core.session.ClientSession;
import org.culvert.core.session.Ending;
import org.culvert.core.session.Input;
import org.culvert.core.session.Outputs;
import org.culvert.core.session.SessionSetup;
import org.culvert.core.session.Traffic;
import org.culvert.helper.host.Outer;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.PathTraffic;
import org.culvert.helper.path.TunDevice;
import org.culvert.helper.path.userspace.UserspacePath;

/**
 * One attempt to connect and the connection that comes of it: feeds the protocol with what happens
 * and does what it says. Lives on the session's thread.
 */
final class Attempt implements Outputs, AutoCloseable {
  private static final long TRAFFIC_EVERY_MILLIS = 250;

  /** How long we may send from an address that this machine has no more. */
  private static final long FOLLOW_EVERY_MILLIS = 1_000;

  private final SessionSetup setup;
  private final TunnelKeeper tunnel;
  private Outer outer;
  private final Inbox inbox;
  private final SessionFace face;
  private final Questions questions;
  private final UserspacePath path;
  private final ClientSession session;
  private String cipher = "";
  private Optional<SegmentLimit> segments = Optional.empty();
  private Optional<Carried> carried = Optional.empty();
  private int narrowedTo;
  private boolean connected;
  private long connectedAt;
  private long followAt;
  private Optional<Ending> ending = Optional.empty();
  private Optional<Ending> broken = Optional.empty();
  private boolean deviceBroken;
  private long trafficAt;
  private final DropNotes dropped = new DropNotes();

  /** The device that the path carries packets for. */
  private record Carried(TunDevice device, int mtu) {}

  /** Owns the port from now on. */
  Attempt(
      SessionSetup setup,
      SessionRunner.Environment environment,
      TunnelKeeper tunnel,
      Outer outer,
      Inbox inbox,
      SessionFace face,
      Questions questions,
      DatagramPort port,
      String name) {
    this.setup = setup;
    this.tunnel = tunnel;
    this.outer = outer;
    this.inbox = inbox;
    this.face = face;
    this.questions = questions;
    this.path = new UserspacePath(port, inbox, name);
    this.session = new ClientSession(setup, environment.random(), now());
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
      Inbox.Mail mail = inbox.take(wait);
      now = now();
      if (mail != null) {
        deliver(mail, now);
      }
      tunnel.repair(now);
      if (ending.isEmpty() && now >= session.nextDeadline()) {
        session.step(now, new Input.Tick(traffic()), this);
      }
      if (connected && now >= followAt) {
        followAt = now + FOLLOW_EVERY_MILLIS;
        follow();
      }
      if (connected && now >= trafficAt) {
        trafficAt = now + TRAFFIC_EVERY_MILLIS;
        tellTraffic();
      }
      if (ending.isEmpty() && broken.isPresent()) {
        session.step(now, new Input.Stop(), this);
      }
    }
    return broken.orElse(ending.get());
  }

  /** Wire reference 11.4: any valid packet from the new address makes the server send there. */
  private void follow() {
    if (path.follow()) {
      face.log(LogLine.Level.INFO, "this machine's address has changed; going on from the new one");
      segments.ifPresent(SegmentLimit::forget);
      sendInBand(InBandMessage.ping());
    }
    lookAtPath();
  }

  /** A path that lets through only shorter packets than was known makes segments smaller. */
  private void lookAtPath() {
    if (carried.isPresent() && segments.orElseThrow().learn(path.pathMtu())) {
      carry(carried.get());
    }
  }

  private void carry(Carried what) {
    SegmentLimit limit = segments.orElseThrow(); // the data channel opens first
    int segment = limit.maxSegment(what.mtu());
    path.attach(what.device(), what.mtu(), segment);
    if (limit.isNarrowed(what.mtu()) && segment != narrowedTo) {
      narrowedTo = segment;
      face.log(
          LogLine.Level.INFO,
          "the way to the server lets through packets of "
              + limit.pathMtu()
              + " bytes at most; TCP segments in the tunnel are limited to "
              + segment
              + " bytes");
    }
  }

  /** The routes make way first: else what is sent there would come back out of the tunnel. */
  private void serverMoved(InetSocketAddress now) {
    if (now.equals(path.remote())) {
      return;
    }
    Outer next = new Outer(List.of(now.getAddress()), outer.device());
    try {
      tunnel.prepareFor(next);
      if (!path.moveTo(now)) {
        return;
      }
    } catch (IOException e) {
      face.log(
          LogLine.Level.WARNING,
          "the server goes on from "
              + text(now)
              + ", but it cannot be followed: "
              + e.getMessage());
      return;
    }
    outer = next;
    face.moved(IpPrefix.text(now.getAddress()));
    face.log(LogLine.Level.INFO, "the server goes on from " + text(now) + " (float)");
    segments.ifPresent(SegmentLimit::forget);
    carried.ifPresent(this::carry);
  }

  private static String text(InetSocketAddress address) {
    return IpPrefix.text(address.getAddress()) + " port " + address.getPort();
  }

  private void deliver(Inbox.Mail mail, long now) {
    switch (mail) {
      case Inbox.Mail.Control control ->
          session.step(
              now, new Input.Datagram(control.datagram(), 0, control.datagram().length), this);
      case Inbox.Mail.ServerMoved(InetSocketAddress address) -> serverMoved(address);
      case Inbox.Mail.PeerExit() -> session.step(now, new Input.PeerExit(), this);
      case Inbox.Mail.Network network -> {
        switch (network.error()) {
          case PORT_UNREACHABLE -> session.step(now, new Input.PortUnreachable(), this);
          case MESSAGE_TOO_LONG -> lookAtPath();
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

  private Traffic traffic() {
    PathTraffic now = path.traffic();
    return new Traffic(
        now.dataIn(),
        now.dataOut(),
        now.bytesIn(),
        now.bytesOut(),
        now.newestKeyIdReceived(),
        now.keyWornOut());
  }

  private void tellTraffic() {
    PathTraffic now = path.traffic();
    dropped.news(now).forEach(text -> face.log(LogLine.Level.WARNING, text));
    face.traffic(
        new SessionFace.Counters(now.bytesIn(), now.bytesOut(), now.packetsIn(), now.packetsOut()));
  }

  @Override
  public void send(byte[] datagram) {
    try {
      path.send(datagram);
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
    cipher = settings.format().cipher().openVpnName();
    segments = Optional.of(new SegmentLimit(setup.remote().sizes(), setup.around(settings)));
    path.openDataChannel(settings);
  }

  @Override
  public void socketBuffers(OptionalInt send, OptionalInt receive) {
    path.buffers(send, receive);
    face.log(
        LogLine.Level.INFO,
        "the server asks for socket buffers of"
            + (send.isPresent() ? " " + send.getAsInt() + " bytes for sending" : "")
            + (send.isPresent() && receive.isPresent() ? " and" : "")
            + (receive.isPresent() ? " " + receive.getAsInt() + " bytes for receiving" : ""));
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
  public void sendInBand(byte[] payload) {
    try {
      path.sendInBand(payload);
    } catch (IOException e) {
      face.log(LogLine.Level.DEBUG, "a data packet of our own was not sent: " + e.getMessage());
    }
  }

  @Override
  public void configure(TunnelPlan plan) {
    try {
      TunDevice device = tunnel.apply(plan, outer);
      carried = Optional.of(new Carried(device, plan.mtu()));
      segments.orElseThrow().learn(path.pathMtu());
      carry(carried.get());
      face.tunnel(cipher, tunnel.info(device.name(), plan));
    } catch (IOException e) {
      broken =
          Optional.of(
              new Ending(
                  Optional.of(
                      Problem.of(
                          ProblemCode.HOST_SETUP_FAILED,
                          Optional.ofNullable(e.getMessage()).orElse(e.toString()))),
                  // A tunnel that could not be changed still stands and protects.
                  new Ending.Next.StopUnlessUp()));
    }
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
  public void ended(Ending end) {
    ending = Optional.of(end);
  }

  @Override
  public void close() {
    questions.withdraw();
    path.close();
    if (connected) {
      tellTraffic();
    }
  }
}
