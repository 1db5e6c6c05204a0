package org.culvert.core.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.control.KeyRotation;
import org.culvert.core.data.DataSettings;
import org.culvert.core.data.InBandMessage;
import org.culvert.core.plan.PlanException;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.Timers;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.ControlMessageReader;
import org.culvert.core.push.PushAssembler;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushUpdate;
import org.culvert.core.push.PushedOptions;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.wrap.ControlWrap;
import org.culvert.core.wrap.ControlWraps;
import org.culvert.core.wrap.Role;

/** The tunnel carries packets; the control channel keeps it alive and its keys fresh. */
final class ConnectedPhase implements Phase {
  /** How often the data path's counters are looked at. */
  private static final long LOOK_EVERY = 1_000;

  private static final byte[] EXIT = "EXIT".getBytes(StandardCharsets.UTF_8);

  private final SessionContext context;
  private final KeyRotation keys;
  private final ControlMessageReader texts;
  private final PushAssembler laterPush;
  private final LiveUpdates updates;
  private final long since;
  private Configuration configuration;
  private Keepalive keepalive;
  private Inactivity inactivity;
  private Traffic traffic = Traffic.NONE;
  private long lookAt;
  private long askedUntil = Long.MAX_VALUE;

  /** Whose texts are in the reader. */
  private KeyNegotiation speaker;

  private ConnectedPhase(
      SessionContext context,
      Configuration configuration,
      KeyRotation keys,
      ControlMessageReader texts,
      long now) {
    this.context = context;
    this.configuration = configuration;
    this.keys = keys;
    this.laterPush = PushAssembler.ofReplies(context.setup().room());
    this.updates = new LiveUpdates(context.setup(), now);
    this.texts = texts;
    this.speaker = keys.current();
    this.since = now;
    this.keepalive = keepalive(now);
    this.inactivity = inactivity(now);
    this.lookAt = now + LOOK_EVERY;
  }

  private Keepalive keepalive(long now) {
    return Keepalive.of(
        configuration.pushed(),
        context.setup().profile().timers(),
        context.setup().remote().transport(),
        now);
  }

  private Inactivity inactivity(long now) {
    PushedOptions pushed = configuration.pushed();
    Timers timers = context.setup().profile().timers();
    return pushed.inactive().isPresent()
        ? new Inactivity(pushed.inactive(), pushed.inactiveBytes(), now)
        : new Inactivity(timers.inactive(), timers.inactiveBytes(), now);
  }

  private long endAt() {
    int seconds =
        configuration
            .pushed()
            .sessionTimeout()
            .orElse(context.setup().profile().timers().sessionTimeout());
    return seconds > 0 ? since + seconds * 1000L : Long.MAX_VALUE;
  }

  /** Puts the server's configuration to work; {@code texts} may hold half a message. */
  static ConnectedPhase enter(
      SessionContext context,
      KeyNegotiation negotiation,
      ControlMessageReader texts,
      Configuration configuration,
      long now,
      Outputs out)
      throws CipherRefusedException {
    PushedOptions pushed = configuration.pushed();
    DataSettings data =
        DataAgreement.of(
            context.setup(), pushed, negotiation.peerMessage().map(KeyMessage::options).orElse(""));
    out.state(SessionState.CONFIGURING);
    out.openDataChannel(data);
    if (pushed.sendBuffer().isPresent() || pushed.receiveBuffer().isPresent()) {
      out.socketBuffers(pushed.sendBuffer(), pushed.receiveBuffer());
    }
    ControlWrap laterWrap = context.baseWrap();
    if (pushed.dynamicTlsCrypt()) {
      byte[] exported =
          negotiation
              .tlsResult()
              .flatMap(TlsResult::exported)
              .orElseThrow() // promised only when it is there
              .dynamicTlsCrypt()
              .copyBytes();
      laterWrap =
          ControlWraps.dynamic(
              ControlWraps.dynamicKey(exported, context.setup().remote().wrapping()),
              Role.CLIENT,
              context.epochMillis(now) / 1000);
      java.util.Arrays.fill(exported, (byte) 0);
    }
    KeyRotation keys =
        new KeyRotation(
            negotiation,
            new KeyRotation.Recipe(
                KeyNegotiation.Side.CLIENT,
                data.format(),
                pushed.tlsExporter(),
                context.baseWrap(),
                laterWrap),
            context.rotationTimes(),
            context::begin,
            now,
            out);
    out.askNoMore();
    ConnectedPhase phase = new ConnectedPhase(context, configuration, keys, texts, now);
    phase.keepalive.tell(out);
    out.configure(configuration.plan());
    out.state(SessionState.CONNECTED);
    out.log(
        LogLine.Level.INFO, "connected to " + context.server() + " with " + data.format().shown());
    DataAgreement.warnings(data).forEach(warning -> out.log(LogLine.Level.WARNING, warning));
    return phase;
  }

