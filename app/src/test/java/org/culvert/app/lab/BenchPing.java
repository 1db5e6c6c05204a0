package org.culvert.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Round trips through the tunnel, fifty a second. A lost one took all the time there was.
 *
 * <p>More of them would be no ping but a load: where the next one is due within ten milliseconds,
 * ping does not sleep until then, but gives its processor away again and again, and takes a tenth
 * of a machine of two.
 */
final class BenchPing {
  private static final Pattern ANSWER = Pattern.compile("icmp_seq=([0-9]+) .*time=([0-9.]+) ms");
  private static final Pattern SENT = Pattern.compile("([0-9]+) packets transmitted");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Running ping;
  private final Duration time;

  private BenchPing(Running ping, Duration time) {
    this.ping = ping;
    this.time = time;
  }

  static BenchPing start(Lab lab, Duration time) {
    Running ping =
        Running.start(
            "ping",
            lab.newPath("ping.log"),
            Map.of(),
            Lab.on(
                lab.clientHost(),
                List.of(
                    "ping",
                    "-n",
                    "-i",
                    "0.02",
                    "-w",
                    Long.toString(time.toSeconds()),
                    OpenVpnServer.TUNNEL_IPV4)));
    lab.register(ping);
    return new BenchPing(ping, time);
  }

  /**
   * Milliseconds, the shortest first.
   *
   * @param lost how many of them are of pings without an answer: the time until the end
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Times(double[] sorted, int lost) {
    /** What ping printed in so much time, at an even rate. */
    static Times of(String log, Duration time) {
      Map<Integer, Double> answers = new TreeMap<>();
      ANSWER
          .matcher(log)
          .results()
          .forEach(
              answer ->
                  answers.putIfAbsent(
                      Integer.valueOf(answer.group(1)), Double.valueOf(answer.group(2))));
      if (answers.isEmpty()) {
        throw new AssertionError("no ping was answered:\n" + log);
      }
      Matcher summary = SENT.matcher(log);
      if (!summary.find()) {
        throw new AssertionError("ping did not come to its end:\n" + log);
      }
      int sent = Integer.parseInt(summary.group(1));
      double[] sorted =
          IntStream.rangeClosed(1, sent)
              .mapToDouble(
                  number ->
                      answers.getOrDefault(number, untilTheEnd(number, sent, time.toMillis())))
              .sorted()
              .toArray();
      return new Times(sorted, sent - answers.size());
    }

    private static double untilTheEnd(int number, int sent, long millis) {
      return (double) millis * (sent - number + 1) / sent;
    }
  }

  /** Waits for the last answer. */
  Times times() {
    ping.awaitEnd(time.plus(PATIENCE));
    return Times.of(ping.log(), time);
  }

  /** The value below which this share of the sorted ones lies. */
  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
