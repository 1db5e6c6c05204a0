package org.culvert.core.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.push.PushAssembler;
import org.culvert.core.push.PushException;
import org.culvert.core.push.PushUpdate;

/**
 * What a server changes while the tunnel stands. Each change costs the machine routes and DNS, and
 * other sessions wait meanwhile; so changes that come close together are made at once, and what the
 * last one says holds.
 */
final class LiveUpdates {
  /** Milliseconds between changes. */
  static final long EVERY = 2_000;

  private static final int MOST_NOTES = 100;

  private final SessionSetup setup;
  private final PushAssembler parts;
  private Optional<PushUpdate> waiting = Optional.empty();
  private long notBefore;

  LiveUpdates(SessionSetup setup, long now) {
    this.setup = setup;
    this.notBefore = now;
    this.parts = PushAssembler.ofUpdates(setup.room());
  }

  /**
   * Takes an update, or a part of one.
   *
   * @param inForce what is configured now
   * @throws PushException as {@link PushUpdate#of}, or when it all becomes too much
   */
  void offer(String text, List<String> inForce) throws PushException {
    Optional<List<String>> complete = parts.offer(text);
    if (complete.isEmpty()) {
      return;
    }
    PushUpdate next =
        PushUpdate.of(
            waiting.map(PushUpdate::options).orElse(inForce),
            complete.get(),
            setup.profile().pull());
    setup.room().reach(next.options());
    List<String> notes =
        Stream.concat(waiting.stream().flatMap(w -> w.notes().stream()), next.notes().stream())
            .distinct()
            .limit(MOST_NOTES)
            .toList();
    waiting = Optional.of(new PushUpdate(next.options(), notes));
  }

  /** All that has come, when it is time to make the change. */
  Optional<PushUpdate> takeDue(long now) {
    if (now < deadline()) {
      return Optional.empty();
    }
    Optional<PushUpdate> due = waiting;
    waiting = Optional.empty();
    notBefore = now + EVERY;
    return due;
  }

  /** When {@link #takeDue} has something. */
  long deadline() {
    return waiting.isPresent() ? notBefore : Long.MAX_VALUE;
  }
}
