package org.culvert.core.push;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.culvert.core.api.PrintableText;

/**
 * Splits the text of one pushed option into words, as OpenVPN 2.x does.
 *
 * <p>Words are separated by white space. A quote is special only at the start of a word and ends
 * the word when it closes; inside {@code '…'} everything is literal. Elsewhere a backslash must
 * precede a backslash, a double quote or white space. {@code #} or {@code ;} where a word could
 * begin starts a comment. Wire reference 7.1, profile reference 1.1.
 */
public final class OptionWords {
  /** Most words of an option, its name included. */
  public static final int MAX_WORDS = 16;

  /** Longest word, in bytes of UTF-8. */
  public static final int MAX_WORD_BYTES = 255;

  private final String text;
  private final List<String> words = new ArrayList<>();
  private int at;

  private OptionWords(String text) {
    this.text = text;
  }

  /** The words; none for an empty option or a comment. */
  public static List<String> split(String text) throws PushException {
    return new OptionWords(text).split();
  }

  private List<String> split() throws PushException {
    while (skipBlanks()) {
      if (words.size() == MAX_WORDS) {
        throw broken("has more than " + MAX_WORDS + " words");
      }
      String word =
          switch (text.charAt(at)) {
            case '\'' -> literal();
            case '"' -> quoted();
            default -> bare();
          };
      if (word.getBytes(StandardCharsets.UTF_8).length > MAX_WORD_BYTES) {
        throw broken("has a word of more than " + MAX_WORD_BYTES + " bytes");
      }
      words.add(word);
    }
    return List.copyOf(words);
  }

  /** Whether another word begins. */
  private boolean skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length() && text.charAt(at) != '#' && text.charAt(at) != ';';
  }

  private String literal() throws PushException {
    int end = text.indexOf('\'', at + 1);
    if (end < 0) {
      throw broken("has an open quote");
    }
    String word = text.substring(at + 1, end);
    at = end + 1;
    return word;
  }

  private String quoted() throws PushException {
    StringBuilder word = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == '"') {
        at++;
        return word.toString();
      }
      word.append(unescaped());
    }
    throw broken("has an open quote");
  }

  private String bare() throws PushException {
    StringBuilder word = new StringBuilder();
    for (; at < text.length() && !isBlank(text.charAt(at)); at++) {
      word.append(unescaped());
    }
    return word.toString();
  }

  private char unescaped() throws PushException {
    char c = text.charAt(at);
    if (c != '\\') {
      return c;
    }
    at++;
    if (at < text.length()) {
      char escaped = text.charAt(at);
      if (escaped == '\\' || escaped == '"' || isBlank(escaped)) {
        return escaped;
      }
    }
    throw broken("has a backslash that escapes nothing");
  }

  private PushException broken(String what) {
    return new PushException("A pushed option (" + nameOf(text) + ") " + what + ".");
  }

  /** What can be told of an option that cannot be split, without its arguments. */
  static String nameOf(String text) {
    int start = 0;
    while (start < text.length() && (isBlank(text.charAt(start)) || isQuote(text.charAt(start)))) {
      start++;
    }
    int end = start;
    while (end < text.length() && !isBlank(text.charAt(end)) && !isQuote(text.charAt(end))) {
      end++;
    }
    return shortName(text.substring(start, end));
  }

  /** A name fit for a log; a server could hide anything in an overlong one. */
  static String shortName(String name) {
    return PrintableText.of(name.length() > 64 ? name.substring(0, 64) + "…" : name);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  /** What C's {@code isspace} takes for white space. */
  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
