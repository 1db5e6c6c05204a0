package org.culvert.app.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of logs and reports what looks like a secret, and what is known to be one. Our own log
 * holds none; the words of servers and proxies in it may.
 */
final class TextRedactor {
  /** What comes before it is kept; group 2 is what is taken out. */
  private static final List<Pattern> SECRETS =
      List.of(
          Pattern.compile("(?i)(auth-token(?:-user)?\\s+)([^\\s,]+)"),
          Pattern.compile("(?i)((?:proxy-)?authorization:?\\s+)(.+)"),
          Pattern.compile("(?i)((?:set-)?cookie:\\s*)(.+)"),
          Pattern.compile(
              "(?i)((?:password|passwd|passphrase|token|secret|session_?id|api_?key)=)([^\\s,;&]+)"),
          Pattern.compile("(?i)(https?://)([^/\\s?#]*@)"),
          Pattern.compile("(?i)(https?://[^/\\s?#@]*[/?#])(\\S+)"),
          Pattern.compile("(S?CRV1:)(\\S+)"),
          Pattern.compile("(SESS_ID_)(\\S+)"),
          Pattern.compile("(-----BEGIN [A-Z0-9 ]*)(.+)"),
          Pattern.compile("()((?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/=_-]{40,}(?![A-Za-z0-9+/=_-]))"));

  private final List<String> known;

  /**
   * @param known secrets that stand elsewhere
   */
  TextRedactor(Collection<String> known) {
    this.known = known.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  String redact(String text) {
    String redacted = text;
    for (String secret : known) {
      redacted = redacted.replace(secret, Removed.mark(secret));
    }
    for (Pattern pattern : SECRETS) {
      redacted =
          pattern
              .matcher(redacted)
              .replaceAll(
                  found -> Matcher.quoteReplacement(found.group(1) + Removed.mark(found.group(2))));
    }
    return redacted;
  }
}
