package org.culvert.core.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Question;

/** What a server wants of the user with {@code INFO} and {@code INFO_PRE} (wire reference 10.4). */
public sealed interface InfoText {
  /** {@code CR_TEXT}, {@code WEB_AUTH} or {@code OPEN_URL}. */
  record Asks(Question question) implements InfoText {}

  /** A page that must not be opened; the address is left out, for it may hold a token. */
  record BadPage() implements InfoText {}

  /** Words. */
  record Says(String text) implements InfoText {}

  /** Reads the text of a message. */
  static InfoText of(String text) {
    String[] parts = text.split(":", 3);
    return switch (parts[0]) {
      case "CR_TEXT" ->
          parts.length == 3
              ? new Asks(ChallengeText.of(parts[1], parts[2]))
              : new Says(PrintableText.of(text));
      case "WEB_AUTH" -> page(parts.length == 3 ? parts[2] : "");
      case "OPEN_URL" -> page(text.substring(Math.min(text.length(), "OPEN_URL:".length())));
      default -> new Says(PrintableText.of(text));
    };
  }

  private static InfoText page(String url) {
    return Page.isGood(url) ? new Asks(new Question.WebLogin(url)) : new BadPage();
  }

  /** Which pages a browser may be sent to. */
  final class Page {
    private static final int LONGEST = 1024;
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Page() {}

    /** Only https, and http on this machine: nothing that starts a program or shows a file. */
    private static boolean isGood(String url) {
      if (url.length() > LONGEST || !url.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        return false;
      }
      try {
        URI uri = new URI(url);
        String host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return switch (Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT)) {
          case "https" -> !host.isEmpty() && uri.getUserInfo() == null;
          case "http" -> HERE.contains(host) && uri.getUserInfo() == null;
          default -> false;
        };
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }
}
