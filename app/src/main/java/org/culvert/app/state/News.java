package org.culvert.app.state;

import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Event;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.SessionStatus;

/**
 * Everything that happened since the last look, already merged.
 *
 * @param link the newest state of the link, when it changed
 * @param all the complete list of sessions, when it was asked for
 * @param keptLog the complete kept log, when it was asked for; comes before {@code lines}
 * @param statuses the newest status of each session that changed
 * @param traffic the newest counters of each session; counters add up, so skipped ones lose nothing
 */
public record News(
    Optional<LinkState> link,
    Optional<List<SessionStatus>> all,
    Optional<List<LogLine>> keptLog,
    List<SessionStatus> statuses,
    List<Event.Traffic> traffic,
    List<LogLine> lines) {}
