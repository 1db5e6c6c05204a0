package org.culvert.app.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperClient.Subscription;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.SessionStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a stream of events open, as long as it takes: a helper that goes away is tried again until
 * it is back, and then asked for everything that was missed. Runs on a virtual thread of its own.
 */
public final class HelperLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HelperLink.class);

  /**
   * Between two counters of a session that nobody looks at: the chart of such a time has a value
   * for each, and rates need one in three seconds.
   */
  static final Duration UNSEEN = Duration.ofSeconds(2);

  private final HelperClient client;
  private final EventInbox inbox;
  private final Runnable wake;
  private final Duration pause;
  private final Thread thread;
  private volatile Duration trafficEvery = Duration.ZERO;
  private Optional<Subscription> stream = Optional.empty();

  /**
   * Does nothing until {@link #start}.
   *
   * @param wake called from any thread after something was put into {@code inbox}
   * @param pause between two attempts
   */
  public HelperLink(HelperClient client, EventInbox inbox, Runnable wake, Duration pause) {
    this.client = client;
    this.inbox = inbox;
    this.wake = wake;
    this.pause = pause;
    this.thread = Thread.ofVirtual().name("helper-link").unstarted(this::run);
  }

  /** Begins; returns at once. */
  public void start() {
    thread.start();
  }

  /**
   * Asks for all counters of what sessions carry where somebody looks at them, and for few where
   * nobody does. Returns at once.
   */
  public void seen(boolean now) {
    trafficEvery = now ? Duration.ZERO : UNSEEN;
    Thread.ofVirtual().name("helper-pace").start(this::askForPace);
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        publish(followUntilLost());
        Thread.sleep(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LinkState followUntilLost() throws InterruptedException {
    CompletableFuture<Problem> lost = new CompletableFuture<>();
    inbox.asking();
    try (Subscription subscription = client.subscribe(this::publish, lost::complete)) {
      follow(Optional.of(subscription));
      askForPace();
      Response known = client.request(new Request.Status(Optional.empty()));
      if (!(known instanceof Response.Sessions(List<SessionStatus> all))) {
        return new LinkState.Refusing(why(known));
      }
      inbox.offerAll(all, askForLog());
      publish(new LinkState.Up());
      return new LinkState.Down(lost.get());
    } catch (HelperUnreachableException e) {
      return new LinkState.Down(e.problem());
    } catch (ExecutionException e) {
      throw new IllegalStateException("a stream of events ends with a problem, not so", e);
    } finally {
      follow(Optional.empty());
    }
  }

  private synchronized void follow(Optional<Subscription> now) {
    stream = now;
  }

  /** One after the other, so that the last wish is also the last that is asked for. */
  private synchronized void askForPace() {
    if (stream.isPresent()) {
      try {
        stream.get().traffic(trafficEvery);
      } catch (HelperUnreachableException e) {
        LOG.debug("The stream of events ends", e); // which is told by itself
      }
    }
  }

  private static Problem why(Response answer) {
    return answer instanceof Response.Refused(Problem problem)
        ? problem
        : Problem.of(
            ProblemCode.INTERNAL, "the helper answered with " + answer.getClass().getSimpleName());
  }

  private List<LogLine> askForLog() throws HelperUnreachableException {
    Response answer = client.request(new Request.Log(Optional.empty()));
    return answer instanceof Response.LogLines(List<LogLine> lines) ? lines : List.of();
  }

  private void publish(Event event) {
    inbox.offer(event);
    wake.run();
  }

  private void publish(LinkState state) {
    inbox.offer(state);
    wake.run();
  }
}
