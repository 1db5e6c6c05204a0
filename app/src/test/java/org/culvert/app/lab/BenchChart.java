package org.culvert.app.lab;

import java.util.List;
import java.util.Locale;

/**
 * Draws medians beside one another, as SVG: a panel for each metric, a group of bars for each load,
 * a bar for each contender with a line from its lowest to its highest round.
 */
final class BenchChart {
  private static final int WIDTH = 760;
  private static final int MARGIN = 24;
  private static final int LABELS = 176;
  private static final int VALUES = 56;
  private static final int BAR = 12;
  private static final int GAP = 14;
  private static final int HEAD = 40;
  private static final int LEGEND = 34;
  private static final List<String> COLORS = List.of("#2563eb", "#94a3b8", "#f59e0b");

  private final List<BenchContender> contenders;
  private final StringBuilder body = new StringBuilder();
  private int y = MARGIN;

  /** For at most as many contenders as there are colours. */
  BenchChart(List<BenchContender> contenders) {
    this.contenders = contenders;
    int x = MARGIN + LABELS;
    for (int i = 0; i < contenders.size(); i++) {
      rectangle(x, y, BAR, BAR, COLORS.get(i));
      text(x + BAR + 6, y + BAR - 1, "start", "", contenders.get(i).title());
      x += 130;
    }
    y += LEGEND;
  }

  /** Adds what is above the next groups. */
  void panel(String title) {
    text(MARGIN, y + 16, "start", "font-weight=\"600\" font-size=\"15\"", title);
    y += HEAD;
  }

  /**
   * Adds the bars of one load.
   *
   * @param rounds for each contender, in order
   * @param most what the whole width stands for
   */
  void group(String title, List<List<Double>> rounds, double most) {
    int height = BAR * contenders.size();
    text(MARGIN + LABELS - 12, y + height / 2 + 4, "end", "", title);
    double scale = (WIDTH - 2 * MARGIN - LABELS - VALUES) / most;
    for (int i = 0; i < rounds.size(); i++) {
      double[] sorted = BenchFigures.sorted(rounds.get(i));
      double median = BenchFigures.median(rounds.get(i));
      double left = MARGIN + LABELS;
      rectangle(left, y + 1, median * scale, BAR - 2, COLORS.get(i));
      line(left + sorted[0] * scale, left + sorted[sorted.length - 1] * scale, y + BAR / 2);
      text(
          left + Math.max(median, sorted[sorted.length - 1]) * scale + 6,
          y + BAR - 2,
          "start",
          "font-size=\"11\"",
          String.format(Locale.ROOT, "%.2f", median));
      y += BAR;
    }
    y += GAP;
  }

  private void rectangle(double x, double top, double width, double height, String color) {
    body.append(
        String.format(
            Locale.ROOT,
            "  <rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"/>%n",
            x,
            top,
            width,
            height,
            color));
  }

  private void line(double from, double to, double height) {
    body.append(
        String.format(
            Locale.ROOT,
            "  <line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#0f172a\"/>%n",
            from,
            to,
            height,
            height));
  }

  private void text(double x, double base, String anchor, String style, String words) {
    body.append(
        String.format(
            Locale.ROOT,
            "  <text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>%n",
            x,
            base,
            anchor,
            style,
            words));
  }

  /** The picture. */
  String svg() {
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d"
            font-family="system-ui, sans-serif" font-size="13" fill="#0f172a">
          <rect width="100%%" height="100%%" rx="8" fill="#ffffff"/>
        %s</svg>
        """
        .formatted(WIDTH, y + GAP, WIDTH, y + GAP, body);
  }
}
