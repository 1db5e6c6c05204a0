package org.culvert.app.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures our client beside OpenVPN and wireguard-go, and prints the tables of
 * docs/PERFORMANCE.md. Not a test: it judges nothing. Its arguments are {@link BenchOptions}.
 */
final class BenchMain {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long GIGABYTE = 1_000_000_000;

  /** At 60 Mbit/s. */
  private static final Duration SLOWEST_GIGABYTES = Duration.ofMinutes(20);

  private final Lab lab;
  private final BenchOptions options;
  private final BenchFigures figures = new BenchFigures();

  private BenchMain(Lab lab, BenchOptions options) {
    this.lab = lab;
    this.options = options;
  }

  public static void main(String[] args) throws Exception {
    BenchOptions options;
    try {
      options = BenchOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.print(e.getMessage());
      System.exit(2);
      return;
    }
    try (Lab lab = new Lab()) {
      lab.open();
      try {
        new BenchMain(lab, options).run();
      } catch (AssertionError | IOException e) {
        throw new AssertionError(e.getMessage() + lab.story(), e);
      } finally {
        lab.stopAll();
      }
    }
  }

  private void run() throws IOException {
    printMachine();
    if (options.sections().contains(BenchOptions.Section.CONNECT)) {
      ConnectTimes.print(lab, options.rounds());
    }
    if (options.sections().contains(BenchOptions.Section.SPEED)) {
      for (int round = 1; round <= options.rounds(); round++) {
        speed(round);
      }
    }
    if (options.sections().contains(BenchOptions.Section.MEMORY)
        && options.contenders().contains(BenchContender.OURS)) {
      memory(BenchContender.OURS);
    }
    figures.print(options.contenders());
    if (options.chart().isPresent()) {
      Files.writeString(options.chart().get(), figures.chart(options.contenders()));
    }
  }

  /** Every second round begins with the last: whoever comes first finds a cooler machine. */
  private void speed(int round) throws IOException {
    List<BenchContender> order =
        round % 2 == 1 ? options.contenders() : options.contenders().reversed();
    for (BenchContender contender : order) {
      figures.add(BenchMetric.OTHERS, "before the loads", contender, busyPercent());
      System.err.printf("round %d of %d: %s%n", round, options.rounds(), contender.title());
      try (BenchTunnel tunnel = contender.open(lab)) {
        warmUp(tunnel);
        for (BenchLoad load : options.loads()) {
          load.measure(tunnel, options.time(), contender, figures);
        }
      }
    }
  }

  /** How busy the machine is while nothing of ours runs. */
  private static double busyPercent() {
    double before = BenchTunnel.machineCpuSeconds();
    long start = System.nanoTime();
    LockSupport.parkNanos(LOOK.toNanos());
    double seconds = (System.nanoTime() - start) / 1e9;
    double cores = Runtime.getRuntime().availableProcessors();
    return 100 * (BenchTunnel.machineCpuSeconds() - before) / seconds / cores;
  }

  /** A JVM compiles what it has seen often; the others get the same. */
  private void warmUp(BenchTunnel tunnel) {
    String seconds = Long.toString(options.warmUp().toSeconds());
    tunnel.iperf(options.warmUp(), "-t", seconds);
    tunnel.iperf(options.warmUp(), "-t", seconds, "-R");
  }

  private void memory(BenchContender contender) throws IOException {
    System.err.println("memory: " + contender.title());
    try (BenchTunnel tunnel = contender.open(lab)) {
      tunnel.iperf(SLOWEST_GIGABYTES, "-R", "-n", Long.toString(GIGABYTE));
      noteMemory(tunnel, contender, "TCP download, after 1 GB");
      tunnel.iperf(SLOWEST_GIGABYTES, "-R", "-n", Long.toString(9 * GIGABYTE));
      noteMemory(tunnel, contender, "TCP download, after 10 GB");
    }
  }

  private void noteMemory(BenchTunnel tunnel, BenchContender contender, String row) {
    figures.add(BenchMetric.MEMORY, row, contender, tunnel.client().residentMegabytes());
  }

  private void printMachine() throws IOException {
    String processor =
        Files.readString(Path.of("/proc/cpuinfo"))
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.replaceFirst("[^:]*: *", ""))
            .findFirst()
            .orElse("unknown processor");
    System.out.printf(
        "%s, %d cores, Linux %s, TCP %s; OpenVPN %s, iperf3 %s, Java %s",
        processor,
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.version"),
        congestionControl(),
        packageVersion("openvpn"),
        packageVersion("iperf3"),
        Runtime.version());
    if (options.contenders().contains(BenchContender.WIREGUARD_GO)) {
      System.out.printf(", wireguard-go %s", WireGuard.version());
    }
    System.out.printf("; %d rounds, %d s a load%n%n", options.rounds(), options.time().toSeconds());
  }

  /** How the streams feel for what the tunnel carries: new namespaces take the machine's way. */
  private static String congestionControl() throws IOException {
    return Files.readString(Path.of("/proc/sys/net/ipv4/tcp_congestion_control")).strip();
  }

  private static String packageVersion(String name) {
    return Shell.out("dpkg-query", "-W", "-f", "${Version}", name);
  }
}
