package org.culvert.app.state;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.jspecify.annotations.Nullable;

/** What is known about one session. Belongs to the thread of its {@link AppState}. */
public final class KnownSession {
  private final ThroughputHistory history = new ThroughputHistory();
  private final RateMeter meter = new RateMeter();
  private final BatchMeter batches = new BatchMeter();
  private final LogBuffer log = new LogBuffer();
  private SessionStatus status;
  private Optional<Refusal> refused = Optional.empty();
  private int refusals;
  private boolean stood;
  private long connectedSince;
  private Event.@Nullable Traffic traffic;

  KnownSession(String name) {
    status = SessionStatus.disconnected(name, 0);
  }

  void status(SessionStatus newStatus) {
    boolean begins =
        newStatus.state() == SessionState.CONNECTED && status.state() != SessionState.CONNECTED;
    if (begins) {
      traffic = null;
    }
    if (newStatus.state() == SessionState.CONNECTED) {
      // Between two looks the tunnel may have gone and come again: its time tells.
      if (stood && newStatus.since() > connectedSince) {
        history.mark(new Mark(newStatus.since(), Mark.Kind.RECONNECTED));
      }
      connectedSince = newStatus.since();
    }
    stood = stands(newStatus);
    status = newStatus;
    countRefusals();
  }

  /**
   * Tells one refused login from the next.
   *
   * @param number of the question that asks again, or the time at which the session ended
   */
  private record Refusal(boolean askedAgain, long number) {}

  private void countRefusals() {
    if (status.state() == SessionState.CONNECTED) {
      refused = Optional.empty();
      refusals = 0;
      return;
    }
    Optional<Refusal> now = refusal();
    if (now.isPresent() && !now.equals(refused)) {
      refused = now;
      refusals++;
    }
  }

  private Optional<Refusal> refusal() {
    boolean failed =
        status.state() == SessionState.FAILED
            && status.lastError().filter(it -> it.code() == ProblemCode.AUTH_FAILED).isPresent();
    return failed
        ? Optional.of(new Refusal(false, status.since()))
        : status
            .question()
            .filter(
                open ->
                    open.question() instanceof Question.Login login && !login.reason().isEmpty())
            .map(open -> new Refusal(true, open.id()));
  }

  void line(LogLine line) {
    log.add(line);
    explain(line);
  }

  void lines(List<LogLine> kept) {
    log.replace(kept);
    kept.forEach(this::explain);
  }

  private void explain(LogLine line) {
    line.code().ifPresent(code -> history.mark(new Mark(line.time(), kind(code))));
  }

  private static Mark.Kind kind(LogCode code) {
    return switch (code) {
      case NEW_KEYS -> Mark.Kind.NEW_KEYS;
      case NEXT_KEYS -> Mark.Kind.NEXT_KEYS;
    };
  }

  /** A session that stood keeps its counters, and does not begin from the look-up again. */
  private boolean stands(SessionStatus now) {
    return switch (now.state()) {
      case CONNECTED -> true;
      case DISCONNECTED, FAILED, RESOLVING, WAITING_FOR_USER -> false;
      case CONNECTING, AUTHENTICATING, CONFIGURING, RECONNECTING, DISCONNECTING ->
          stood || now.packetsIn() + now.packetsOut() > 0;
    };
  }

  void traffic(Event.Traffic newTraffic) {
    traffic = newTraffic;
    history.add(newTraffic.time(), newTraffic.bytesIn(), newTraffic.bytesOut());
    meter.add(newTraffic.time(), newTraffic.bytesIn(), newTraffic.bytesOut());
    newTraffic.live().batches().ifPresent(all -> batches.add(newTraffic.time(), all));
  }

  /** State and details. */
  public SessionStatus status() {
    return status;
  }

  /** Whether it has been connected since it began. */
  public boolean stood() {
    return stood;
  }

  /** Its rates and what happened to it, up to a day back. */
  public ThroughputHistory history() {
    return history;
  }

  /** Bits per second that come out of the tunnel now; 0 when nothing was heard of late. */
  public double rateIn(long now) {
    return connected() ? meter.in(now) : 0;
  }

  /** Bits per second that go into the tunnel now; 0 when nothing was heard of late. */
  public double rateOut(long now) {
    return connected() ? meter.out(now) : 0;
  }

  /** How its gateway answers; empty while it is not connected, and from an older helper. */
  public Optional<Gateway> gateway() {
    return connected() ? live().gateway() : Optional.empty();
  }

  /** How long its gateway's answers took in the last minute. */
  public Optional<Gateway.RoundTrip> roundTrip() {
    return gateway()
        .flatMap(it -> it instanceof Gateway.Answers answers ? answers.trip() : Optional.empty());
  }

  /** What its system calls move now; empty while it is not connected or the kernel carries. */
  public Optional<Batching> batching() {
    return connected() ? live().batches().map(batches::now) : Optional.empty();
  }

  private Live live() {
    return traffic == null ? status.live() : traffic.live();
  }

  private boolean connected() {
    return status.state() == SessionState.CONNECTED;
  }

  /** How many logins in a row the server has refused since it let somebody in last. */
  public int refusals() {
    return refusals;
  }

  /** Its log. */
  public LogBuffer log() {
    return log;
  }

  /** What the session waits for. */
  public Optional<SessionStatus.OpenQuestion> question() {
    return status.question();
  }

  /** Payload bytes that came out of the tunnel, from the newest source. */
  public long bytesIn() {
    return traffic == null ? status.bytesIn() : Math.max(traffic.bytesIn(), status.bytesIn());
  }

  /** Payload bytes that went into the tunnel. */
  public long bytesOut() {
    return traffic == null ? status.bytesOut() : Math.max(traffic.bytesOut(), status.bytesOut());
  }

  /** Packets that came out of the tunnel. */
  public long packetsIn() {
    return traffic == null ? status.packetsIn() : Math.max(traffic.packetsIn(), status.packetsIn());
  }

  /** Packets that went into the tunnel. */
  public long packetsOut() {
    return traffic == null
        ? status.packetsOut()
        : Math.max(traffic.packetsOut(), status.packetsOut());
  }
}
