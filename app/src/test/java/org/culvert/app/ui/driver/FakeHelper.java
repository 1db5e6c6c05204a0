package org.culvert.app.ui.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;

/** A helper in memory: remembers what it was asked, and says what a test wants it to say. */
public final class FakeHelper implements HelperClient {
  private static final Problem UNREACHABLE =
      Problem.of(ProblemCode.HELPER_UNREACHABLE, "/run/culvert/helper.sock", "no such file");

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Map<String, SessionStatus> sessions = new LinkedHashMap<>();
  private final List<LogLine> log = new ArrayList<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Duration> trafficEvery = new LinkedBlockingQueue<>();
  private volatile Function<Request, Response> answers = _ -> new Response.Done();
  private volatile boolean reachable = true;
  private volatile Problem absence = UNREACHABLE;
  private volatile boolean secretive;

  private record Listener(Consumer<Event> events, Consumer<Problem> lost) {}

  /** What it was asked, apart from the questions every window asks at its start. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How it answers from now on. */
  public void answer(Function<Request, Response> newAnswers) {
    answers = newAnswers;
  }

  /** Says something to every listener. */
  public void say(Event event) {
    synchronized (this) {
      if (event instanceof Event.StatusChanged(SessionStatus status)) {
        sessions.put(status.name(), status);
      }
      if (event instanceof Event.Logged(LogLine line)) {
        log.add(line);
      }
    }
    listeners.forEach(listener -> listener.events().accept(event));
  }

  /** Says a session's new state. */
  public void status(SessionStatus status) {
    say(new Event.StatusChanged(status));
  }

  /** Waits up to ten seconds until so many listen. */
  public boolean awaitListeners(int count) throws InterruptedException {
    for (int i = 0; i < 1_000 && listeners.size() != count; i++) {
      Thread.sleep(10);
    }
    return listeners.size() == count;
  }

  /** Waits up to ten seconds until counters are wanted so seldom, which was not so before. */
  public void awaitTrafficEvery(Duration wanted) throws InterruptedException {
    Duration now = null;
    while (!wanted.equals(now)) {
      now = trafficEvery.poll(10, TimeUnit.SECONDS);
      if (now == null) {
        throw new AssertionError("nobody asked for counters every " + wanted);
      }
    }
  }

  /** Goes away, or comes back. */
  public void reachable(boolean nowReachable) {
    reachable = nowReachable;
    if (nowReachable) {
      absence = UNREACHABLE;
    }
    if (!nowReachable) {
      List<Listener> left = List.copyOf(listeners);
      listeners.clear();
      left.forEach(listener -> listener.lost().accept(absence));
    }
  }

  /** Takes connections and says nothing, until it is reachable again. */
  public void fallSilent() {
    absence = Problem.of(ProblemCode.HELPER_SILENT, "/run/culvert/helper.sock", "10");
    reachable(false);
  }

  /** Refuses to say which sessions there are, or does not any more. */
  public void secretive(boolean now) {
    secretive = now;
  }

  /** Is killed and started again: of what was it knows no more than what it still blocks. */
  public void restart(SessionStatus... blocked) {
    reachable(false);
    synchronized (this) {
      sessions.clear();
      for (SessionStatus each : blocked) {
        sessions.put(each.name(), each);
      }
      log.clear();
    }
    reachable(true);
  }

  @Override
  public Response request(Request request) throws HelperUnreachableException {
    if (!reachable) {
      throw new HelperUnreachableException(absence);
    }
    if (secretive && request instanceof Request.Status) {
      return new Response.Refused(Problem.of(ProblemCode.INTERNAL, "too busy"));
    }
    synchronized (this) {
      if (request instanceof Request.Status) {
        return new Response.Sessions(List.copyOf(sessions.values()));
      }
      if (request instanceof Request.Log) {
        return new Response.LogLines(List.copyOf(log));
      }
    }
    requests.add(request);
    return answers.apply(request);
  }

  @Override
  public Subscription subscribe(Consumer<Event> events, Consumer<Problem> lost)
      throws HelperUnreachableException {
    if (!reachable) {
      throw new HelperUnreachableException(absence);
    }
    Listener listener = new Listener(events, lost);
    listeners.add(listener);
    synchronized (this) {
      sessions.values().forEach(status -> events.accept(new Event.StatusChanged(status)));
    }
    return new Subscription() {
      @Override
      public void traffic(Duration every) {
        trafficEvery.add(every);
      }

      @Override
      public void close() {
        listeners.remove(listener);
      }
    };
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
