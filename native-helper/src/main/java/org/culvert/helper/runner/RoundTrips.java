package org.culvert.helper.runner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.culvert.core.api.Gateway;

/**
 * What became of the echo requests of the last minute. Times are milliseconds on a monotonic clock,
 * but for the stamps of requests and answers: nanoseconds on one that may be set. For one thread.
 */
final class RoundTrips {
  private static final long SPAN = 60_000;

  /** A request is lost then, until its answer comes after all. */
  private static final long LOST_AFTER = 4_000;

  /** So many unanswered ones say that no answer is to be expected. */
  private static final int TOLD_SILENT = 3;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Map<Integer, Request> requests = new LinkedHashMap<>();
  private int unanswered;
  private boolean answers;

  /** A request; its round trip in nanoseconds is empty until it is answered. */
  private record Request(long at, long stamp, OptionalLong trip) {
    boolean isAnswered() {
      return trip.isPresent();
    }

    boolean isDue(long now) {
      return isAnswered() || now - at >= LOST_AFTER;
    }
  }

  void asked(int number, long now, long stamp) {
    requests.put(number, new Request(now, stamp, OptionalLong.empty()));
    unanswered++;
  }

  /** Takes the first answer to a request of the last minute. */
  void answered(int number, long now, long stamp) {
    unanswered = 0;
    answers = true;
    Request request = requests.get(number);
    if (request != null && !request.isAnswered()) {
      // Somebody may have set the clock meanwhile: it took no longer than we know of.
      long most = (now - request.at) * NANOS_PER_MILLI;
      long trip = Math.clamp(stamp - request.stamp, 0, most);
      requests.put(number, new Request(request.at, request.stamp, OptionalLong.of(trip)));
    }
  }

  /** How many requests went out since the last answer. */
  int unanswered() {
    return unanswered;
  }

  /** Whether there was ever an answer. */
  boolean answers() {
    return answers;
  }

  /** What is known now of the gateway that has this address. */
  Gateway gateway(long now, String address) {
    forget(now);
    List<Request> due = requests.values().stream().filter(each -> each.isDue(now)).toList();
    if (answers) {
      return due.isEmpty()
          ? new Gateway.Unasked(address)
          : new Gateway.Answers(
              address,
              trip(due),
              due.size(),
              (int) due.stream().filter(each -> !each.isAnswered()).count());
    }
    int pending = requests.size() - due.size();
    return unanswered - pending >= TOLD_SILENT
        ? new Gateway.Silent(address)
        : new Gateway.Unasked(address);
  }

  private void forget(long now) {
    Iterator<Request> oldest = requests.values().iterator();
    while (oldest.hasNext() && now - oldest.next().at > SPAN) {
      oldest.remove();
    }
  }

  private static Optional<Gateway.RoundTrip> trip(List<Request> due) {
    List<Long> micros = new ArrayList<>();
    due.forEach(each -> each.trip().ifPresent(nanos -> micros.add(Math.round(nanos / 1_000.0))));
    if (micros.isEmpty()) {
      return Optional.empty();
    }
    long last = micros.getLast();
    micros.sort(null);
    int middle = micros.size() / 2;
    long median =
        micros.size() % 2 == 1
            ? micros.get(middle)
            : (micros.get(middle - 1) + micros.get(middle)) / 2;
    return Optional.of(new Gateway.RoundTrip(last, median));
  }
}