  /** Messages that came together with the push reply, after it. */
  Phase takeOver(long now, List<ControlMessage> messages, Outputs out) {
    Optional<Ending> ending = accept(now, messages, out);
    return ending.isPresent() ? end(ending.get(), out) : this;
  }

  @Override
  public Phase step(long now, Input input, Outputs out) {
    switch (input) {
      case Input.Datagram datagram -> {
        if (keys.receive(now, datagram.bytes(), datagram.offset(), datagram.length(), out)) {
          keepalive.heard(now);
        }
      }
      case Input.Tick tick -> traffic = tick.traffic();
      case Input.Renegotiate() -> keys.renegotiate(now, out);
      case Input.PeerExit() -> {
        return end(ServerWill.ending(context, new ControlMessage.Exit()), out);
      }
      case Input.TransportLost lost -> {
        return end(
            Ending.retry(
                Problem.of(ProblemCode.TRANSPORT_FAILED, context.server(), lost.reason()),
                Ending.Advance.SAME),
            out);
      }
      case Input.PeerSilent() -> {
        return end(
            switch (keepalive.silent()) {
              case EXIT -> Ending.stop(silence(keepalive.limitSeconds()));
              case FINE, PING, RESTART ->
                  Ending.retry(silence(keepalive.limitSeconds()), Ending.Advance.SAME);
            },
            out);
      }
      case Input.Stop() -> {
        return leave(now, out);
      }
      case Input.Answered answered -> {
        ServerQuestions.answer(answered.reply()).ifPresent(keys.current()::sendText);
        keys.current().transmit(now, out);
        askedUntil = Long.MAX_VALUE;
      }
      case Input.Start(), Input.PortUnreachable() -> {}
    }
    // Texts are read twice: a session's last words before it is replaced, a new one's first after.
    Optional<Ending> ending =
        read(now, out)
            .or(() -> advance(now, input, out))
            .or(() -> read(now, out))
            .or(() -> change(now, out));
    if (ending.isPresent()) {
      return end(ending.get(), out);
    }
    context.talk().leftOut(now).ifPresent(text -> out.log(LogLine.Level.WARNING, text));
    if (now >= askedUntil) {
      askedUntil = Long.MAX_VALUE;
      out.askNoMore();
    }
    if (now >= endAt()) {
      return end(
          Ending.stop(
              Problem.of(ProblemCode.SERVER_SAYS, context.server(), "the session's time is over")),
          out);
    }
    return input instanceof Input.Tick && now >= lookAt ? look(now, out) : this;
  }

  private Optional<Ending> read(long now, Outputs out) {
    if (speaker != keys.current()) {
      texts.clear();
      speaker = keys.current();
    }
    return accept(now, texts.feed(speaker.takeText()), out);
  }

  private Optional<Ending> advance(long now, Input input, Outputs out) {
    // Between ticks the counters are those of the key that sent then.
    boolean wornOut = input instanceof Input.Tick && traffic.keyWornOut();
    return keys.advance(now, traffic.newestKeyIdReceived(), wornOut, out)
        .map(failure -> Ending.retry(problem(failure), Ending.Advance.SAME));
  }

  private Problem problem(KeyRotation.Failure failure) {
    return switch (failure) {
      case KeyRotation.Failure.Tls tls
          when tls.negotiation() == keys.current()
              && tls.negotiation().failure().orElseThrow() instanceof TlsFailure.PeerAlert alert ->
          Problem.of(ProblemCode.SERVER_SAYS, context.server(), "TLS alert " + alert.description());
      case KeyRotation.Failure.Tls tls -> context.tlsProblem(tls.negotiation());
      case KeyRotation.Failure.Late late ->
          Problem.of(
              ProblemCode.HANDSHAKE_TIMEOUT, context.server(), Long.toString(late.seconds()));
      case KeyRotation.Failure.CertificateChanged() ->
          Problem.of(ProblemCode.CERT_CHANGED, context.server());
    };
  }

  private Phase look(long now, Outputs out) {
    lookAt = now + LOOK_EVERY;
    if (inactivity.look(now, traffic)) {
      String seconds = Long.toString(inactivity.seconds());
      return end(Ending.stop(Problem.of(ProblemCode.INACTIVE, context.server(), seconds)), out);
    }
    return switch (keepalive.look(now, traffic)) {
      case FINE -> this;
      case PING -> {
        out.sendInBand(InBandMessage.ping());
        yield this;
      }
      case RESTART ->
          end(Ending.retry(silence(keepalive.silentSeconds(now)), Ending.Advance.SAME), out);
      case EXIT -> end(Ending.stop(silence(keepalive.silentSeconds(now))), out);
    };
  }

  private Problem silence(long seconds) {
    return Problem.of(ProblemCode.PEER_SILENT, context.server(), Long.toString(seconds));
  }

