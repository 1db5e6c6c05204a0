package org.culvert.app.ui.connect;

import java.util.Optional;
import org.culvert.app.state.Batching;
import org.culvert.app.state.KnownSession;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;

/** How much a session's data path moves at a time, in words. */
final class PathFigures {
  private static final String KERNEL = "kernel";

  private PathFigures() {}

  /** Empty while nothing is carried, and where nobody counts. */
  static String of(KnownSession session) {
    return session.batching().map(PathFigures::words).orElseGet(() -> kernel(session.status()));
  }

  private static String words(Batching now) {
    return now.perCallIn() + now.perCallOut() == 0
        ? ""
        : Texts.of(
            "path.figures",
            Quantity.average(now.perCallIn()),
            Quantity.average(now.perCallOut()),
            Quantity.bytes(now.largestIn()),
            Quantity.bytes(now.largestOut()));
  }

  private static String kernel(SessionStatus status) {
    Optional<String> kind = status.dataPath().map(SessionStatus.DataPathInfo::kind);
    return status.state() == SessionState.CONNECTED && kind.filter(KERNEL::equals).isPresent()
        ? Texts.of("path.figures.kernel")
        : "";
  }
}
