package org.culvert.app.ui.text;

import java.util.Locale;

/** Durations as a clock shows them. */
public final class Elapsed {
  private Elapsed() {}

  /** For example {@code 0:07}, {@code 12:07}, {@code 3:12:07} or {@code 2 d 3:12:07}. */
  public static String of(long milliseconds) {
    long seconds = Math.max(0, milliseconds / 1000);
    long days = seconds / 86_400;
    long hours = seconds / 3600 % 24;
    long minutes = seconds / 60 % 60;
    long rest = seconds % 60;
    if (days > 0) {
      return Texts.of("elapsed.days", days, clock(hours, minutes, rest));
    }
    return hours > 0
        ? clock(hours, minutes, rest)
        : String.format(Locale.getDefault(), "%d:%02d", minutes, rest);
  }

  private static String clock(long hours, long minutes, long seconds) {
    return String.format(Locale.getDefault(), "%d:%02d:%02d", hours, minutes, seconds);
  }
}
