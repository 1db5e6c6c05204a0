package org.culvert.app.state;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from any thread and hands them over as one {@link News}. Bounded by the number of
 * sessions, for only the newest status and counters of each are kept; of log lines the newest
 * {@link LogBuffer#CAPACITY} are kept and older ones are dropped, as the buffer behind would do.
 */
public final class EventInbox {
  private final Map<String, SessionStatus> statuses = new LinkedHashMap<>();
  private final Map<String, Event.Traffic> traffic = new LinkedHashMap<>();
  private final Map<String, SessionStatus> sinceAsked = new LinkedHashMap<>();
  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private boolean asked;
  private @Nullable LinkState link;
  private @Nullable List<SessionStatus> all;
  private @Nullable List<LogLine> keptLog;

  /** Adds an event. */
  public synchronized void offer(Event event) {
    switch (event) {
      case Event.StatusChanged(SessionStatus status) -> {
        statuses.put(status.name(), status);
        if (asked) {
          sinceAsked.put(status.name(), status);
        }
      }
      case Event.Traffic counters -> traffic.put(counters.session(), counters);
      case Event.Logged(LogLine line) -> {
        if (lines.size() == LogBuffer.CAPACITY) {
          lines.removeFirst();
        }
        lines.addLast(line);
      }
    }
  }

  /** Sets the state of the link. */
  public synchronized void offer(LinkState newLink) {
    link = newLink;
  }

  /** The helper is about to be asked for all that it knows. */
  public synchronized void asking() {
    asked = true;
    sinceAsked.clear();
  }

  /**
   * Sets what the helper knows, as answered by it. Events since {@link #asking} are applied after
   * it, those again that were taken out meanwhile: each change comes as an event, so the last event
   * is the newest truth.
   */
  public synchronized void offerAll(List<SessionStatus> sessions, List<LogLine> log) {
    all = List.copyOf(sessions);
    keptLog = List.copyOf(log);
    lines.removeAll(new HashSet<>(log));
    asked = false;
    statuses.putAll(sinceAsked);
    sinceAsked.clear();
  }

  /** Takes everything out. */
  public synchronized News drain() {
    News news =
        new News(
            Optional.ofNullable(link),
            Optional.ofNullable(all),
            Optional.ofNullable(keptLog),
            List.copyOf(statuses.values()),
            List.copyOf(traffic.values()),
            List.copyOf(lines));
    link = null;
    all = null;
    keptLog = null;
    statuses.clear();
    traffic.clear();
    lines.clear();
    return news;
  }
}
