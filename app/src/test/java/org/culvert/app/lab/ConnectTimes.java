package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long it takes to connect, ours beside OpenVPN through the same server. */
final class ConnectTimes {
  private static final int WARM_CONNECTS = 15;
  private static final int COMMANDS = 3;

  private final Lab lab;
  private final String profile;
  private final List<Double> first = new ArrayList<>();
  private final List<Double> warm = new ArrayList<>();
  private final List<Double> command = new ArrayList<>();
  private final List<Double> openVpn = new ArrayList<>();
  private final List<Double> memory = new ArrayList<>();

  private ConnectTimes(Lab lab, String profile) {
    this.lab = lab;
    this.profile = profile;
  }

  /** Measures and prints. */
  static void print(Lab lab, int rounds) throws IOException {
    ConnectTimes times = new ConnectTimes(lab, BenchContender.openVpnServer(lab).profile());
    for (int round = 0; round < rounds; round++) {
      times.measure();
    }
    times.print();
    lab.stopAll();
  }

  private void measure() throws IOException {
    HelperProcess helper = HelperProcess.start(lab);
    try (HelperSocket socket = HelperSocket.open(helper.socket())) {
      first.add(socket.millisToConnected("bench", profile));
      socket.disconnect("bench");
      for (int i = 0; i < WARM_CONNECTS; i++) {
        double millis = socket.millisToConnected("bench", profile);
        // The first few still compile; "warm" is what a user meets after a day of use.
        if (i >= WARM_CONNECTS / 2) {
          warm.add(millis);
        }
        socket.disconnect("bench");
      }
    }
    Cli cli = Cli.of(lab, helper);
    cli.ok("import", lab.write("bench.ovpn", profile).toString(), "--name", "bench");
    for (int i = 0; i < COMMANDS; i++) {
      command.add((double) cli.ok("connect", "bench", "--wait", "20").took().toMillis());
      cli.ok("disconnect", "bench");
    }
    memory.add(helper.process().residentMegabytes());
    helper.stop();
    openVpn.add(openVpnMillis());
  }

  private double openVpnMillis() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(BenchContender.openVpnClient(lab, lab.write("openvpn.ovpn", profile)))
            .redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(BenchContender.OPENVPN_READY)) {
          return (System.nanoTime() - start) / 1e6;
        }
      }
      throw new IOException("OpenVPN's client did not connect");
    } finally {
      process.destroy();
      Await.until("OpenVPN's client ends", Duration.ofSeconds(10), () -> !process.isAlive());
    }
  }

  private void print() {
    System.out.println(
        "| time to connected, ms | median | best | worst |\n| --- | --- | --- | --- |");
    row("Culvert: warm helper, request to connected", warm);
    row("Culvert: first connect after the helper's start", first);
    row("Culvert: `culvert connect` with a warm helper, whole command", command);
    row("OpenVPN 2.6: process start to connected", openVpn);
    System.out.printf(
        Locale.ROOT,
        "%nHelper RSS after %d sessions: %.0f MB%n%n",
        WARM_CONNECTS + 1 + COMMANDS,
        BenchFigures.median(memory));
  }

  private static void row(String what, List<Double> millis) {
    double[] sorted = BenchFigures.sorted(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f |%n",
        what,
        BenchFigures.median(millis),
        sorted[0],
        sorted[sorted.length - 1]);
  }
}
