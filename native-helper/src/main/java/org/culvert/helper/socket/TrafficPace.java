package org.culvert.helper.socket;

import java.util.HashMap;
import java.util.Map;
import org.culvert.core.api.Event;

/**
 * Which events a client is told of: all but the counters that come too soon after those before. May
 * be used by any thread.
 */
final class TrafficPace {
  private final Map<String, Long> told = new HashMap<>();
  private long every;

  /** From now on {@code millis} pass between two counters of a session; 0 lets all through. */
  synchronized void every(long millis) {
    every = millis;
    told.clear();
  }

  /**
   * Whether the client is told.
   *
   * @param now milliseconds of a clock that never goes back
   */
  synchronized boolean passes(Event event, long now) {
    switch (event) {
      case Event.Traffic traffic -> {
        Long last = told.get(traffic.session());
        if (last != null && now - last < every) {
          return false;
        }
        if (every > 0) {
          told.put(traffic.session(), now);
        }
      }
      case Event.StatusChanged changed -> told.remove(changed.session());
      case Event.Logged _ -> {}
    }
    return true;
  }
}
