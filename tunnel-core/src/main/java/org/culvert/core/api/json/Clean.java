package org.culvert.core.api.json;

/** Names from outside, fit for a message. */
final class Clean {
  private static final int LONGEST = 40;

  private Clean() {}

  static String quoted(String name) {
    StringBuilder text = new StringBuilder("\"");
    name.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) ? '?' : c)
        .forEach(text::appendCodePoint);
    return text.append('"').toString();
  }
}
