package org.culvert.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/** A helper whose sessions go through the states that a test lists; any thread may call it. */
final class FakeHelper implements HelperClient {
  final List<Request> asked = new ArrayList<>();
  final Map<String, SessionStatus> sessions = new LinkedHashMap<>();
  final List<LogLine> log = new ArrayList<>();
  List<Event> afterConnect = List.of();
  Optional<Problem> refusal = Optional.empty();
  volatile boolean unreachable;
  volatile String whyUnreachable = "No such file or directory";
  final AtomicInteger attempts = new AtomicInteger();
  private final List<Consumer<Event>> subscribers = new CopyOnWriteArrayList<>();
  private Optional<SessionStatus.OpenQuestion> question = Optional.empty();
  private Optional<String> proxy = Optional.empty();
  private long now = 1_700_000_000_000L;

  /** The next connect leads through these. */
  void script(Event... events) {
    afterConnect = List.of(events);
  }

  /** From now on servers are reached through this one. */
  void proxy(String hostAndPort) {
    proxy = Optional.of(hostAndPort);
  }

  Event.StatusChanged state(SessionState state, Problem... lastError) {
    return new Event.StatusChanged(status("office", state, lastError));
  }

  SessionStatus status(String name, SessionState state, Problem... lastError) {
    return new SessionStatus(
        name,
        state,
        now++,
        Optional.of(
            new SessionStatus.RemoteInfo("vpn.example.org", 1194, Optional.empty(), "udp4", proxy)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        1000,
        2000,
        3,
        4,
        Stream.of(lastError).findFirst(),
        question);
  }

  /** Waits with a question. */
  Event.StatusChanged waiting(long id, Question asked) {
    question = Optional.of(new SessionStatus.OpenQuestion(id, asked));
    try {
      return state(SessionState.WAITING_FOR_USER);
    } finally {
      question = Optional.empty();
    }
  }

  synchronized <T extends Request> List<T> asked(Class<T> type) {
    return asked.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public synchronized Response request(Request request) throws HelperUnreachableException {
    reach();
    asked.add(request);
    return switch (request) {
      case Request.Hello _, Request.Subscribe _ -> throw new IllegalStateException();
      case Request.Connect connect -> {
        if (refusal.isPresent()) {
          yield new Response.Refused(refusal.get());
        }
        sessions.put(connect.name(), status(connect.name(), SessionState.RESOLVING));
        afterConnect.forEach(this::tell);
        yield new Response.Done();
      }
      case Request.Disconnect _,
          Request.DisconnectAll _,
          Request.Unblock _,
          Request.Reconnect _,
          Request.Answer _ ->
          new Response.Done();
      case Request.Status status ->
          new Response.Sessions(
              sessions.values().stream()
                  .filter(s -> status.name().isEmpty() || status.name().get().equals(s.name()))
                  .toList());
      case Request.Log _ -> new Response.LogLines(log);
      case Request.Doctor _ ->
          new Response.Findings(
              List.of(
                  new Response.Finding(
                      "tun", Response.Finding.Health.BAD, "/dev/net/tun is missing", "load it")));
      case Request.StartDemo _ ->
          new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "no demo", "later"));
    };
  }

  synchronized void tell(Event event) {
    if (event instanceof Event.StatusChanged(SessionStatus status)) {
      sessions.put(status.name(), status);
    }
    subscribers.forEach(subscriber -> subscriber.accept(event));
  }

  @Override
  public synchronized Subscription subscribe(Consumer<Event> events, Consumer<Problem> lost)
      throws HelperUnreachableException {
    reach();
    sessions.values().forEach(status -> events.accept(new Event.StatusChanged(status)));
    subscribers.add(events);
    return new Subscription() {
      @Override
      public void traffic(Duration every) {
        // They come when a test says so.
      }

      @Override
      public void close() {
        subscribers.remove(events);
      }
    };
  }

  private void reach() throws HelperUnreachableException {
    attempts.incrementAndGet();
    if (unreachable) {
      throw new HelperUnreachableException(
          Problem.of(ProblemCode.HELPER_UNREACHABLE, "/s", whyUnreachable));
    }
  }

  @Override
  public void close() {
    subscribers.clear();
  }
}
