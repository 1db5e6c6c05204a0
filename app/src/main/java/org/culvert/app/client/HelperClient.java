package org.culvert.app.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.culvert.core.api.Event;
import org.culvert.core.api.Problem;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;

/**
 * Talks to the helper. Every method may be called from any thread and blocks on the socket, so none
 * belongs on the JavaFX thread. A lost connection is made again at the next use.
 */
public interface HelperClient extends AutoCloseable {
  /**
   * Sends a request and waits for its answer, which may be {@link Response.Refused}.
   *
   * @throws HelperUnreachableException when no helper answers, not in time what it could say at
   *     once, or the connection broke before the answer came: then it is unknown whether the
   *     request was carried out
   */
  Response request(Request request) throws HelperUnreachableException;

  /**
   * Events about the caller's sessions from now on, beginning with the status of each. Both
   * consumers are called from one thread of the client, in order.
   *
   * @param lost called once, as the last call, when the connection breaks or the helper dropped a
   *     listener that was too slow; not called after {@link Subscription#close}. Subscribe again to
   *     go on.
   */
  Subscription subscribe(Consumer<Event> events, Consumer<Problem> lost)
      throws HelperUnreachableException;

  /** Ends the connection and all subscriptions. */
  @Override
  void close();

  /** A stream of events. */
  interface Subscription extends AutoCloseable {
    /**
     * How much time passes at least between two {@link Event.Traffic} of a session; zero, at first,
     * lets all come.
     *
     * @throws HelperUnreachableException when the stream has ended or ends
     */
    void traffic(Duration every) throws HelperUnreachableException;

    /** Ends the stream; twice is fine. */
    @Override
    void close();
  }
}
