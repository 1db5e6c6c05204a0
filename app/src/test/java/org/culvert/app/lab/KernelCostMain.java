package org.culvert.app.lab;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a byte costs a whole machine with both ends of the tunnel in it, by data path; prints the
 * table of docs/PERFORMANCE.md. Not a test: it judges nothing.
 */
final class KernelCostMain {
  private static final Duration LIMIT = Duration.ofMinutes(40);

  /** What cpu.sh carries each way, in gigabytes. */
  private static final double GIGABYTES = 0.02;

  /** What cpu.sh counts in, in a second. */
  private static final double TICKS = 100;

  private KernelCostMain() {}

  public static void main(String[] args) throws Exception {
    try (Lab lab = new Lab()) {
      lab.open();
      VirtualMachine machine = new KernelVm(lab).run("cost", LIMIT, List.of("sid"), "cpu");
      System.out.println("Linux " + machine.mark("kernel"));
      System.out.println();
      System.out.println("| CPU s/GB of the machine | download | upload |");
      System.out.println("| --- | --- | --- |");
      row(machine, "Culvert, kernel", "culvert-kernel");
      row(machine, "Culvert, userspace", "culvert-userspace");
      row(machine, "OpenVPN 2.7, kernel", "openvpn-kernel");
      row(machine, "OpenVPN 2.7, userspace", "openvpn-userspace");
    }
  }

  private static void row(VirtualMachine machine, String title, String name) {
    List<String> rounds = machine.marks("cpu." + name);
    System.out.printf(
        Locale.ROOT, "| %s | %.0f | %.0f |%n", title, median(rounds, 0), median(rounds, 1));
  }

  private static double median(List<String> rounds, int column) {
    double[] sorted =
        rounds.stream()
            .mapToDouble(round -> Double.parseDouble(round.split(" ", -1)[column]))
            .sorted()
            .toArray();
    return sorted[sorted.length / 2] / TICKS / GIGABYTES;
  }
}
