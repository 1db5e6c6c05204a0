package org.culvert.app.lab;

/** What is measured, a table each. */
enum BenchMetric {
  THROUGHPUT("Throughput, Gbit/s", 2, false),
  PACKETS("UDP datagrams that arrived, thousands a second", 1, false),
  CLIENT_CPU("CPU of the client, s/GB", 2, true),
  MACHINE_CPU("CPU of the whole machine with both ends and the load itself, s/GB", 2, true),
  PING_MEDIAN("Round trip, median, ms", 2, false),
  PING_P99("Round trip, 99th percentile, ms", 2, false),
  /** In the percentiles they count as the time until the measurement's end. */
  PING_LOST("Pings without an answer", 0, true),
  MEMORY("Resident memory of the client, MB", 0, false),
  /** Far from zero, nothing of this run is worth anything. */
  OTHERS("The processors' time that others took just before, %", 0, false);

  private final String title;
  private final int digits;
  private final boolean costs;

  BenchMetric(String title, int digits, boolean costs) {
    this.title = title;
    this.digits = digits;
    this.costs = costs;
  }

  String title() {
    return title;
  }

  /** Behind the point. */
  int digits() {
    return digits;
  }

  /** Whether it says something about the contenders. */
  boolean compares() {
    return this != OTHERS && this != PING_LOST; // of which most often there are none
  }

  /** Whether ratios say how many times as much the other one needs, not how many times we have. */
  boolean costs() {
    return costs;
  }
}
