package org.culvert.app.ui.text;

import org.culvert.app.state.Standing;
import org.culvert.core.api.SessionState;

/** How a state feels: chooses colour and symbol, never the words. */
public enum Tone {
  /** Nothing happens. */
  IDLE,
  /** Something is under way. */
  BUSY,
  /** The tunnel works. */
  GOOD,
  /** It did not work. */
  BAD;

  /** The tone of a session; what is not known is nothing to be glad of or to worry about. */
  public static Tone of(Standing standing) {
    return standing.known() ? of(standing.state()) : IDLE;
  }

  /** The tone of a state. */
  public static Tone of(SessionState state) {
    return switch (state) {
      case DISCONNECTED -> IDLE;
      case RESOLVING,
          CONNECTING,
          AUTHENTICATING,
          WAITING_FOR_USER,
          CONFIGURING,
          RECONNECTING,
          DISCONNECTING ->
          BUSY;
      case CONNECTED -> GOOD;
      case FAILED -> BAD;
    };
  }
}
