package org.culvert.app.unasked;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.culvert.app.client.HelperClient;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has tunnels connect again when the machine wakes up. The server has often forgotten them by then,
 * and by itself a session notices only after its keepalive's time: two minutes, mostly. Belongs to
 * the thread of its {@link AppState}.
 */
public final class AfterSleep {
  private static final Logger LOG = LoggerFactory.getLogger(AfterSleep.class);

  private final AppState state;
  private final HelperClient client;
  private final Predicate<String> wanted;
  private final Executor background;

  /**
   * @param wanted whether the user wants it for a profile
   * @param background runs what blocks
   */
  public AfterSleep(
      AppState state, HelperClient client, Predicate<String> wanted, Executor background) {
    this.state = state;
    this.client = client;
    this.wanted = wanted;
    this.background = background;
  }

  /** The machine is awake again. */
  public void woke() {
    List<String> names =
        state.sessions().stream()
            .filter(KnownSession::stood)
            .filter(session -> !session.status().state().ended())
            .map(session -> session.status().name())
            .filter(wanted)
            .toList();
    background.execute(() -> names.forEach(this::reconnect));
  }

  private void reconnect(String name) {
    try {
      if (client.request(new Request.Reconnect(name)) instanceof Response.Refused(var why)) {
        LOG.debug("{} does not connect again: {}", name, why.message());
      }
    } catch (HelperUnreachableException e) {
      LOG.debug("{} cannot be told to connect again", name, e);
    }
  }
}
