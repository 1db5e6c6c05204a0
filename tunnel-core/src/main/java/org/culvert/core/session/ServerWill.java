package org.culvert.core.session;

import java.util.Optional;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.DynamicChallenge;

/** What it means for us when the server ends a connection (wire reference 10.2 and 10.6). */
final class ServerWill {
  private static final int LONGEST_PAUSE = 3600;

  /** Seconds before the same login is tried again (wire reference 10.2). */
  private static final int REFUSED_PAUSE = 10;

  private static final String CHALLENGE = "CRV1:";

  private ServerWill() {}

  /** Only for messages that end a connection. */
  static Ending ending(SessionContext context, ControlMessage message) {
    return switch (message) {
      case ControlMessage.AuthFailed failed -> authFailed(context, failed);
      case ControlMessage.Restart restart -> {
        if (!restart.keepsCredentials()) {
          context.setup().login().forgetToken();
        }
        yield Ending.retry(
            says(
                context,
                restart.text().isEmpty() ? "it restarts" : PrintableText.of(restart.text())),
            restart.nextRemote() ? Ending.Advance.NEXT_REMOTE : Ending.Advance.SAME);
      }
      case ControlMessage.Halt halt ->
          Ending.stop(
              says(
                  context,
                  halt.text().isEmpty() ? "it told us to stop" : PrintableText.of(halt.text())));
      case ControlMessage.Exit() ->
          Ending.retry(says(context, "it is shutting down"), Ending.Advance.SAME);
      case ControlMessage.PushReply _,
          ControlMessage.PushUpdate _,
          ControlMessage.AuthPending _,
          ControlMessage.Info _,
          ControlMessage.Unknown _ ->
          throw new IllegalArgumentException("does not end a connection");
    };
  }

  private static Ending authFailed(SessionContext context, ControlMessage.AuthFailed failed) {
    String reason = failed.reason().isEmpty() ? "" : ": " + PrintableText.of(failed.reason());
    if (failed.reason().startsWith("Data channel cipher negotiation failed")) {
      return Ending.stop(
          Problem.of(
              ProblemCode.CIPHER_MISMATCH,
              context.server(),
              "of its own list only",
              String.join(":", context.setup().profile().dataCiphers())));
    }
    Login login = context.setup().login();
    if (failed.reason().startsWith(CHALLENGE)) {
      Optional<DynamicChallenge> challenge = DynamicChallenge.of(failed.reason());
      if (challenge.isPresent() && context.setup().profile().userPass()) {
        login.challenged(challenge.get());
        return Ending.ask();
      }
      return Ending.stop(
          Problem.of(
              ProblemCode.AUTH_FAILED,
              context.server(),
              ", with a challenge that cannot be answered"));
    }
    Problem problem = Problem.of(ProblemCode.AUTH_FAILED, context.server(), reason);
    if (failed.temporary()) {
      int pause = Math.clamp(failed.backoff().orElse(0), 0, LONGEST_PAUSE);
      Ending.Advance advance =
          switch (failed.advance()) {
            case SAME_ADDRESS -> Ending.Advance.SAME;
            case NEXT_ADDRESS -> Ending.Advance.NEXT_ADDRESS;
            case NEXT_REMOTE -> Ending.Advance.NEXT_REMOTE;
          };
      return new Ending(
          Optional.of(says(context, "try again later" + reason)),
          new Ending.Next.Retry(advance, pause));
    }
    if (login.usesToken()) {
      login.forgetToken();
      return Ending.retry(says(context, "the login token ran out" + reason), Ending.Advance.SAME);
    }
    return context.setup().profile().userPass() ? refused(context, problem) : Ending.stop(problem);
  }

  private static Ending refused(SessionContext context, Problem problem) {
    Login login = context.setup().login();
    if (!login.hasGiven()) {
      return Ending.ask(); // it was wiped (auth-nocache), so nothing was refused
    }
    return switch (context.setup().profile().login().retry()) {
      case NONE -> Ending.stop(problem);
      case NOINTERACT ->
          new Ending(
              Optional.of(problem), new Ending.Next.Retry(Ending.Advance.SAME, REFUSED_PAUSE));
      case INTERACT -> {
        login.refused(problem.message());
        yield Ending.ask();
      }
    };
  }

  private static Problem says(SessionContext context, String text) {
    return Problem.of(ProblemCode.SERVER_SAYS, context.server(), text);
  }
}
