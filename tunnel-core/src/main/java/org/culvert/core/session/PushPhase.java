package org.culvert.core.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.control.KeyMessage;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.plan.PlanException;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.ControlMessageReader;
import org.culvert.core.push.PushAssembler;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushedOptions;
import org.culvert.core.wire.ControlPacket;

/** TLS stands; the server checks us and sends what it wants configured. */
final class PushPhase implements Phase {
  private static final byte[] PUSH_REQUEST = "PUSH_REQUEST".getBytes(StandardCharsets.UTF_8);

  /** Modern servers push without being asked: give them a moment. */
  private static final long FIRST_REQUEST_AFTER = 300;

  private static final long LONGEST_GAP = 5_000;

  private final SessionContext context;
  private final KeyNegotiation negotiation;
  private final ControlMessageReader texts = new ControlMessageReader();
  private final PushAssembler assembler;
  private final long since;
  private long giveUpAt;
  private long requestAt;
  private long gap = 1_000;

  PushPhase(SessionContext context, KeyNegotiation negotiation, long now) {
    this.context = context;
    this.negotiation = negotiation;
    this.assembler = PushAssembler.ofReplies(context.setup().room());
    this.since = now;
    this.giveUpAt = now + context.setup().profile().timers().handWindow() * 1000L;
    this.requestAt = now + FIRST_REQUEST_AFTER;
  }

  @Override
  public Phase step(long now, Input input, Outputs out) {
    switch (input) {
      case Input.Datagram datagram -> {
        Optional<ControlPacket> packet =
            context.baseWrap().unwrap(datagram.bytes(), datagram.offset(), datagram.length());
        packet
            .filter(valid -> valid.keyId() == 0)
            .ifPresent(valid -> negotiation.receive(valid, now));
      }
      case Input.TransportLost lost -> {
        return end(
            Ending.of(Problem.of(ProblemCode.TRANSPORT_FAILED, context.server(), lost.reason())),
            now,
            out);
      }
      case Input.Stop() -> {
        return end(Ending.stop(), now, out);
      }
      case Input.Answered answered -> {
        ServerQuestions.answer(answered.reply()).ifPresent(negotiation::sendText);
        out.state(SessionState.AUTHENTICATING);
      }
      case Input.Start(),
          Input.Tick _,
          Input.PortUnreachable(),
          Input.PeerExit(),
          Input.PeerSilent(),
          Input.Renegotiate() -> {}
    }
    if (negotiation.failure().isPresent()) {
      return end(Ending.of(context.tlsProblem(negotiation)), now, out);
    }
    if (!context.setup().profile().pull().pulls()) {
      return push(EqualEnds.agreement(theirInfo(), context.announced(negotiation)), now, out);
    }
    List<ControlMessage> messages = texts.feed(negotiation.takeText());
    for (int i = 0; i < messages.size(); i++) {
      Phase next = accept(messages.get(i), now, out);
      if (next instanceof ConnectedPhase connected) {
        return connected.takeOver(now, messages.subList(i + 1, messages.size()), out);
      }
      if (next != this) {
        return next;
      }
    }
    context.talk().leftOut(now).ifPresent(text -> out.log(LogLine.Level.WARNING, text));
    if (now >= giveUpAt) {
      String seconds = Long.toString((now - since) / 1000);
      return end(
          Ending.of(Problem.of(ProblemCode.PUSH_TIMEOUT, context.server(), seconds)), now, out);
    }
    if (now >= requestAt) {
      if (negotiation.quiet()) { // otherwise the last one is still on its way
        negotiation.sendText(PUSH_REQUEST);
      }
      requestAt = now + gap;
      gap = Math.min(gap + 1_000, LONGEST_GAP);
    }
    negotiation.transmit(now, out);
    return this;
  }

  private String theirInfo() {
    return negotiation.peerMessage().map(KeyMessage::peerInfo).orElse("");
  }

  private Phase accept(ControlMessage message, long now, Outputs out) {
    return switch (message) {
      case ControlMessage.PushReply reply -> push(reply.text(), now, out);
      case ControlMessage.AuthPending pending -> {
        int hand = context.setup().profile().timers().handWindow();
        int longest = Math.max(hand, context.setup().profile().timers().renegotiate() / 2);
        giveUpAt = since + Math.min(pending.timeout().orElse(hand), longest) * 1000L;
        log(now, LogLine.Level.INFO, "the server waits for a second factor", out);
        yield this;
      }
      case ControlMessage.Info info -> {
        if (context.talk().allows(now) && ServerQuestions.hear(info, out)) {
          out.state(SessionState.WAITING_FOR_USER);
        }
        yield this;
      }
      case ControlMessage.PushUpdate _ -> {
        log(now, LogLine.Level.WARNING, "an update came before the push; it is ignored", out);
        yield this;
      }
      case ControlMessage.Unknown unknown -> {
        log(now, LogLine.Level.DEBUG, "unknown control message: " + unknown.name(), out);
        yield this;
      }
      case ControlMessage.AuthFailed _,
          ControlMessage.Restart _,
          ControlMessage.Halt _,
          ControlMessage.Exit _ ->
          end(ServerWill.ending(context, message), now, out);
    };
  }

  private void log(long now, LogLine.Level level, String text, Outputs out) {
    if (context.talk().allows(now)) {
      out.log(level, text);
    }
  }

  private Phase push(String text, long now, Outputs out) {
    try {
      Optional<List<String>> complete = assembler.offer(text);
      if (complete.isEmpty()) {
        return this;
      }
      Configuration configuration =
          Configuration.of(context.setup(), complete.get(), context.announced(negotiation));
      configuration.notes().forEach(note -> out.log(LogLine.Level.INFO, note));
      configuration
          .pushed()
          .messages()
          .forEach(said -> out.log(LogLine.Level.WARNING, "message from the server: " + said));
      PushedOptions pushed = configuration.pushed();
      pushed
          .authToken()
          .ifPresent(token -> context.setup().login().useToken(token, pushed.authTokenUser()));
      context.setup().login().accepted();
      negotiation.transmit(now, out);
      return ConnectedPhase.enter(context, negotiation, texts, configuration, now, out);
    } catch (PushException e) {
      return refuse(e.reason(), now, out);
    } catch (PlanException e) {
      return refuse(e.reason(), now, out);
    } catch (CipherRefusedException e) {
      return end(Ending.of(e.problem()), now, out);
    }
  }

  private Phase refuse(String reason, long now, Outputs out) {
    Problem problem = Problem.of(ProblemCode.PUSH_REFUSED, context.server(), reason);
    return end(Ending.of(problem), now, out);
  }

  private Phase end(Ending ending, long now, Outputs out) {
    negotiation.transmit(now, out);
    negotiation.close();
    out.ended(ending);
    return new EndedPhase();
  }

  @Override
  public long deadline() {
    return Math.min(
        Math.min(Math.min(giveUpAt, requestAt), context.talk().deadline()),
        negotiation.nextDeadline());
  }
}
