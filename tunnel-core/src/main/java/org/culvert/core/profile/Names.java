package org.culvert.core.profile;

import java.util.regex.Pattern;

/** Which unknown words may be shown: not those that could be a line of a key. */
final class Names {
  private static final Pattern NAME = Pattern.compile("(//.{0,3}|[A-Za-z][A-Za-z0-9_-]{0,39})");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{12,}");
  private static final Pattern MIXED = Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9]).{12,}");

  private Names() {}

  static boolean presentable(String word) {
    return NAME.matcher(word).matches()
        && !HEX.matcher(word).matches()
        && !MIXED.matcher(word).matches();
  }
}
