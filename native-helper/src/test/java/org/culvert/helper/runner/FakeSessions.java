package org.culvert.helper.runner;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.culvert.helper.policy.Owner;

/** Sessions without a network: they do what the test says. */
public final class FakeSessions implements SessionFactory {
  /** A profile with this text is refused. */
  public static final String BAD_PROFILE = "bad";

  /** What {@link FakeSession#ask} asks. */
  public static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  private final Map<String, FakeSession> sessions = new ConcurrentHashMap<>();
  private volatile Runnable beforeStart = () -> {};

  /** Happens when a session was asked for and is not there yet. */
  public void beforeStart(Runnable action) {
    beforeStart = action;
  }

  @Override
  public SessionControl start(Owner owner, Request.Connect request, SessionListener listener)
      throws RequestRefusedException {
    beforeStart.run();
    if (request.profile().equals(BAD_PROFILE)) {
      throw new RequestRefusedException(
          Problem.of(ProblemCode.PROFILE_INVALID, "line 1: bad", "write a good one"));
    }
    FakeSession session = new FakeSession(request.name(), listener);
    sessions.put(request.name(), session);
    session.enter(SessionState.RESOLVING);
    return session;
  }

  /** The last one that was started under the name. */
  public FakeSession of(String name) {
    return Optional.ofNullable(sessions.get(name)).orElseThrow();
  }

  /** One of them. */
  public static final class FakeSession implements SessionControl {
    private final String name;
    private final SessionListener listener;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile SessionStatus status;
    private volatile Optional<SessionStatus.OpenQuestion> question = Optional.empty();
    private volatile boolean slowToEnd;
    private final AtomicInteger replies = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final AtomicInteger blockedStops = new AtomicInteger();

    FakeSession(String name, SessionListener listener) {
      this.name = name;
      this.listener = listener;
      this.status = SessionStatus.disconnected(name, 0);
    }

    /** Moves to a state and tells it. */
    public void enter(SessionState state) {
      status = withState(state);
      listener.changed(status);
      if (state.ended() && !slowToEnd) {
        ended.complete(null);
      }
    }

    /** From now on the end of the state is not the end of the work. */
    public void holdCleanup() {
      slowToEnd = true;
    }

    /** Ends the work. */
    public void finishCleanup() {
      ended.complete(null);
    }

    /** Writes a line to the log. */
    public void log(String text) {
      listener.logged(new LogLine(name, 1, LogLine.Level.INFO, text));
    }

    /** Asks for credentials. */
    public void ask(long id) {
      question = Optional.of(new SessionStatus.OpenQuestion(id, LOGIN));
      enter(SessionState.WAITING_FOR_USER);
    }

    /** How many came so far, fitting ones and others. */
    public int replies() {
      return replies.get();
    }

    /** How often it was to connect again. */
    public int reconnects() {
      return reconnects.get();
    }

    /** Whether it is told that somebody looks. */
    public boolean isWatched() {
      return listener.isWatched();
    }

    /** Tells counters. */
    public void traffic(long bytes) {
      listener.traffic(new Event.Traffic(name, 1, bytes, bytes, 1, 1));
    }

    private SessionStatus withState(SessionState state) {
      return new SessionStatus(
          name,
          state,
          1,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          0,
          0,
          0,
          Optional.empty(),
          question);
    }

    @Override
    public SessionStatus status() {
      return status;
    }

    @Override
    public void stop() {
      if (!status.state().ended()) {
        enter(SessionState.DISCONNECTED);
      }
    }

    @Override
    public void stopBlocked() {
      blockedStops.incrementAndGet();
      stop();
    }

    /** How often it was to end with its traffic blocked. */
    public int blockedStops() {
      return blockedStops.get();
    }

    @Override
    public void reconnect() {
      reconnects.incrementAndGet();
    }

    @Override
    public boolean answer(long id, Reply reply) {
      replies.incrementAndGet();
      reply.wipe();
      return question.filter(asked -> asked.id() == id).isPresent();
    }

    @Override
    public CompletableFuture<Void> ended() {
      return ended;
    }
  }
}
