package org.culvert.core.tls.bc;

/** Text that came from a certificate or a peer, made fit for a log and a screen. */
final class Text {
  private static final int LONGEST = 512;

  private Text() {}

  /** Control and formatting characters become {@code _}; what is very long is cut. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : '_'));
    return clean.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
