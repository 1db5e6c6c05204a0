package org.culvert.helper.runner;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.culvert.core.api.SessionStatus;
import org.culvert.helper.policy.SessionRoom;

/**
 * What is remembered under one name of one owner: the session that runs, or how the last one ended,
 * and the log of both. Guarded by its {@link OwnerSessions}.
 */
final class NamedSession {
  private enum Phase {
    IDLE,
    STARTING,
    RUNNING
  }

  private final KeptLog log = new KeptLog();
  private Phase phase = Phase.IDLE;
  private Optional<SessionControl> control = Optional.empty();
  private SessionStatus lastTold;
  private SessionStatus beforeStart;
  private CompletableFuture<Void> over = CompletableFuture.completedFuture(null);
  private Optional<SessionRoom.Place> place = Optional.empty();
  private boolean stopWanted;
  private boolean keepBlock;

  NamedSession(SessionStatus first) {
    lastTold = first;
    beforeStart = first;
  }

  /** Not ended, or ended and not yet cleaned up. */
  boolean isLive() {
    return phase != Phase.IDLE;
  }

  /**
   * From here on nobody may hear how the last session ended and take it for the end of this one.
   */
  void starting(SessionStatus beginning, SessionRoom.Place takes) {
    place = Optional.of(takes);
    beforeStart = lastTold;
    lastTold = beginning;
    phase = Phase.STARTING;
    stopWanted = false;
    over = new CompletableFuture<>();
  }

  void running(SessionControl started) {
    phase = Phase.RUNNING;
    control = Optional.of(started);
    if (stopWanted) {
      stop(started);
    }
  }

  /** Returns what the caller completes, outside the lock. */
  CompletableFuture<Void> idle() {
    phase = Phase.IDLE;
    control = Optional.empty();
    place.ifPresent(SessionRoom.Place::close);
    place = Optional.empty();
    return over;
  }

  /** It did not begin: like {@link #idle}, and nothing has changed. */
  CompletableFuture<Void> notStarted() {
    lastTold = beforeStart;
    return idle();
  }

  /** Completes when {@link #isLive} is false again. */
  CompletableFuture<Void> over() {
    return over;
  }

  /** Asks the session to end, now or as soon as it has begun. */
  void stop(boolean keepsBlock) {
    stopWanted = true;
    keepBlock = keepsBlock;
    control.ifPresent(this::stop);
  }

  private void stop(SessionControl session) {
    if (keepBlock) {
      session.stopBlocked();
    } else {
      session.stop();
    }
  }

  Optional<SessionControl> control() {
    return control;
  }

  SessionStatus status() {
    return control.map(SessionControl::status).orElse(lastTold);
  }

  KeptLog log() {
    return log;
  }

  /** Whether the state is another one than before. */
  boolean told(SessionStatus status) {
    boolean changed = lastTold.state() != status.state();
    lastTold = status;
    return changed;
  }
}
