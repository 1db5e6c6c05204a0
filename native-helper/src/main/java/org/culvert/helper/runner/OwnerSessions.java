package org.culvert.helper.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;
import org.culvert.helper.host.Hold;
import org.culvert.helper.policy.ByteBudget;
import org.culvert.helper.policy.Owner;
import org.culvert.helper.policy.SessionRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One user's sessions and subscribers. Its monitor guards all of them and is only held for moments:
 * neither subscribers nor {@link SessionControl}s block, and sessions are started outside it.
 */
final class OwnerSessions {
  private static final Logger LOG = LoggerFactory.getLogger(OwnerSessions.class);

  /** Names whose last session ended are forgotten beyond this, the oldest first. */
  private static final int KEPT_NAMES = 64;

  /** So that the answer stays far below what a client accepts as one line. */
  private static final int MOST_LINES_TOLD = 1000;

  /** Half of what a client may leave unread, so that an event before it does no harm. */
  private static final long MOST_BYTES_TOLD = 256 << 10;

  /** Who asks for the status looks for so long. */
  private static final long LOOK_MILLIS = 10_000;

  private static final Problem HELPER_STOPS =
      Problem.of(
          ProblemCode.NOT_NOW, "the helper is about to end", "Connect when it has started again.");

  private final Owner owner;
  private final SessionFactory factory;
  private final Blocks blocks;
  private final LongSupplier clock;
  private final BooleanSupplier stopping;
  private final ByteBudget logs;
  private final Map<String, NamedSession> sessions = new LinkedHashMap<>();
  private final List<Consumer<Event>> subscribers = new ArrayList<>();
  private long lookedAt;

  OwnerSessions(
      Owner owner,
      SessionFactory factory,
      Blocks blocks,
      LongSupplier clock,
      BooleanSupplier stopping,
      ByteBudget logs) {
    this.owner = owner;
    this.factory = factory;
    this.blocks = blocks;
    this.clock = clock;
    this.stopping = stopping;
    this.logs = logs;
  }

  /** Begins a session, which takes the place over; without one it is closed. */
  CompletableFuture<Response> connect(Request.Connect request, SessionRoom.Place place) {
    NamedSession session;
    synchronized (this) {
      if (stopping.getAsBoolean()) {
        return refuse(request, place, HELPER_STOPS);
      }
      NamedSession known = sessions.get(request.name());
      if (known != null && known.isLive()) {
        boolean cleaning = known.status().state().ended() && known.control().isPresent();
        return cleaning
            ? known.over().thenComposeAsync(_ -> connect(request, place))
            : refuse(request, place, alreadyThere(request.name()));
      }
      Optional<Problem> objection = blocks.objection(owner, request);
      if (objection.isPresent()) {
        return refuse(request, place, objection.get());
      }
      session = known != null ? known : remember(request.name());
      session.starting(SessionStatus.beginning(request.name(), clock.getAsLong()), place);
    }
    return start(request, session, place);
  }

  private CompletableFuture<Response> start(
      Request.Connect request, NamedSession session, SessionRoom.Place place) {
    Problem problem;
    try {
      SessionControl control = factory.start(owner, request, new Ears(session));
      synchronized (this) {
        session.running(control);
      }
      var _ = control.ended().whenComplete((_, _) -> ended(session, control));
      return CompletableFuture.completedFuture(new Response.Done());
    } catch (RequestRefusedException e) {
      problem = e.problem();
    } catch (Throwable e) {
      // Also an Error, such as a thread that cannot be made: the name must not stay taken.
      LOG.error("Session {} of {} could not be started", request.name(), owner, e);
      problem = Problem.of(ProblemCode.INTERNAL, "the session could not be started");
    }
    CompletableFuture<Void> over;
    synchronized (this) {
      over = session.notStarted();
    }
    over.complete(null);
    return refuse(request, place, problem);
  }

  private void ended(NamedSession session, SessionControl control) {
    CompletableFuture<Void> over;
    synchronized (this) {
      session.told(control.status());
      over = session.idle();
    }
    over.complete(null);
  }

  private NamedSession remember(String name) {
    if (sessions.size() >= KEPT_NAMES) {
      var oldest =
          sessions.entrySet().stream().filter(e -> mayBeForgotten(e.getValue())).findFirst();
      oldest.ifPresent(
          entry -> {
            sessions.remove(entry.getKey());
            logs.give(owner, entry.getValue().log().bytes());
          });
    }
    NamedSession session = new NamedSession(SessionStatus.disconnected(name, clock.getAsLong()));
    sessions.put(name, session);
    return session;
  }

  /** What still blocks is not to vanish from sight. */
  private static boolean mayBeForgotten(NamedSession session) {
    return !session.isLive() && !session.status().blocking();
  }

  private static CompletableFuture<Response> refuse(
      Request.Connect request, SessionRoom.Place place, Problem problem) {
    place.close();
    request.known().wipe();
    return CompletableFuture.completedFuture(new Response.Refused(problem));
  }

  private static Problem alreadyThere(String name) {
    return Problem.of(
        ProblemCode.NOT_NOW,
        name + " already has a session",
        "See culvert status " + name + ", or end it with culvert disconnect " + name + ".");
  }

  /**
   * Completes when the session, if there is one, has left nothing behind.
   *
   * @param keepBlock whether what its kill switch blocks stays blocked
   */
  CompletableFuture<Response> disconnect(String name, boolean keepBlock) {
    CompletableFuture<Void> over;
    synchronized (this) {
      NamedSession session = sessions.get(name);
      over = session == null ? CompletableFuture.completedFuture(null) : stop(session, keepBlock);
    }
    // A session that failed meanwhile leaves its block.
    return over.thenApply(_ -> keepBlock ? new Response.Done() : unblock(List.of(name)));
  }

