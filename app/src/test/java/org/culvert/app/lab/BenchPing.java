package org.culvert.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Round trips through the tunnel, a hundred a second. */
final class BenchPing {
  private static final Pattern TIME = Pattern.compile("time=([0-9.]+) ms");
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
                    "0.01",
                    "-w",
                    Long.toString(time.toSeconds()),
                    OpenVpnServer.TUNNEL_IPV4)));
    lab.register(ping);
    return new BenchPing(ping, time);
  }

  /** Waits for the last answer; milliseconds, the shortest first. */
  double[] sorted() {
    ping.awaitEnd(time.plus(PATIENCE));
    double[] times =
        TIME.matcher(ping.log())
            .results()
            .map(MatchResult::group)
            .mapToDouble(text -> Double.parseDouble(text.replaceAll("[^0-9.]", "")))
            .sorted()
            .toArray();
    if (times.length == 0) {
      throw new AssertionError("no ping was answered:\n" + ping.log());
    }
    return times;
  }

  /** The value below which this share of the sorted ones lies. */
  static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }
}
