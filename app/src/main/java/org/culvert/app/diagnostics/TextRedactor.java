package org.culvert.app.diagnostics;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of logs and reports what looks like a secret, and what is known to be one. Our own log
 * holds none; the words of servers and proxies in it may. Each kind is looked for in the text as it
 * was: what one takes out never hides the rest from another.
 */
final class TextRedactor {
  /** Shorter ones are too common to be taken out of other texts. */
  private static final int SHORTEST = 4;

  private static final String NAME =
      "(?i:passw(?:or)?d|passphrase|pwd|token|secret|session[ _-]?id|api[_-]?key)[\\\\\"']*[ \\t]*";

  /** A quote, as it is and in JSON. */
  private static final String QUOTE = "\\\\*[\"']";

  private static final String SCHEME = "(?<!\\w)\\w++:\\\\*/\\\\*/";
  private static final String USER = "[^/\\\\\\s?#]*@";
  private static final String HOST = "(?:[\\p{L}\\p{N}._~-]++|\\[[0-9A-Fa-f:.]++])?+(?::\\d++)?+";

  /** What ends a sentence or a value behind an address, and is none of it. */
  private static final String END = "[\\\\/.,;:!?'\")\\]}>]*+(?!\\S)";

  private static final String LETTER = "[A-Za-z0-9+/=_%-]";
  private static final String CIPHER = "TLS[_-][A-Z0-9_-]+(?!" + LETTER + ")";
  private static final String PATH = "/(?:dev|etc|home|opt|proc|run|sys|tmp|usr|var)/";

  /** What the group of that name matches is taken out. */
  private static final String SECRET = "secret";

  private static final List<Pattern> KINDS =
      Stream.of(
              "(?i)auth-token(?:-user)?\\s+(?<secret>[^\\s,]+)",
              "(?i)authorization[\\\\\"']*[:=\\s]\\s*(?<secret>.+)",
              "\\b(?i:basic|bearer|negotiate|ntlm) +(?!realm)(?<secret>(?=[a-z]*[A-Z0-9=])\\S+)",
              "(?i)cookie[\\\\\"']*:\\s*(?<secret>.+)",
              NAME
                  + "[:=][ \\t]*(?<quote>"
                  + QUOTE
                  + ")(?<secret>.*?)(?=(?<!\\\\)\\k<quote>|\\R|$)",
              // "The user name or password" was refused, we say, and why it was follows.
              "(?<!\\bor )" + NAME + "[:=>][ \\t]*(?!" + QUOTE + ")(?<secret>[^\\s,;&<]+)",
              SCHEME + "(?<secret>" + USER + ")",
              SCHEME
                  + "(?:"
                  + USER
                  + ")?+"
                  + HOST
                  + "(?!"
                  + END
                  + ")(?<secret>\\S+?)(?="
                  + END
                  + ")",
              "[?&][\\w.%-]++=(?<secret>[^\\s&#\"]+)",
              "S?CRV1:(?<secret>\\S+)",
              "SESS_ID_(?<secret>\\S+)",
              "-----BEGIN [A-Z0-9 ]*(?<secret>.+)",
              // Keys, hashes and tokens; neither the name of a cipher nor a path.
              String.format(
                  Locale.ROOT,
                  "(?<!%1$s)(?!%2$s|%3$s)(?<secret>(?=%1$s*\\d)%1$s{32,}|%1$s{40,})",
                  LETTER,
                  CIPHER,
                  PATH))
          .map(Pattern::compile)
          .toList();

  private final List<String> known;

  /**
   * @param known secrets that stand elsewhere
   */
  TextRedactor(Collection<String> known) {
    this.known = known.stream().filter(secret -> secret.length() >= SHORTEST).toList();
  }

  String redact(String text) {
    BitSet secret = new BitSet(text.length());
    for (String each : known) {
      for (int at = text.indexOf(each); at >= 0; at = text.indexOf(each, at + 1)) {
        secret.set(at, at + each.length());
      }
    }
    for (Pattern kind : KINDS) {
      Matcher found = kind.matcher(text);
      while (found.find()) {
        secret.set(found.start(SECRET), found.end(SECRET));
      }
    }
    return without(secret, text);
  }

  /** A mark for each run of them. */
  private static String without(BitSet secret, String text) {
    StringBuilder shown = new StringBuilder();
    int next = 0;
    for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(next)) {
      shown.append(text, next, start);
      next = secret.nextClearBit(start);
      shown.append(Removed.mark(text.substring(start, next)));
    }
    return shown.append(text, next, text.length()).toString();
  }
}
