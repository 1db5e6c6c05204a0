package org.culvert.app.state;

import org.culvert.core.api.SessionState;

/**
 * A session's state with what can be said of it.
 *
 * @param known false when the helper that would tell of a change does not answer
 * @param stood whether this session was connected before, so that it is connected again and not
 *     still for the first time
 * @param blocked whether it is over and its kill switch is not
 */
public record Standing(SessionState state, boolean known, boolean stood, boolean blocked) {
  /** Nothing was ever heard of the session. */
  public static final Standing NONE = new Standing(SessionState.DISCONNECTED, true, false, false);
}
