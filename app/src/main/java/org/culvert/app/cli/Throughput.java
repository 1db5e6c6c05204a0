package org.culvert.app.cli;

import java.util.Optional;
import org.culvert.core.api.Event;

/** From counters that come several times a second to a rate once a second. */
final class Throughput {
  private static final long INTERVAL_MILLIS = 950;

  private Optional<Event.Traffic> last = Optional.empty();

  /** Bytes a second. */
  record Rate(double in, double out) {}

  /** A rate when about a second has passed since the last one. */
  Optional<Rate> add(Event.Traffic traffic) {
    if (last.isEmpty() || traffic.bytesIn() < last.get().bytesIn()) {
      last = Optional.of(traffic); // the first, or counters of a new connection
      return Optional.empty();
    }
    Event.Traffic before = last.get();
    long millis = traffic.time() - before.time();
    if (millis < INTERVAL_MILLIS) {
      return Optional.empty();
    }
    last = Optional.of(traffic);
    return Optional.of(
        new Rate(
            (traffic.bytesIn() - before.bytesIn()) * 1000.0 / millis,
            (traffic.bytesOut() - before.bytesOut()) * 1000.0 / millis));
  }

  /** For people. */
  static String line(Event.Traffic traffic, Optional<Rate> rate) {
    return traffic.session()
        + ": "
        + rate.map(
                now -> "in " + Amounts.rate(now.in()) + ", out " + Amounts.rate(now.out()) + "; ")
            .orElse("")
        + "received "
        + Amounts.bytes(traffic.bytesIn())
        + ", sent "
        + Amounts.bytes(traffic.bytesOut());
  }
}
