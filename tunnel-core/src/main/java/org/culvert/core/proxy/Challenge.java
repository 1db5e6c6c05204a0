package org.culvert.core.proxy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One way to log in that a proxy offers (RFC 9110, section 11.3).
 *
 * @param scheme in small letters, for example {@code digest}
 * @param parameters by name in small letters, quotes removed; of one given twice the first
 */
record Challenge(String scheme, Map<String, String> parameters) {
  Challenge {
    parameters = Map.copyOf(parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** All challenges of one header line; what is not understood is skipped. */
  static List<Challenge> read(String line) {
    return new Reader(line).all();
  }

  private static final class Reader {
    private final String text;
    private final List<Challenge> found = new ArrayList<>();
    private String scheme = "";
    private Map<String, String> parameters = new HashMap<>();
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<Challenge> all() {
      while (at < text.length()) {
        if (!isToken(text.charAt(at))) {
          at++;
          continue;
        }
        String word = token();
        int afterWord = at;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          skipBlanks();
          parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value());
        } else {
          at = afterWord;
          finish();
          scheme = word.toLowerCase(Locale.ROOT);
        }
      }
      finish();
      return found;
    }

    private void finish() {
      if (!scheme.isEmpty()) {
        found.add(new Challenge(scheme, parameters));
      }
      parameters = new HashMap<>();
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        return token();
      }
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at));
      }
      at++;
      return value.toString();
    }

    private String token() {
      int start = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(start, at);
    }

    private void skipBlanks() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    private static boolean isToken(char c) {
      return c > ' ' && c < 127 && "()<>@,;:\\\"[]?={}".indexOf(c) < 0;
    }
  }
}
