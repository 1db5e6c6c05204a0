package org.culvert.app.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * All that was measured, a value for each round; prints it as Markdown. A ratio is taken within
 * each round, where both had the same machine, and only then the median.
 */
final class BenchFigures {
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(BenchContender.OURS, BenchContender.OPENVPN),
          new Pair(BenchContender.OURS_VIA_OPENVPN, BenchContender.OPENVPN),
          new Pair(BenchContender.OURS, BenchContender.WIREGUARD_GO));

  private static final List<BenchContender> CHARTED =
      List.of(BenchContender.OURS, BenchContender.OPENVPN, BenchContender.WIREGUARD_GO);

  /** By TCP, as much as there is room for. */
  private static final Pattern CHARTED_LOAD = Pattern.compile("TCP \\w+, \\d+ streams?");

  private final Map<BenchMetric, Map<String, Map<BenchContender, List<Double>>>> rounds =
      new EnumMap<>(BenchMetric.class);

  /** Who is compared with whom. */
  private record Pair(BenchContender ours, BenchContender other) {
    boolean among(List<BenchContender> all) {
      return all.contains(ours) && all.contains(other);
    }

    String title(BenchMetric metric) {
      return metric.costs()
          ? other.title() + " ÷ " + ours.title()
          : ours.title() + " ÷ " + other.title();
    }

    List<Double> ratios(BenchMetric metric, Map<BenchContender, List<Double>> row) {
      List<Double> mine = row.getOrDefault(ours, List.of());
      List<Double> theirs = row.getOrDefault(other, List.of());
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < Math.min(mine.size(), theirs.size()); round++) {
        double ratio = mine.get(round) / theirs.get(round);
        ratios.add(metric.costs() ? 1 / ratio : ratio);
      }
      return ratios;
    }
  }

  /** Notes the value of one round. */
  void add(BenchMetric metric, String row, BenchContender contender, double value) {
    rounds
        .computeIfAbsent(metric, _ -> new LinkedHashMap<>())
        .computeIfAbsent(row, _ -> new EnumMap<>(BenchContender.class))
        .computeIfAbsent(contender, _ -> new ArrayList<>())
        .add(value);
  }

  /** A table for each metric. */
  void print(List<BenchContender> contenders) {
    List<Pair> pairs = PAIRS.stream().filter(pair -> pair.among(contenders)).toList();
    rounds.forEach(
        (metric, rows) -> print(metric, rows, contenders, metric.compares() ? pairs : List.of()));
  }

  /** A picture of throughput and CPU by TCP, each client with its own kind of peer. */
  String chart(List<BenchContender> measured) {
    List<BenchContender> shown = CHARTED.stream().filter(measured::contains).toList();
    BenchChart chart = new BenchChart(shown);
    for (BenchMetric metric : List.of(BenchMetric.THROUGHPUT, BenchMetric.CLIENT_CPU)) {
      Map<String, Map<BenchContender, List<Double>>> rows = new LinkedHashMap<>();
      rounds
          .getOrDefault(metric, Map.of())
          .forEach(
              (title, row) -> {
                if (CHARTED_LOAD.matcher(title).matches() && row.keySet().containsAll(shown)) {
                  rows.put(title, row);
                }
              });
      double most =
          rows.values().stream()
              .flatMap(row -> shown.stream().map(row::get))
              .flatMap(List::stream)
              .mapToDouble(Double::doubleValue)
              .max()
              .orElse(1);
      chart.panel(metric.title() + (metric.costs() ? " (less is better)" : " (more is better)"));
      rows.forEach((title, row) -> chart.group(title, shown.stream().map(row::get).toList(), most));
    }
    return chart.svg();
  }

  private static void print(
      BenchMetric metric,
      Map<String, Map<BenchContender, List<Double>>> rows,
      List<BenchContender> contenders,
      List<Pair> pairs) {
    StringBuilder text = new StringBuilder("| ").append(metric.title()).append(" |");
    contenders.forEach(contender -> text.append(' ').append(contender.title()).append(" |"));
    pairs.forEach(pair -> text.append(' ').append(pair.title(metric)).append(" |"));
    text.append("\n|").append(" --- |".repeat(1 + contenders.size() + pairs.size())).append('\n');
    rows.forEach(
        (title, row) -> {
          text.append("| ").append(title).append(" |");
          for (BenchContender contender : contenders) {
            text.append(cell(row.getOrDefault(contender, List.of()), metric.digits()));
          }
          pairs.forEach(pair -> text.append(cell(pair.ratios(metric, row), 2)));
          text.append('\n');
        });
    System.out.println(text);
  }

  /** Median and, where there is more than one round, the extremes. */
  private static String cell(List<Double> values, int digits) {
    if (values.isEmpty()) {
      return " |";
    }
    double[] sorted = sorted(values);
    String number = "%." + digits + "f";
    return values.size() == 1
        ? String.format(Locale.ROOT, " " + number + " |", sorted[0])
        : String.format(
            Locale.ROOT,
            " **" + number + "** " + number + "–" + number + " |",
            median(values),
            sorted[0],
            sorted[sorted.length - 1]);
  }

  static double median(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double[] sorted(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