  private Optional<Ending> accept(long now, List<ControlMessage> messages, Outputs out) {
    for (ControlMessage message : messages) {
      Optional<Ending> ending = accept(now, message, out);
      if (ending.isPresent()) {
        return ending;
      }
    }
    return Optional.empty();
  }

  private Optional<Ending> accept(long now, ControlMessage message, Outputs out) {
    switch (message) {
      case ControlMessage.PushReply reply -> renewToken(reply.text(), now, out);
      case ControlMessage.PushUpdate update -> {
        return update(update.text());
      }
      case ControlMessage.Info info -> {
        if (context.talk().allows(now) && ServerQuestions.hear(info, out)) {
          // Nothing tells that a page was answered; the server waits no longer than this.
          askedUntil = now + context.rotationTimes().handWindow();
        }
      }
      case ControlMessage.Unknown unknown ->
          log(now, LogLine.Level.DEBUG, "unknown control message: " + unknown.name(), out);
      case ControlMessage.AuthPending _ -> {}
      case ControlMessage.AuthFailed _,
          ControlMessage.Restart _,
          ControlMessage.Halt _,
          ControlMessage.Exit _ -> {
        return Optional.of(ServerWill.ending(context, message));
      }
    }
    return Optional.empty();
  }

  private Optional<Ending> update(String text) {
    try {
      updates.offer(text, configuration.options());
      return Optional.empty();
    } catch (PushException e) {
      return Optional.of(cannotFollow(e.reason()));
    }
  }

  /**
   * Changes what has changed and leaves the rest alone; what cannot be done ends the connection.
   */
  private Optional<Ending> change(long now, Outputs out) {
    Optional<PushUpdate> due = updates.takeDue(now);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    try {
      Configuration before = configuration;
      configuration = before.updated(context.setup(), due.get());
      configuration.notesSince(before).forEach(note -> log(now, LogLine.Level.INFO, note, out));
      log(now, LogLine.Level.INFO, "the server changed the tunnel's configuration", out);
      keepalive = keepalive(now);
      keepalive.tell(out);
      if (!inactivityOf(configuration).equals(inactivityOf(before))) {
        inactivity = inactivity(now);
      }
      if (!configuration.plan().equals(before.plan())) {
        out.configure(configuration.plan());
      }
      return Optional.empty();
    } catch (PushException e) {
      return Optional.of(cannotFollow(e.reason()));
    } catch (PlanException e) {
      return Optional.of(cannotFollow(e.reason()));
    }
  }

  private static List<Object> inactivityOf(Configuration one) {
    return List.of(one.pushed().inactive(), one.pushed().inactiveBytes());
  }

  /** The server expects us to connect again and to ask for everything. */
  private Ending cannotFollow(String reason) {
    return Ending.retry(
        Problem.of(ProblemCode.PUSH_REFUSED, context.server(), reason), Ending.Advance.SAME);
  }

  // After a renegotiation a server may send a lone auth-token; nothing else is taken from it.
  private void renewToken(String text, long now, Outputs out) {
    try {
      Optional<List<String>> options = laterPush.offer(text);
      if (options.isPresent()) {
        PushedOptions update =
            PushedOptions.parse(
                options.get(), context.setup().profile().pull(), configuration.announced());
        update
            .authToken()
            .ifPresent(token -> context.setup().login().useToken(token, update.authTokenUser()));
      }
    } catch (PushException e) {
      log(now, LogLine.Level.WARNING, "a later push was ignored: " + e.getMessage(), out);
    }
  }

  private Phase leave(long now, Outputs out) {
    out.state(SessionState.DISCONNECTING);
    PushedOptions pushed = configuration.pushed();
    OptionalInt times =
        pushed.explicitExitNotify().isPresent()
            ? pushed.explicitExitNotify()
            : context.setup().profile().explicitExitNotify();
    if (pushed.exitNotifyOnControlChannel() && keys.current().failure().isEmpty()) {
      keys.current().sendText(EXIT);
      keys.current().transmit(now, out);
      return new LeavingPhase(keys, now);
    }
    // A control channel that just broke cannot say it, but the data channel can.
    int unasked = pushed.exitNotifyOnControlChannel() ? 1 : 0;
    if (context.setup().remote().transport() == Remote.Transport.UDP) {
      for (int i = 0; i < Math.min(times.orElse(unasked), 3); i++) {
        out.sendInBand(InBandMessage.occExit());
      }
    }
    return end(Ending.stop(), out);
  }

  private Phase end(Ending ending, Outputs out) {
    keys.close();
    out.ended(ending);
    return new EndedPhase();
  }

  private void log(long now, LogLine.Level level, String text, Outputs out) {
    if (context.talk().allows(now)) {
      out.log(level, text);
    }
  }

  @Override
  public long deadline() {
    long mine = Math.min(Math.min(lookAt, askedUntil), endAt());
    long theirs = Math.min(updates.deadline(), context.talk().deadline());
    return Math.min(Math.min(mine, theirs), keys.deadline());
  }
}
