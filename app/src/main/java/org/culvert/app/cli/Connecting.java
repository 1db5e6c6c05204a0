package org.culvert.app.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.explain.Circumstances;
import org.culvert.app.explain.Explanation;
import org.culvert.app.explain.Explanations;
import org.culvert.app.explain.ProfileFacts;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/**
 * Begins one session and waits for what becomes of it. Whatever ends the wait, other than a tunnel
 * that stands, leaves no session behind.
 */
final class Connecting {
  private final CommandContext context;
  private final String name;
  private final Optional<ProfileFacts> profile;
  private final Consumer<SessionStatus> progress;
  private final Questioning questions;
  private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
  private Optional<Problem> lastProblem = Optional.empty();
  private SessionStatus last;
  private boolean keepBlock;

  /**
   * @param profile what is known of the session's profile
   * @param saved what the keyring has for it
   * @param progress is told of each new state
   */
  Connecting(
      CommandContext context,
      String name,
      Optional<ProfileFacts> profile,
      SavedLogin saved,
      Consumer<SessionStatus> progress) {
    this.context = context;
    this.name = name;
    this.profile = profile;
    this.progress = progress;
    this.questions = new Questioning(context, name, saved);
    this.last = SessionStatus.disconnected(name, 0);
  }

  private sealed interface Heard {
    record News(Event event) implements Heard {}

    record Lost(Problem problem) implements Heard {}
  }

  /**
   * Connects.
   *
   * @param wait zero to return as soon as the helper has begun
   * @return the status when connected
   * @throws CommandFailure with the reason why it is not
   */
  SessionStatus run(Request.Connect request, Duration wait)
      throws HelperUnreachableException, CommandFailure, InterruptedException {
    Optional<SessionStatus> before = context.session(name);
    try (var _ =
        context
            .helper()
            .subscribe(
                event -> heard.add(new Heard.News(event)),
                problem -> heard.add(new Heard.Lost(problem)))) {
      context.ask(request, Response.Done.class);
      if (wait.isZero()) {
        return context.session(name).orElseGet(() -> SessionStatus.disconnected(name, 0));
      }
      Thread whenInterrupted = Thread.ofPlatform().unstarted(() -> leave(false));
      Runtime.getRuntime().addShutdownHook(whenInterrupted);
      boolean connected = false;
      keepBlock = request.protection().killSwitch();
      try {
        // An end that came before the subscription listened would otherwise be waited for.
        context
            .session(name)
            .filter(status -> status.state().ended())
            .ifPresent(status -> heard.add(new Heard.News(new Event.StatusChanged(status))));
        SessionStatus status = follow(before, System.nanoTime() + wait.toNanos(), wait);
        connected = true;
        return status;
      } finally {
        forget(whenInterrupted);
        if (!connected) {
          leave(keepBlock);
        }
      }
    }
  }

  private SessionStatus follow(Optional<SessionStatus> before, long deadline, Duration wait)
      throws HelperUnreachableException, CommandFailure, InterruptedException {
    long until = deadline;
    boolean onPage = false;
    while (true) {
      long patience = onPage ? Long.MAX_VALUE : until - System.nanoTime();
      Heard next = heard.poll(patience, TimeUnit.NANOSECONDS);
      if (next == null) {
        throw expired(wait);
      }
      switch (next) {
        case Heard.Lost lost -> throw new HelperUnreachableException(lost.problem());
        case Heard.News(Event.StatusChanged(SessionStatus status)) -> {
          if (status.name().equals(name) && !isOld(before, status)) {
            note(status);
            if (status.state() == SessionState.CONNECTED) {
              return status;
            }
            refuseHopeless(status);
            long began = System.nanoTime();
            questions.look(status);
            until += System.nanoTime() - began; // who is asked may take their time
            onPage = waitsForPage(status);
          }
        }
        case Heard.News _ -> {}
      }
    }
  }

  /** How long a page may take is the server's affair: the session ends by itself. */
  private static boolean waitsForPage(SessionStatus status) {
    return status.question().filter(q -> q.question() instanceof Question.WebLogin).isPresent();
  }

  /** The subscription begins with what the last session of this name came to. */
  private static boolean isOld(Optional<SessionStatus> before, SessionStatus status) {
    return status.state().ended()
        && before.isPresent()
        && before.get().state() == status.state()
        && before.get().since() == status.since();
  }

  private void note(SessionStatus status) {
    status.lastError().ifPresent(problem -> lastProblem = Optional.of(problem));
    boolean another = status.state() != last.state();
    last = status;
    if (another) {
      progress.accept(status);
    }
  }

  private void refuseHopeless(SessionStatus status) throws CommandFailure {
    boolean hopeless =
        status
            .lastError()
            .filter(problem -> problem.code().kind() != ProblemCode.Kind.WILL_RETRY)
            .isPresent();
    if (hopeless || status.state().ended()) {
      Problem why =
          lastProblem.orElseGet(
              () ->
                  Problem.of(
                      ProblemCode.NOT_NOW, name + " was disconnected meanwhile", "Connect again."));
      throw new CommandFailure(why, explained(why));
    }
  }

  private CommandFailure expired(Duration wait) {
    Problem expired =
        Problem.of(
            ProblemCode.WAIT_EXPIRED,
            name,
            String.valueOf(wait.toSeconds()),
            lastProblem.map(Problem::message).orElseGet(() -> StatusText.state(last)),
            lastProblem.map(Problem::hint).orElseGet(this::patience));
    return lastProblem
        .map(this::explained)
        .map(
            why ->
                new CommandFailure(
                    expired,
                    new Explanation(expired.message(), why.meaning(), why.remedy(), why.fix())))
        .orElseGet(() -> new CommandFailure(expired));
  }

  private Explanation explained(Problem problem) {
    Explanation words =
        Explanations.of(
            problem,
            new Circumstances(
                context.clock().instant(),
                last.remote().map(remote -> remote.transport().startsWith("udp")),
                profile,
                0));
    return words.fix().equals(Optional.of(Explanation.Fix.CONNECT_BY_TCP))
        ? new Explanation(
            words.happened(),
            words.meaning(),
            words.remedy() + " Connect with --tcp to use no other.",
            words.fix())
        : words;
  }

  /** Nothing has gone wrong yet; but a proxy or a server may be one that never says anything. */
  private String patience() {
    String proxy =
        last.remote()
            .filter(_ -> last.state() == SessionState.CONNECTING)
            .flatMap(SessionStatus.RemoteInfo::proxy)
            .map(
                text ->
                    "Check that a proxy answers at "
                        + text
                        + ", as the profile's http-proxy or socks-proxy line says. ")
            .orElse("");
    return proxy + "Wait longer with --wait SECONDS, or look at culvert log " + name + ".";
  }

  /** Only the user ends a kill switch, by interrupting the wait for example. */
  private void leave(boolean blocked) {
    try {
      context.helper().request(new Request.Disconnect(name, blocked));
      if (blocked && context.session(name).filter(SessionStatus::blocking).isPresent()) {
        Problem problem = Problem.of(ProblemCode.TRAFFIC_BLOCKED, name);
        context.err().println("culvert: " + problem.message());
        context.err().println("  " + problem.hint());
      }
    } catch (HelperUnreachableException | CommandFailure e) {
      // Then the session is gone with the helper.
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook with it.
    }
  }
}
