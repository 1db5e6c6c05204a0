package org.culvert.app.ui.connect;

import org.culvert.core.api.Question;
import org.culvert.core.api.SessionStatus;

/** One question of one session. */
record Asked(String session, SessionStatus.OpenQuestion open) {
  Question question() {
    return open.question();
  }
}
