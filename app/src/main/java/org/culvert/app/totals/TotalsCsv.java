package org.culvert.app.totals;

import java.util.stream.Collectors;

/** Totals as a table for other programs (RFC 4180), with bytes as whole numbers. */
public final class TotalsCsv {
  private static final String HEADER = "date,profile,bytes_in,bytes_out\r\n";

  private TotalsCsv() {}

  /** The whole text. */
  public static String of(Totals totals) {
    return totals.days().stream().map(TotalsCsv::line).collect(Collectors.joining("", HEADER, ""));
  }

  private static String line(DayTotal day) {
    return day.date()
        + ","
        + quoted(day.profile())
        + ","
        + day.carried().in()
        + ","
        + day.carried().out()
        + "\r\n";
  }

  /**
   * A profile's name may come from a stranger's archive. A spreadsheet runs a cell that begins like
   * a formula, unless an apostrophe stands before it.
   */
  private static String quoted(String name) {
    String harmless = name.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + name : name;
    return "\"" + harmless.replace("\"", "\"\"") + "\"";
  }
}
