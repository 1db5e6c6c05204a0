package org.culvert.app.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What to measure.
 *
 * @param time of one load
 * @param warmUp of a transfer in each direction before the first load
 * @param chart where to draw one
 */
record BenchOptions(
    int rounds,
    Duration time,
    Duration warmUp,
    List<BenchContender> contenders,
    List<BenchLoad> loads,
    Set<Section> sections,
    Optional<Path> chart) {
  /** A part of what is printed. */
  enum Section {
    /** Every load with every contender, in each round. */
    SPEED,
    /** What our helper has taken of the machine's memory after 1 and after 10 GB; once. */
    MEMORY,
    /** How long it takes to connect, ours beside OpenVPN. */
    CONNECT;

    private String option() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Everything, unless the arguments say less. */
  static BenchOptions parse(String... args) {
    BenchOptions options =
        new BenchOptions(
            5,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            List.of(BenchContender.values()),
            List.of(BenchLoad.values()),
            EnumSet.allOf(Section.class),
            Optional.empty());
    if (args.length % 2 != 0) {
      throw usage();
    }
    for (int i = 0; i < args.length; i += 2) {
      options = options.with(args[i], args[i + 1]);
    }
    return options;
  }

  private BenchOptions with(String option, String value) {
    return switch (option) {
      case "--rounds" ->
          new BenchOptions(number(value), time, warmUp, contenders, loads, sections, chart);
      case "--seconds" ->
          new BenchOptions(rounds, seconds(value), warmUp, contenders, loads, sections, chart);
      case "--warm-up" ->
          new BenchOptions(rounds, time, seconds(value), contenders, loads, sections, chart);
      case "--contenders" ->
          new BenchOptions(
              rounds,
              time,
              warmUp,
              chosen(value, BenchContender.values(), BenchContender::option),
              loads,
              sections,
              chart);
      case "--loads" ->
          new BenchOptions(
              rounds,
              time,
              warmUp,
              contenders,
              chosen(value, BenchLoad.values(), BenchLoad::option),
              sections,
              chart);
      case "--sections" ->
          new BenchOptions(
              rounds,
              time,
              warmUp,
              contenders,
              loads,
              EnumSet.copyOf(chosen(value, Section.values(), Section::option)),
              chart);
      case "--chart" ->
          new BenchOptions(
              rounds, time, warmUp, contenders, loads, sections, Optional.of(Path.of(value)));
      default -> throw usage();
    };
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(number(value));
  }

  private static int number(String value) {
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw usage();
    }
    return Integer.parseInt(value);
  }

  private static <T> List<T> chosen(String names, T[] all, Function<T, String> name) {
    List<String> wanted = List.of(names.split(",", -1));
    List<T> chosen = Arrays.stream(all).filter(one -> wanted.contains(name.apply(one))).toList();
    if (chosen.size() != wanted.size()) {
      throw usage();
    }
    return chosen;
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException(
        """
        usage: native-helper/bench/run [OPTION VALUE]...
          --rounds N             5 if not said otherwise
          --seconds N            of each load: 5
          --warm-up N            seconds in each direction before the first load: 10
          --contenders NAME,...  of %s
          --loads NAME,...       of %s
          --sections NAME,...    of %s
          --chart FILE           draws throughput and CPU by TCP, as SVG
        """
            .formatted(
                names(BenchContender.values(), BenchContender::option),
                names(BenchLoad.values(), BenchLoad::option),
                names(Section.values(), Section::option)));
  }

  private static <T> String names(T[] all, Function<T, String> name) {
    return String.join(",", Arrays.stream(all).map(name).toList());
  }
}
