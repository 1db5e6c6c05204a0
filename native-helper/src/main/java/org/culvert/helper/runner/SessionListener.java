package org.culvert.helper.runner;

import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;

/** Hears what a session does, on the session's own thread; implementations never block. */
public interface SessionListener {
  /** The state or a detail of it changed. */
  void changed(SessionStatus status);

  /** Counters, about four times a second while connected. */
  void traffic(Event.Traffic traffic);

  /** Whether somebody sees what it tells, or has just asked: only then some things are measured. */
  default boolean isWatched() {
    return false;
  }

  /** A line for the session's log. */
  void logged(LogLine line);
}
