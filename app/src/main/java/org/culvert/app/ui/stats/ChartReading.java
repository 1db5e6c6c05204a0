package org.culvert.app.ui.stats;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.culvert.app.state.Mark;
import org.culvert.app.state.Span;
import org.culvert.app.state.ThroughputHistory;
import org.culvert.app.state.ThroughputSeries;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;

/**
 * What the chart says of one slot, in words.
 *
 * @param time when it was
 * @param average over how long; empty where that goes without saying
 * @param marks what happened then, one a line
 */
record ChartReading(String time, String average, String in, String out, List<String> marks) {
  /** Reads a known slot. */
  static ChartReading of(ThroughputHistory history, Span span, long slot, ZoneId zone) {
    ThroughputSeries series = history.series(span);
    long start = series.startOf(slot);
    return new ChartReading(
        at(start, span == Span.DAY ? FormatStyle.SHORT : FormatStyle.MEDIUM, zone),
        span == Span.TWO_MINUTES ? "" : Texts.of("chart.average." + name(span)),
        Quantity.rate(series.inAt(slot)),
        Quantity.rate(series.outAt(slot)),
        history.marks(start, series.startOf(slot + 1) - 1).stream()
            .map(mark -> words(mark, zone))
            .distinct()
            .toList());
  }

  /** Everything in one line, for those who listen. */
  String spoken() {
    String values = Texts.of("chart.accessible.reading", time, in, out);
    return marks.isEmpty() ? values : values + ". " + String.join(". ", marks);
  }

  /** The name of a span in the keys of texts. */
  static String name(Span span) {
    return span.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Mark mark, ZoneId zone) {
    String key =
        switch (mark.kind()) {
          case RECONNECTED -> "chart.mark.reconnected";
          case NEW_KEYS -> "chart.mark.new-keys";
          case NEXT_KEYS -> "chart.mark.next-keys";
        };
    return Texts.of(key, at(mark.time(), FormatStyle.MEDIUM, zone));
  }

  /** The time of day: with seconds where it is medium, without where it is short. */
  private static String at(long time, FormatStyle style, ZoneId zone) {
    return DateTimeFormatter.ofLocalizedTime(style)
        .withLocale(Texts.locale())
        .format(Instant.ofEpochMilli(time).atZone(zone));
  }
}
