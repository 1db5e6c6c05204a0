package org.culvert.app.ui.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letter by which a text is reached with Alt: the one behind an underscore. Where a language
 * has no such letters, one stands in brackets behind the text, as in {@code 保存(_S)}.
 */
public final class Mnemonic {
  private static final Pattern MARK = Pattern.compile("\\(_(\\p{L})\\)|_(\\p{L})");

  private Mnemonic() {}

  /** The letter in lower case, where a text has one. */
  public static Optional<String> of(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find()
        ? Optional.of(
            (mark.group(1) == null ? mark.group(2) : mark.group(1)).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /** The text as it is without a letter to reach it by. */
  public static String without(String text) {
    return MARK.matcher(text).replaceFirst(mark -> mark.group(2) == null ? "" : mark.group(2));
  }
}
