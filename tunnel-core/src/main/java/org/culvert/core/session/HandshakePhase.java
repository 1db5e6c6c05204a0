package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.control.KeyNegotiation;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.Remote;
import org.culvert.core.tls.TlsResult;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;

/** From the first reset to both key messages. */
final class HandshakePhase implements Phase {
  /** When a user is told that something seems wrong, although the attempt goes on. */
  private static final long UNEASY_AFTER = 4_000;

  /** When a port that refused again after a while is given up. */
  private static final long REFUSED_FOR = 3_000;

  /** A single refusal may be forged, or a server that is just being restarted. */
  private static final long REFUSED_AGAIN_AFTER = 500;

  private final SessionContext context;
  private final KeyNegotiation negotiation;
  private final long answerBy;
  private final long completeBy;
  private long uneasyAt;
  private long refusedSince = Long.MAX_VALUE;
  private boolean refusedAgain;
  private int foreign;
  private int locked;

  HandshakePhase(SessionContext context, long now) {
    this.context = context;
    this.negotiation = context.begin(0, Optional.empty(), context.baseWrap(), now);
    var timers = context.setup().profile().timers();
    this.completeBy = now + timers.handWindow() * 1000L;
    this.answerBy = Math.min(completeBy, now + context.setup().answerMillis());
    this.uneasyAt = now + UNEASY_AFTER;
  }

  @Override
  public Phase step(long now, Input input, Outputs out) {
    switch (input) {
      case Input.Start() -> {
        out.state(SessionState.CONNECTING);
        Optional<Problem> problem = context.tooLong();
        if (problem.isPresent()) {
          return end(Ending.of(problem.get()), now, out);
        }
      }
      case Input.Datagram datagram -> receive(now, datagram, out);
      case Input.PortUnreachable() -> {
        refusedSince = Math.min(refusedSince, now);
        refusedAgain |= now - refusedSince >= REFUSED_AGAIN_AFTER;
      }
      case Input.TransportLost lost -> {
        return end(Ending.unproven(lost(lost.reason())), now, out);
      }
      case Input.Stop() -> {
        return end(Ending.stop(), now, out);
      }
      case Input.Answered answered -> answered.reply().wipe(); // nothing was asked
      case Input.Tick _, Input.PeerExit(), Input.PeerSilent(), Input.Renegotiate() -> {}
    }
    if (negotiation.failure().isPresent()) {
      return end(Ending.unproven(context.tlsProblem(negotiation)), now, out);
    }
    // Wire reference 1.5: nothing but the server's packets can be in a stream.
    if (isStream() && foreign + locked > 0) {
      return end(Ending.unproven(diagnosis(now)), now, out);
    }
    if (negotiation.established()) {
      TlsResult tls = negotiation.tlsResult().orElseThrow();
      out.secured(new SessionStatus.TlsInfo(tls.version(), tls.cipherSuite(), tls.peer()));
      out.log(
          LogLine.Level.INFO,
          tls.version() + " with " + tls.cipherSuite() + ", server is " + tls.peer());
      return new PushPhase(context, negotiation, now).step(now, input, out);
    }
    if (now >= (negotiation.handshakeBegan() ? completeBy : answerBy)) {
      return end(Ending.unproven(diagnosis(now)), now, out);
    }
    if (now >= refusalDeadline()) {
      return end(Ending.unproven(Problem.of(ProblemCode.PORT_CLOSED, context.server())), now, out);
    }
    if (now >= uneasyAt) {
      out.trouble(diagnosis(now));
      uneasyAt = now + UNEASY_AFTER;
    }
    negotiation.transmit(now, out);
    return this;
  }

  private void receive(long now, Input.Datagram datagram, Outputs out) {
    Optional<ControlPacket> packet =
        context.baseWrap().unwrap(datagram.bytes(), datagram.offset(), datagram.length());
    if (packet.isEmpty()) {
      if (looksLikeReset(datagram)) {
        locked++;
      } else {
        foreign++;
      }
      return;
    }
    boolean began = negotiation.handshakeBegan();
    if (packet.get().keyId() != 0 || !negotiation.receive(packet.get(), now)) {
      return;
    }
    if (!began && negotiation.handshakeBegan()) {
      out.state(SessionState.AUTHENTICATING);
      out.log(LogLine.Level.INFO, context.server() + " answers");
    }
  }

  private boolean isStream() {
    return context.setup().remote().transport() == Remote.Transport.TCP;
  }

  private Problem lost(String reason) {
    boolean unanswered = isStream() && !negotiation.handshakeBegan();
    return Problem.of(
        unanswered ? ProblemCode.CONNECTION_CLOSED : ProblemCode.TRANSPORT_FAILED,
        context.server(),
        reason);
  }

  private static boolean looksLikeReset(Input.Datagram datagram) {
    return datagram.length() >= 14
        && Opcode.of(datagram.bytes()[datagram.offset()])
            .filter(opcode -> opcode == Opcode.CONTROL_HARD_RESET_SERVER_V2)
            .isPresent()
        && Opcode.keyId(datagram.bytes()[datagram.offset()]) == 0;
  }

  private Problem diagnosis(long now) {
    String seconds = Long.toString((now - negotiation.startedAt()) / 1000);
    if (negotiation.handshakeBegan()) {
      return Problem.of(ProblemCode.HANDSHAKE_TIMEOUT, context.server(), seconds);
    }
    if (refusedSince != Long.MAX_VALUE) {
      return Problem.of(ProblemCode.PORT_CLOSED, context.server());
    }
    if (locked > foreign) {
      return Problem.of(ProblemCode.WRONG_WRAP_KEY, context.server(), wrapName());
    }
    if (foreign > 0) {
      return Problem.of(
          ProblemCode.NOT_OPENVPN, context.server(), Integer.toString(foreign), seconds);
    }
    return Problem.of(
        ProblemCode.NO_ANSWER,
        context.server(),
        seconds,
        context.setup().remote().transport().name());
  }

  private String wrapName() {
    return switch (context.setup().remote().wrapping()) {
      case ControlWrapping.None() -> "(missing) tls-auth or tls-crypt";
      case ControlWrapping.TlsAuth _ -> "tls-auth";
      case ControlWrapping.TlsCrypt _ -> "tls-crypt";
      case ControlWrapping.TlsCryptV2 _ -> "tls-crypt-v2";
    };
  }

  private Phase end(Ending ending, long now, Outputs out) {
    negotiation.transmit(now, out); // a TLS alert, so that the server knows too
    negotiation.close();
    out.ended(ending);
    return new EndedPhase();
  }

  @Override
  public long deadline() {
    long deadline = Math.min(uneasyAt, negotiation.handshakeBegan() ? completeBy : answerBy);
    return Math.min(Math.min(deadline, refusalDeadline()), negotiation.nextDeadline());
  }

  private long refusalDeadline() {
    return refusedAgain && !negotiation.handshakeBegan()
        ? refusedSince + REFUSED_FOR
        : Long.MAX_VALUE;
  }
}
