package org.culvert.core.push;

import java.util.OptionalInt;
import org.culvert.core.push.ControlMessage.Advance;
import org.culvert.core.push.ControlMessage.AuthFailed;

/**
 * The text of {@code AUTH_FAILED} and {@code AUTH_PENDING}. {@code TEMP[flag,flag]:reason} has
 * optional brackets and an optional reason; wire reference 10.2 and 10.3.
 */
final class AuthFailedText {
  private static final int MAX_BACKOFF = 3600;
  private static final int MAX_PENDING = 86_400;

  private AuthFailedText() {}

  static AuthFailed parse(String rest) {
    if (rest.equals("TEMP") || rest.startsWith("TEMP[") || rest.startsWith("TEMP:")) {
      return temporary(rest.substring("TEMP".length()));
    }
    return new AuthFailed(rest, false, OptionalInt.empty(), Advance.SAME_ADDRESS);
  }

  private static AuthFailed temporary(String rest) {
    OptionalInt backoff = OptionalInt.empty();
    Advance advance = Advance.SAME_ADDRESS;
    String reason = rest;
    int close = rest.startsWith("[") ? rest.indexOf(']') : -1;
    if (close > 0) {
      for (String flag : rest.substring(1, close).split(",", -1)) {
        String value = afterWord(flag.strip());
        if (flag.strip().startsWith("backoff ")) {
          OptionalInt seconds = Decimal.parse(value, Integer.MAX_VALUE);
          if (seconds.isPresent()) {
            backoff = OptionalInt.of(Math.min(seconds.getAsInt(), MAX_BACKOFF));
          }
        } else if (flag.strip().startsWith("advance ")) {
          advance =
              switch (value) {
                case "no" -> Advance.SAME_ADDRESS;
                case "addr" -> Advance.NEXT_ADDRESS;
                case "remote" -> Advance.NEXT_REMOTE;
                default -> advance;
              };
        }
      }
      reason = rest.substring(close + 1);
    }
    return new AuthFailed(
        reason.startsWith(":") ? reason.substring(1) : reason, true, backoff, advance);
  }

  /** The number of {@code timeout N} among further words, at most a day. */
  static OptionalInt pendingTimeout(String rest) {
    for (String keyword : rest.split(",", -1)) {
      if (keyword.strip().startsWith("timeout ")) {
        OptionalInt seconds = Decimal.parse(afterWord(keyword.strip()), Integer.MAX_VALUE);
        if (seconds.isPresent()) {
          return OptionalInt.of(Math.min(seconds.getAsInt(), MAX_PENDING));
        }
      }
    }
    return OptionalInt.empty();
  }

  private static String afterWord(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? "" : text.substring(blank + 1).strip();
  }
}
