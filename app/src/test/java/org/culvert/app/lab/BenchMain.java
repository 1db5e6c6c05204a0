package org.culvert.app.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures our client beside Debian's OpenVPN client through the same OpenVPN server, and prints
 * the tables of docs/PERFORMANCE.md. Not a test: it judges nothing. Arguments: rounds, seconds of a
 * round.
 */
final class BenchMain {
  private static final String READY = "Initialization Sequence Completed";
  private static final int WARM_CONNECTS = 15;

  private final Lab lab;
  private final OpenVpnServer server;
  private final int rounds;
  private final int seconds;

  private BenchMain(Lab lab, OpenVpnServer server, int rounds, int seconds) {
    this.lab = lab;
    this.server = server;
    this.rounds = rounds;
    this.seconds = seconds;
  }

  /** One iperf3 run of one client. */
  private record Throughput(double gigabits, double cpuPerGigabyte) {}

  public static void main(String[] args) throws Exception {
    try (Lab lab = new Lab()) {
      lab.open();
      OpenVpnServer server =
          OpenVpnServer.start(lab, OpenVpnServer.options(lab).cipher("AES-256-GCM")).awaitReady();
      BenchMain bench =
          new BenchMain(lab, server, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
      try {
        bench.connectTimes();
        bench.throughput();
      } catch (AssertionError | IOException e) {
        throw new AssertionError(e.getMessage() + lab.story(), e);
      } finally {
        lab.stopAll();
      }
    }
  }

  private void connectTimes() throws IOException {
    List<Double> first = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    List<Double> command = new ArrayList<>();
    List<Double> openVpn = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    String profile = server.profile();
    for (int i = 0; i < rounds; i++) {
      HelperProcess helper = HelperProcess.start(lab);
      try (HelperSocket socket = HelperSocket.open(helper.socket())) {
        first.add(socket.millisToConnected("bench", profile));
        socket.disconnect("bench");
        for (int j = 0; j < WARM_CONNECTS; j++) {
          double millis = socket.millisToConnected("bench", profile);
          // The first few still compile; "warm" is what a user meets after a day of use.
          if (j >= WARM_CONNECTS / 2) {
            warm.add(millis);
          }
          socket.disconnect("bench");
        }
      }
      Cli cli = Cli.of(lab, helper);
      cli.ok("import", lab.write("bench.ovpn", profile).toString(), "--name", "bench");
      for (int j = 0; j < 3; j++) {
        command.add((double) cli.ok("connect", "bench", "--wait", "20").took().toMillis());
        cli.ok("disconnect", "bench");
      }
      memory.add(helper.process().residentMegabytes());
      helper.stop();
      openVpn.add(openVpnConnectMillis());
    }
    System.out.println(
        "| time to connected, ms | median | best | worst |\n| --- | --- | --- | --- |");
    printRow("Culvert: warm helper, request to connected", warm);
    printRow("Culvert: first connect after the helper's start", first);
    printRow("Culvert: `culvert connect` with a warm helper, whole command", command);
    printRow("OpenVPN 2.6: process start to connected", openVpn);
    System.out.printf(
        Locale.ROOT,
        "%nHelper RSS after %d sessions: %.0f MB%n%n",
        WARM_CONNECTS + 4,
        median(memory));
  }

  private static void printRow(String what, List<Double> millis) {
    double[] sorted = sorted(millis);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.0f | %.0f | %.0f |%n",
        what,
        median(millis),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private double openVpnConnectMillis() throws IOException {
    Path profile = lab.write("openvpn.ovpn", server.profile());
    ProcessBuilder builder = new ProcessBuilder(openVpnCommand(profile)).redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(READY)) {
          return (System.nanoTime() - start) / 1e6;
        }
      }
      throw new IOException("OpenVPN's client did not connect");
    } finally {
      process.destroy();
      Await.until("OpenVPN's client ends", Duration.ofSeconds(10), () -> !process.isAlive());
    }
  }

  private List<String> openVpnCommand(Path profile) {
    return Lab.on(
        lab.clientHost(), List.of("openvpn", "--disable-dco", "--config", profile.toString()));
  }

  private void throughput() throws IOException {
    List<Throughput> ourUp = new ArrayList<>();
    List<Throughput> ourDown = new ArrayList<>();
    List<Throughput> theirUp = new ArrayList<>();
    List<Throughput> theirDown = new ArrayList<>();
    double ourMemory = 0;
    double theirMemory = 0;
    for (int i = 0; i < rounds; i++) {
      HelperProcess helper = HelperProcess.start(lab);
      try (HelperSocket socket = HelperSocket.open(helper.socket())) {
        socket.millisToConnected("bench", server.profile());
        ourUp.add(measure(helper.process(), ""));
        ourDown.add(measure(helper.process(), "-R"));
        ourMemory = Math.max(ourMemory, helper.process().residentMegabytes());
        socket.disconnect("bench");
      }
      helper.stop();
      Path profile = lab.write("openvpn.ovpn", server.profile());
      Running client =
          Running.start(
              "openvpn client", lab.newPath("client.log"), Map.of(), openVpnCommand(profile));
      lab.register(client);
      client.awaitOutput(READY, Duration.ofSeconds(20));
      theirUp.add(measure(client, ""));
      theirDown.add(measure(client, "-R"));
      theirMemory = Math.max(theirMemory, client.residentMegabytes());
      client.close();
    }
    System.out.println(
        "| one TCP stream | upload Gbit/s | client CPU s/GB | download Gbit/s | client CPU s/GB |"
            + " RSS MB |\n| --- | --- | --- | --- | --- | --- |");
    printRow("Culvert", ourUp, ourDown, ourMemory);
    printRow("OpenVPN 2.6", theirUp, theirDown, theirMemory);
  }

  private static void printRow(
      String who, List<Throughput> up, List<Throughput> down, double memory) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.2f | %.2f | %.0f |%n",
        who,
        median(up.stream().map(Throughput::gigabits).toList()),
        median(up.stream().map(Throughput::cpuPerGigabyte).toList()),
        median(down.stream().map(Throughput::gigabits).toList()),
        median(down.stream().map(Throughput::cpuPerGigabyte).toList()),
        memory);
  }

  private Throughput measure(Running client, String direction) {
    // A server for one run: one that still waits for the farewell of the last would refuse the
    // next.
    Running iperf =
        Running.start(
            "iperf3 server",
            lab.newPath("iperf3.log"),
            Map.of(),
            Lab.on(lab.serverHost(), List.of("iperf3", "-s", "-1", "--forceflush")));
    lab.register(iperf);
    iperf.awaitOutput("listening", Duration.ofSeconds(10));
    List<String> command =
        new ArrayList<>(
            List.of("iperf3", "-J", "-c", OpenVpnServer.TUNNEL_IPV4, "-t", "" + seconds));
    if (!direction.isEmpty()) {
      command.add(direction);
    }
    double before = client.cpuSeconds();
    Shell.Result result =
        Shell.run(
                Duration.ofSeconds(seconds + 30L), Map.of(), "", Lab.on(lab.clientHost(), command))
            .orFail();
    double cpu = client.cpuSeconds() - before;
    iperf.close();
    Json received = Json.parse(result.out()).at("end.sum_received");
    double bits = Double.parseDouble(received.text("bits_per_second"));
    double bytes = Double.parseDouble(received.text("bytes"));
    return new Throughput(bits / 1e9, cpu / (bytes / 1e9));
  }

  private static double median(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double[] sorted(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
