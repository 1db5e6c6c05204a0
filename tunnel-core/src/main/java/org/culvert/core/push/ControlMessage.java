package org.culvert.core.push;

import java.util.OptionalInt;
import org.culvert.core.api.PrintableText;

/**
 * One text message of the server, after the key exchange; wire reference 10. Texts are the server's
 * own: show them as plain text through {@link PrintableText} only. None of the {@code toString}
 * show a push reply, for it may hold a token.
 */
public sealed interface ControlMessage {

  /**
   * The server refuses us.
   *
   * @param reason possibly empty; a dynamic challenge begins with {@code CRV1:}
   * @param temporary keep credentials and token and try again
   * @param backoff seconds to wait before, 0..3600, when temporary
   */
  record AuthFailed(String reason, boolean temporary, OptionalInt backoff, Advance advance)
      implements ControlMessage {}

  /** Where to try again after a temporary refusal. */
  enum Advance {
    SAME_ADDRESS,
    NEXT_ADDRESS,
    NEXT_REMOTE
  }

  /**
   * A push reply or a part of it.
   *
   * @param text for {@link PushAssembler}
   */
  record PushReply(String text) implements ControlMessage {
    /** What it begins with, and all of one that pushes nothing. */
    public static final String NAME = "PUSH_REPLY";

    @Override
    public String toString() {
      return "PushReply[" + text.length() + " characters]";
    }
  }

  /**
   * A change of what was pushed, or a part of it.
   *
   * @param text for {@link PushAssembler}
   */
  record PushUpdate(String text) implements ControlMessage {
    static final String NAME = "PUSH_UPDATE";

    @Override
    public String toString() {
      return "PushUpdate[" + text.length() + " characters]";
    }
  }

  /**
   * The second factor is being checked; wait on.
   *
   * @param timeout seconds that the server suggests
   */
  record AuthPending(OptionalInt timeout) implements ControlMessage {}

  /**
   * Something to show or to open ({@code WEB_AUTH:}, {@code OPEN_URL:}, {@code CR_TEXT:}).
   *
   * @param pre sent before the tunnel is up
   */
  // The protocol's own word; nobody mistakes it for ProcessHandle.Info.
  @SuppressWarnings("AvoidCommonTypeNames")
  record Info(String text, boolean pre) implements ControlMessage {}

  /**
   * Connect again.
   *
   * @param flags letters; unknown ones mean nothing
   */
  record Restart(String flags, String text) implements ControlMessage {
    /** Whether credentials and token stay. */
    public boolean keepsCredentials() {
      return flags.indexOf('P') >= 0;
    }

    /** Whether to go on with the next server of the profile. */
    public boolean nextRemote() {
      return flags.indexOf('N') >= 0;
    }
  }

  /** Disconnect and stay so. */
  record Halt(String text) implements ControlMessage {}

  /** The server leaves. */
  record Exit() implements ControlMessage {}

  /** Anything else; to be ignored. */
  record Unknown(String text) implements ControlMessage {
    /** What stands before the first comma, cut and escaped. */
    public String name() {
      int comma = text.indexOf(',');
      return OptionWords.shortName(comma < 0 ? text : text.substring(0, comma));
    }

    @Override
    public String toString() {
      return "Unknown[" + name() + "]";
    }
  }

  /** Reads one message, without its NUL. Any text gives a message. */
  static ControlMessage parse(String text) {
    int comma = text.indexOf(',');
    String name = comma < 0 ? text : text.substring(0, comma);
    String rest = comma < 0 ? "" : text.substring(comma + 1);
    return switch (name) {
      case "AUTH_FAILED" -> AuthFailedText.parse(rest);
      case PushReply.NAME -> new PushReply(text);
      case PushUpdate.NAME -> new PushUpdate(text);
      case "AUTH_PENDING" -> new AuthPending(AuthFailedText.pendingTimeout(rest));
      case "INFO" -> new Info(rest, false);
      case "INFO_PRE" -> new Info(rest, true);
      case "RESTART" -> restart(rest);
      case "HALT" -> new Halt(restart(rest).text());
      case "EXIT" -> new Exit();
      default -> new Unknown(text);
    };
  }

  private static Restart restart(String rest) {
    int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
    if (close < 0) {
      return new Restart("", rest);
    }
    String text = rest.substring(close + 1);
    return new Restart(rest.substring(1, close), text.startsWith(":") ? text.substring(1) : text);
  }
}
