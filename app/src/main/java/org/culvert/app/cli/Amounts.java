package org.culvert.app.cli;

import java.util.Locale;

/** Numbers with units that fit: decimal, as network speeds are. */
final class Amounts {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T", "P", "E"};

  private Amounts() {}

  /** Such as {@code 12.3 MB}. */
  static String bytes(long bytes) {
    return withPrefix((double) bytes) + "B";
  }

  /** Such as {@code 98.4 Mbit/s}. */
  static String rate(double bytesPerSecond) {
    return withPrefix(bytesPerSecond * 8) + "bit/s";
  }

  private static String withPrefix(double amount) {
    double scaled = Math.max(0, amount);
    int step = 0;
    while (scaled >= 999.5 && step < PREFIXES.length - 1) {
      scaled /= 1000;
      step++;
    }
    String number =
        step == 0 || scaled >= 99.95
            ? String.format(Locale.ROOT, "%.0f", scaled)
            : String.format(Locale.ROOT, "%.1f", scaled);
    return number + " " + PREFIXES[step];
  }
}
