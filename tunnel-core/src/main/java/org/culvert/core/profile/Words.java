package org.culvert.core.profile;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line into words the way OpenVPN does: quotes count only where a word begins, {@code #}
 * and {@code ;} begin a comment only there, and outside of single quotes a backslash protects a
 * backslash, a double quote or a blank.
 */
final class Words {
  /** What a line came to. */
  sealed interface Result {
    /**
     * @param commentSign whether an unquoted word has a comment sign inside
     */
    record Split(List<String> words, boolean commentSign) implements Result {}

    /** A quote without its partner. */
    record OpenQuote() implements Result {}

    /** A backslash before something that it cannot protect. */
    record BadEscape() implements Result {}
  }

  private final String line;
  private final boolean literalBackslash;
  private final StringBuilder word = new StringBuilder();
  private int at;
  private boolean commentSign;

  private Words(String line, boolean literalBackslash) {
    this.line = line;
    this.literalBackslash = literalBackslash;
  }

  static Result split(String line) {
    return new Words(line, false).run();
  }

  /** For Windows paths: a backslash is a character like any other. */
  static Result splitLiterally(String line) {
    return new Words(line, true).run();
  }

  private Result run() {
    List<String> words = new ArrayList<>(4);
    while (true) {
      while (at < line.length() && isBlank(line.charAt(at))) {
        at++;
      }
      if (at == line.length() || line.charAt(at) == '#' || line.charAt(at) == ';') {
        return new Result.Split(words, commentSign);
      }
      word.setLength(0);
      char first = line.charAt(at);
      boolean complete =
          switch (first) {
            case '"' -> quoted();
            case '\'' -> singleQuoted();
            default -> plain();
          };
      if (!complete) {
        return (first == '"' && at >= line.length()) || first == '\''
            ? new Result.OpenQuote()
            : new Result.BadEscape();
      }
      words.add(word.toString());
    }
  }

  private boolean plain() {
    while (at < line.length() && !isBlank(line.charAt(at))) {
      char c = line.charAt(at);
      commentSign |= c == '#' || c == ';';
      if (!literalOrEscaped()) {
        return false;
      }
    }
    return true;
  }

  private boolean quoted() {
    at++;
    while (at < line.length()) {
      if (line.charAt(at) == '"') {
        at++;
        return true;
      }
      if (!literalOrEscaped()) {
        return false;
      }
    }
    return false;
  }

  private boolean literalOrEscaped() {
    char c = line.charAt(at);
    if (c == '\\' && !literalBackslash) {
      if (at + 1 >= line.length() || !mayFollowBackslash(line.charAt(at + 1))) {
        return false;
      }
      c = line.charAt(at + 1);
      at++;
    }
    word.append(c);
    at++;
    return true;
  }

  private boolean singleQuoted() {
    int end = line.indexOf('\'', at + 1);
    if (end < 0) {
      return false;
    }
    word.append(line, at + 1, end);
    at = end + 1;
    return true;
  }

  private static boolean mayFollowBackslash(char c) {
    return c == '\\' || c == '"' || isBlank(c);
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
