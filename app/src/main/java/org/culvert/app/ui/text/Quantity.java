package org.culvert.app.ui.text;

import java.util.Locale;

/** Numbers with units that fit: three significant digits, decimal prefixes. */
public final class Quantity {
  private Quantity() {}

  /** For example {@code 12.4 Mbit/s}. */
  public static String rate(double bitsPerSecond) {
    return scaled(bitsPerSecond, units("rate"));
  }

  /** A round rate as the mark of an axis, without needless decimals: {@code 40 Mbit/s}. */
  public static String mark(double bitsPerSecond) {
    String[] units = units("rate");
    int step = step(bitsPerSecond, units.length);
    double value = bitsPerSecond / Math.pow(1000, step);
    String pattern = value == Math.rint(value) ? "%.0f" : "%.1f";
    return String.format(Locale.getDefault(), pattern, value) + "\u00a0" + units[step];
  }

  /** For example {@code 3.21 GB}. */
  public static String bytes(long bytes) {
    return scaled((double) bytes, units("size"));
  }

  /** A short time, given in microseconds, for example {@code 12.4 ms}. */
  public static String latency(long micros) {
    double value = micros / (micros < 999_500 ? 1_000.0 : 1_000_000.0);
    String pattern = value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    String unit = micros < 999_500 ? "ms" : "s";
    return String.format(Locale.getDefault(), pattern, value) + "\u00a0" + unit;
  }

  /** An average, for example {@code 12.4}. */
  public static String average(double value) {
    return String.format(Locale.getDefault(), value >= 99.95 ? "%.0f" : "%.1f", value);
  }

  /** A count with separators between thousands. */
  public static String count(long count) {
    return String.format(Locale.getDefault(), "%,d", count);
  }

  /** From small to large, each a thousand times the one before. */
  private static String[] units(String of) {
    return Texts.of("units." + of).split(" ");
  }

  private static String scaled(double value, String[] units) {
    int step = step(value, units.length);
    double scaled = value / Math.pow(1000, step);
    String pattern = step == 0 || scaled >= 99.95 ? "%.0f" : scaled >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.getDefault(), pattern, scaled) + "\u00a0" + units[step];
  }

  private static int step(double value, int steps) {
    int step = 0;
    double rest = value;
    while (rest >= 999.5 && step < steps - 1) {
      rest /= 1000;
      step++;
    }
    return step;
  }
}
