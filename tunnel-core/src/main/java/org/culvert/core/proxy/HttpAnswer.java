package org.culvert.core.proxy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Status line and header of an HTTP answer.
 *
 * @param statusText code and reason as the proxy gave them, printable and short
 * @param challenges the logins that it knows, in its order
 */
record HttpAnswer(int status, String statusText, List<Challenge> challenges) {
  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/[0-9]\\.[0-9] +([1-9][0-9]{2})(?: (.*))?");
  private static final String START = "HTTP/";
  private static final int MOST_SHOWN = 80;
  private static final int MOST_CHALLENGES = 16;

  /**
   * Where the header ends and the body or the tunnel begins; −1 when it has not ended. {@code from}
   * says how far it was looked at before.
   */
  static int end(byte[] bytes, int from, int length) {
    for (int i = Math.max(1, from); i < length; i++) {
      if (bytes[i] == '\n'
          && (bytes[i - 1] == '\n' || (i > 1 && bytes[i - 1] == '\r' && bytes[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Whether what is there so far may be the beginning of an answer. */
  static boolean mayBegin(byte[] bytes, int length) {
    for (int i = 0; i < Math.min(length, START.length()); i++) {
      if (bytes[i] != START.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Empty when it is not HTTP. */
  static Optional<HttpAnswer> read(byte[] bytes, int end) {
    // One character a byte: whatever is in there, nothing gets longer or shorter.
    List<String> lines = new String(bytes, 0, end, StandardCharsets.ISO_8859_1).lines().toList();
    Matcher status = STATUS_LINE.matcher(lines.getFirst());
    if (!status.matches()) {
      return Optional.empty();
    }
    List<Challenge> challenges = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0
          && line.substring(0, colon).equalsIgnoreCase("Proxy-Authenticate")
          && challenges.size() < MOST_CHALLENGES) {
        challenges.addAll(Challenge.read(line.substring(colon + 1)));
      }
    }
    String reason = Optional.ofNullable(status.group(2)).orElse("");
    return Optional.of(
        new HttpAnswer(
            Integer.parseInt(status.group(1)),
            printable(status.group(1) + " " + reason),
            List.copyOf(challenges)));
  }

  /** For people, from a stranger. */
  static String printable(String text) {
    String clean = text.replaceAll("[^ -~]", "?").strip();
    return clean.length() > MOST_SHOWN ? clean.substring(0, MOST_SHOWN) + "…" : clean;
  }
}
