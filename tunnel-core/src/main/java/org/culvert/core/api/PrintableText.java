package org.culvert.core.api;

/**
 * Text from others, such as servers and those who write profiles, made fit for a log, a terminal
 * and a window.
 */
public final class PrintableText {
  private static final int LIMIT = 200;

  private PrintableText() {}

  /**
   * Escapes control, formatting (also those that turn the writing direction) and unassigned
   * characters as {@code \}{@code u{hex}}, and cuts after 200 characters.
   */
  public static String of(String untrusted) {
    return escaped(untrusted, LIMIT);
  }

  /** The same without a limit, for what is bounded already. */
  public static String whole(String untrusted) {
    return untrusted.codePoints().allMatch(PrintableText::isPlain)
        ? untrusted
        : escaped(untrusted, Integer.MAX_VALUE);
  }

  private static String escaped(String untrusted, int limit) {
    StringBuilder out = new StringBuilder(Math.min(untrusted.length(), limit) + 8);
    for (int at = 0; at < untrusted.length(); ) {
      if (out.length() >= limit) {
        return out.append('…').toString();
      }
      int point = untrusted.codePointAt(at);
      if (isPlain(point)) {
        out.appendCodePoint(point);
      } else {
        out.append("\\u{").append(Integer.toHexString(point)).append('}');
      }
      at += Character.charCount(point);
    }
    return out.toString();
  }

  /** Whether a character can be shown as it is. */
  public static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
