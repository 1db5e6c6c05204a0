package org.culvert.app.ui.text;

import java.util.regex.Pattern;

/**
 * Keeps a number on the line of its unit. For words that the command line says as well, where a
 * no-break space would be one too many: texts of the window alone have theirs.
 */
public final class Unparted {
  /** What is counted in such words, in each language. */
  private static final Pattern BREAK =
      Pattern.compile(
          "(?<=\\d) (?=(?:s|MB|MiB|Mo|Mio|[Bb]its?|[Bb]ytes?|octets)(?![\\p{L}\\p{N}])|秒|位|字节)");

  private Unparted() {}

  /** The same words, as long as they were. */
  public static String of(String words) {
    return BREAK.matcher(words).replaceAll("\u00a0");
  }
}
