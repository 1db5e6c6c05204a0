package org.culvert.helper.runner;

import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;
import org.culvert.core.profile.LogSettings;

/**
 * Leaves out of a session's log what its profile does not want there ({@code verb}, {@code mute}).
 * For the session's thread.
 */
final class WantedLog implements SessionListener {
  private final LogSettings wanted;
  private final SessionListener listener;
  private Optional<LogLine> last = Optional.empty();

  /** How often the last line came, and so many of these were not passed on. */
  private int times;

  private int muted;

  WantedLog(LogSettings wanted, SessionListener listener) {
    this.wanted = wanted;
    this.listener = listener;
  }

  @Override
  public void logged(LogLine line) {
    if (line.level() == LogLine.Level.DEBUG && !wanted.details()) {
      return;
    }
    boolean again = last.filter(before -> same(before, line)).isPresent();
    if (!again) {
      tellMuted(line.time());
      times = 0;
    }
    last = Optional.of(line);
    times++;
    int most = wanted.mute().orElse(0);
    if (most > 0 && times > most) {
      muted++;
    } else {
      listener.logged(line);
    }
  }

  private static boolean same(LogLine one, LogLine other) {
    return one.level() == other.level() && one.text().equals(other.text());
  }

  private void tellMuted(long now) {
    if (muted > 0) {
      LogLine line = last.orElseThrow();
      listener.logged(
          new LogLine(
              line.session(), now, line.level(), "the last line came " + muted + " times more"));
      muted = 0;
    }
  }

  @Override
  public void changed(SessionStatus status) {
    listener.changed(status);
  }

  @Override
  public void traffic(Event.Traffic traffic) {
    listener.traffic(traffic);
  }

  @Override
  public boolean isWatched() {
    return listener.isWatched();
  }
}
