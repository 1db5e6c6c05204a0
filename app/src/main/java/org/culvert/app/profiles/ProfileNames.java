package org.culvert.app.profiles;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of profiles: fit for a line of a terminal, an argument, and the helper. */
public final class ProfileNames {
  private static final int LONGEST = 100;
  private static final String FALLBACK = "profile";
  private static final Pattern ENDING = Pattern.compile("\\.(ovpn|conf|zip)$", 2);

  private ProfileNames() {}

  /**
   * The nearest acceptable name: no control characters, no slashes (a slash makes it a path), no
   * dash in front (that makes it an option), at most 100 characters.
   */
  static String clean(String wanted) {
    StringBuilder name = new StringBuilder();
    wanted
        .codePoints()
        .map(c -> Character.isISOControl(c) || Character.isWhitespace(c) ? ' ' : c)
        .map(c -> c == '/' || c == '\\' || isFormat(c) ? '-' : c)
        .limit(LONGEST)
        .forEach(name::appendCodePoint);
    String text = name.toString().replaceAll(" +", " ").replaceAll("^[- ]+", "").strip();
    return text.isEmpty() || text.equals(".") || text.equals("..") ? FALLBACK : text;
  }

  /** A file's name as the name of a profile. */
  static String ofFile(String fileName) {
    return clean(stem(fileName));
  }

  /** A file's name without folder and ending. */
  static String stem(String fileName) {
    String last = fileName.substring(fileName.lastIndexOf('/') + 1);
    return ENDING.matcher(last).replaceFirst("");
  }

  /** Equal for names that a user would mix up. */
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Equal for names that would be stored as one. */
  public static String keyOfWanted(String wanted) {
    return key(clean(wanted));
  }

  /** Whether two names are one to a user. */
  static boolean same(String a, String b) {
    return keyOfWanted(a).equals(keyOfWanted(b));
  }

  /** That name, or with the first number that makes it one of its own. */
  static String free(String wanted, Set<String> takenKeys) {
    String name = wanted;
    for (int i = 2; takenKeys.contains(key(name)); i++) {
      name = numbered(wanted, i);
    }
    return name;
  }

  /** With a number behind it, and cut to make room for that. */
  public static String numbered(String name, int number) {
    String end = " " + number;
    return start(name, LONGEST - end.length()) + end;
  }

  private static String start(String text, int most) {
    return isLonger(text, most)
        ? text.substring(0, text.offsetByCodePoints(0, most)).stripTrailing()
        : text;
  }

  /** Whether {@link #clean} has to leave characters out at the end. */
  static boolean isTooLong(String wanted) {
    return isLonger(wanted, LONGEST);
  }

  private static boolean isLonger(String text, int most) {
    return text.codePointCount(0, text.length()) > most;
  }

  /** Marks that turn text around or cannot be seen. */
  private static boolean isFormat(int c) {
    return Character.getType(c) == Character.FORMAT || Character.getType(c) == Character.SURROGATE;
  }
}
