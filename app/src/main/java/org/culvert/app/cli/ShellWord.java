package org.culvert.app.cli;

import java.util.regex.Pattern;

/** What a command line is told to type, so that a shell takes it as it is meant. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._@%+=:,-]+");

  private ShellWord() {}

  /** A text as one word. */
  static String of(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
