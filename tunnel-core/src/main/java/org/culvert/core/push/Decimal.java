package org.culvert.core.push;

import java.util.OptionalInt;

/** Plain decimal numbers: ASCII digits only, no sign. */
public final class Decimal {
  private static final int MAX_DIGITS = 10;

  private Decimal() {}

  /** The number, if it is one and lies in 0..{@code max}. */
  public static OptionalInt parse(String text, int max) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return OptionalInt.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalInt.empty();
      }
      value = value * 10 + (c - '0');
    }
    return value <= max ? OptionalInt.of((int) value) : OptionalInt.empty();
  }
}
