package org.culvert.app.state;

import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.jspecify.annotations.Nullable;

/** What is known about one session. Belongs to the thread of its {@link AppState}. */
public final class KnownSession {
  /** A rate is the average over this time, in milliseconds, so that it can be read. */
  private static final long RATE_WINDOW = 1_000;

  /** Counters older than this, in milliseconds, say nothing about now. */
  private static final long FRESH = 3_000;

  private final ThroughputSeries series = new ThroughputSeries();
  private final LogBuffer log = new LogBuffer();
  private SessionStatus status;
  private boolean stood;
  private Event.@Nullable Traffic traffic;

  KnownSession(String name) {
    status = SessionStatus.disconnected(name, 0);
  }

  void status(SessionStatus newStatus) {
    boolean begins =
        newStatus.state() == SessionState.CONNECTED && status.state() != SessionState.CONNECTED;
    if (begins) {
      series.clear();
      traffic = null;
    }
    stood = stands(newStatus);
    status = newStatus;
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
    series.add(newTraffic.time(), newTraffic.bytesIn(), newTraffic.bytesOut());
  }

  /** State and details. */
  public SessionStatus status() {
    return status;
  }

  /** Whether it has been connected since it began. */
  public boolean stood() {
    return stood;
  }

  /** Rates of the current or last connection. */
  public ThroughputSeries series() {
    return series;
  }

  /** Bits per second that come out of the tunnel now; 0 when nothing was heard of late. */
  public double rateIn(long now) {
    return series.averageInSince(rateFrom(now));
  }

  /** Bits per second that go into the tunnel now; 0 when nothing was heard of late. */
  public double rateOut(long now) {
    return series.averageOutSince(rateFrom(now));
  }

  private long rateFrom(long now) {
    boolean fresh =
        status.state() == SessionState.CONNECTED
            && series.size() > 0
            && series.timeAt(series.size() - 1) > now - FRESH;
    return fresh ? series.timeAt(series.size() - 1) - RATE_WINDOW + 1 : Long.MAX_VALUE;
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
