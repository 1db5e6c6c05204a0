package org.culvert.helper.runner;

import java.util.Optional;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.Problem;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/**
 * What others see of a session: its status and its log. Changed by the session's thread only; the
 * status may be read by any.
 */
final class SessionFace {
  /** Payload that passed the tunnel. */
  record Counters(long bytesIn, long bytesOut, long packetsIn, long packetsOut) {
    static final Counters ZERO = new Counters(0, 0, 0, 0);

    Counters plus(Counters other) {
      return new Counters(
          bytesIn + other.bytesIn,
          bytesOut + other.bytesOut,
          packetsIn + other.packetsIn,
          packetsOut + other.packetsOut);
    }
  }

  private final String name;
  private final SessionListener listener;
  // A session that exists has begun: whoever hears of it must not take it for one that ended.
  private SessionState state = SessionState.RESOLVING;
  private long since = System.currentTimeMillis();
  private Optional<SessionStatus.RemoteInfo> remote = Optional.empty();
  private Optional<SessionStatus.DataPathInfo> dataPath = Optional.empty();
  private Optional<String> cipher = Optional.empty();
  private Optional<SessionStatus.TlsInfo> tls = Optional.empty();
  private Optional<SessionStatus.TunnelInfo> tunnel = Optional.empty();
  private Counters ofEarlierAttempts = Counters.ZERO;
  private Counters counters = Counters.ZERO;
  private Live live = Live.NONE;
  private Optional<Problem> problem = Optional.empty();
  private Optional<SessionStatus.OpenQuestion> question = Optional.empty();
  private boolean blocking;
  private volatile SessionStatus status;

  SessionFace(String name, SessionListener listener) {
    this.name = name;
    this.listener = listener;
    this.status = build();
  }

  SessionStatus status() {
    return status;
  }

  SessionState state() {
    return state;
  }

  /** As {@link SessionListener#isWatched}. */
  boolean isWatched() {
    return listener.isWatched();
  }

  void log(LogLine.Level level, String text) {
    listener.logged(new LogLine(name, System.currentTimeMillis(), level, text));
  }

  void log(LogCode code, String text) {
    listener.logged(new LogLine(name, System.currentTimeMillis(), code, text));
  }

  private void warn(Problem what) {
    listener.logged(
        new LogLine(
            name,
            System.currentTimeMillis(),
            LogLine.Level.WARNING,
            what.message(),
            Optional.of(what)));
  }

  void state(SessionState next) {
    if (state != next) {
      state = next;
      since = System.currentTimeMillis();
      log(LogLine.Level.INFO, next.wireName());
      publish();
    }
  }

  /** Connected: what went wrong before is over; what is wrong with the tunnel comes with it. */
  void connected(Optional<Problem> trouble) {
    if (!trouble.equals(problem)) {
      trouble.ifPresent(this::warn);
    }
    problem = trouble;
    if (state == SessionState.CONNECTED) {
      publish();
    } else {
      state(SessionState.CONNECTED);
    }
  }

  void remote(SessionStatus.RemoteInfo next) {
    remote = Optional.of(next);
    publish();
  }

  /** The server goes on from another address. */
  void moved(String address) {
    remote = remote.map(before -> before.movedTo(address));
    publish();
  }

  void dataPath(SessionStatus.DataPathInfo next) {
    dataPath = Optional.of(next);
    publish();
  }

  void secured(SessionStatus.TlsInfo next) {
    tls = Optional.of(next);
    publish();
  }

  void tunnel(String nextCipher, SessionStatus.TunnelInfo next) {
    cipher = Optional.of(nextCipher);
    tunnel = Optional.of(next);
    publish();
  }

  /** Nothing of a connection is true any more but its counters and what went wrong. */
  void apart() {
    cipher = Optional.empty();
    tls = Optional.empty();
    tunnel = Optional.empty();
    live = Live.NONE;
    publish();
  }

  void problem(Optional<Problem> next) {
    if (!problem.equals(next)) {
      problem = next;
      next.ifPresent(this::warn);
      publish();
    }
  }

  void question(Optional<SessionStatus.OpenQuestion> next) {
    question = next;
    publish();
  }

  /** Whether the session's kill switch holds. */
  void blocking(boolean now) {
    if (blocking != now) {
      blocking = now;
      publish();
    }
  }

  /** Counters begin at zero with each attempt, those of the session go on. */
  void newAttempt() {
    ofEarlierAttempts = counters;
  }

  /**
   * Adds what the attempt has counted; tells the listener of the traffic, not of a change.
   *
   * @param measured in this attempt
   */
  void traffic(Counters ofAttempt, Live measured) {
    Counters next = ofEarlierAttempts.plus(ofAttempt);
    counters = next;
    live = measured;
    status = build();
    listener.traffic(
        new org.culvert.core.api.Event.Traffic(
            name,
            System.currentTimeMillis(),
            next.bytesIn(),
            next.bytesOut(),
            next.packetsIn(),
            next.packetsOut(),
            measured));
  }

  private void publish() {
    status = build();
    listener.changed(status);
  }

  private SessionStatus build() {
    return new SessionStatus(
        name,
        state,
        since,
        remote,
        dataPath,
        cipher,
        tls,
        tunnel,
        counters.bytesIn(),
        counters.bytesOut(),
        counters.packetsIn(),
        counters.packetsOut(),
        problem,
        question,
        live,
        blocking);
  }
}