  /** The same for all, and for blocks without a session. */
  CompletableFuture<Response> disconnectAll() {
    return stopAll().thenApply(_ -> unblock(blocks.of(owner)));
  }

  /** Ends every session; blocks that none of them holds stay. */
  synchronized CompletableFuture<Void> stopAll() {
    return CompletableFuture.allOf(
        sessions.values().stream()
            .map(session -> stop(session, false))
            .toArray(CompletableFuture[]::new));
  }

  /** A block of an earlier helper holds, which belongs to a session of this name. */
  synchronized void blocked(String name) {
    remember(name).told(SessionStatus.blocked(name, clock.getAsLong()));
  }

  /** Lets pass what is blocked without a session that does so. */
  Response unblock(List<String> names) {
    for (String name : names) {
      Hold hold = Blocks.hold(owner, name);
      if (isLive(name) || !blocks.holds(hold)) {
        continue;
      }
      Optional<Problem> failure = blocks.lift(hold);
      if (failure.isPresent()) {
        return new Response.Refused(failure.get());
      }
      tellUnblocked(name);
    }
    return new Response.Done();
  }

  private synchronized boolean isLive(String name) {
    return Optional.ofNullable(sessions.get(name)).filter(NamedSession::isLive).isPresent();
  }

  private synchronized void tellUnblocked(String name) {
    Optional.ofNullable(sessions.get(name))
        .filter(session -> !session.isLive())
        .ifPresent(
            session -> {
              session.told(session.status().unblocked());
              publish(new Event.StatusChanged(session.status()));
            });
  }

  /** Whether there is such a session, which connects again then. */
  synchronized boolean reconnect(String name) {
    Optional<SessionControl> control =
        Optional.ofNullable(sessions.get(name)).flatMap(NamedSession::control);
    control.ifPresent(SessionControl::reconnect);
    return control.isPresent();
  }

  private static CompletableFuture<Void> stop(NamedSession session, boolean keepBlock) {
    if (session.isLive()) {
      session.stop(keepBlock);
    }
    return session.over();
  }

  synchronized List<SessionStatus> status(Optional<String> name) {
    lookedAt = clock.getAsLong();
    return select(name).map(NamedSession::status).toList();
  }

  synchronized List<LogLine> log(Optional<String> name) {
    List<LogLine> lines =
        select(name)
            .flatMap(session -> session.log().lines().stream())
            .sorted(Comparator.comparingLong(LogLine::time))
            .toList();
    return KeptLog.newest(lines, MOST_LINES_TOLD, MOST_BYTES_TOLD);
  }

  /** When there is no room, the owner's longest log gives some. */
  private void keep(NamedSession session, LogLine line) {
    long bytes = KeptLog.bytesOf(line);
    while (!logs.take(owner, bytes)) {
      long freed =
          sessions.values().stream()
              .map(NamedSession::log)
              .max(Comparator.comparingLong(KeptLog::bytes))
              .map(KeptLog::forgetOldest)
              .orElse(0L);
      if (freed == 0) {
        return;
      }
      logs.give(owner, freed);
    }
    session.log().add(line);
    while (session.log().tooLarge()) {
      logs.give(owner, session.log().forgetOldest());
    }
  }

  private Stream<NamedSession> select(Optional<String> name) {
    return sessions.entrySet().stream()
        .filter(entry -> name.isEmpty() || name.get().equals(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  /** Whether the question was waited for; takes over the reply. */
  synchronized boolean answer(String name, long question, Reply reply) {
    Optional<SessionControl> control =
        Optional.ofNullable(sessions.get(name)).flatMap(NamedSession::control);
    if (control.isEmpty()) {
      reply.wipe();
      return false;
    }
    return control.get().answer(question, reply);
  }

  /** The subscriber hears of every session as it is, and of all that follows. */
  synchronized void subscribe(Consumer<Event> subscriber) {
    for (NamedSession session : sessions.values()) {
      subscriber.accept(new Event.StatusChanged(session.status()));
    }
    subscribers.add(subscriber);
  }

  synchronized void unsubscribe(Consumer<Event> subscriber) {
    subscribers.remove(subscriber);
  }

  private void publish(Event event) {
    subscribers.forEach(subscriber -> subscriber.accept(event));
  }

  /** What one session tells, kept and passed on. */
  private final class Ears implements SessionListener {
    private final NamedSession session;

    Ears(NamedSession session) {
      this.session = session;
    }

    @Override
    public void changed(SessionStatus status) {
      boolean another;
      synchronized (OwnerSessions.this) {
        another = session.told(status);
        publish(new Event.StatusChanged(status));
      }
      if (another) {
        LOG.info(
            "Session {} of {}: {}{}",
            status.name(),
            owner,
            status.state().wireName(),
            status.lastError().map(problem -> " (" + problem.message() + ")").orElse(""));
      }
    }

    @Override
    public void traffic(Event.Traffic traffic) {
      synchronized (OwnerSessions.this) {
        publish(traffic);
      }
    }

    @Override
    public boolean isWatched() {
      synchronized (OwnerSessions.this) {
        return !subscribers.isEmpty() || clock.getAsLong() - lookedAt < LOOK_MILLIS;
      }
    }

    @Override
    public void logged(LogLine line) {
      LogLine kept = KeptLog.cut(line);
      synchronized (OwnerSessions.this) {
        keep(session, kept);
        publish(new Event.Logged(kept));
      }
    }
  }
}
