package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A tunnel that stands, and what can be measured of it from outside.
 *
 * @param lab what is registered there ends with the tunnel
 * @param client whose time and memory are counted
 */
record BenchTunnel(Lab lab, Running client) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double TICKS = 100;

  /**
   * A finished transfer.
   *
   * @param bytes of payload that arrived
   * @param clientCpu seconds of the client, user and system
   * @param machineCpu seconds that the machine's processors were not idle
   */
  record Transfer(double bytes, double seconds, double clientCpu, double machineCpu) {
    double gigabits() {
      return bytes * 8 / 1e9 / seconds;
    }

    /** Of so many bytes each, as many as arrived. */
    double kiloPackets(int size) {
      return bytes / size / 1e3 / seconds;
    }

    double clientCpuPerGigabyte() {
      return clientCpu / (bytes / 1e9);
    }

    double machineCpuPerGigabyte() {
      return machineCpu / (bytes / 1e9);
    }
  }

  /** Carries what these options of {@code iperf3 -c} say. */
  Transfer iperf(Duration expected, String... options) {
    boolean flood = List.of(options).contains("-u");
    boolean download = List.of(options).contains("-R");
    // A server for one run: one that still waits for the farewell of the last would refuse the
    // next.
    Running server =
        Running.start(
            "iperf3 server",
            lab.newPath("iperf3.log"),
            Map.of(),
            Lab.on(
                lab.serverHost(), iperf(flood && download, "-s", "-1", "--forceflush").toList()));
    lab.register(server);
    server.awaitOutput("listening", PATIENCE);
    Stream<String> program = iperf(flood && !download, "-J", "-c", OpenVpnServer.TUNNEL_IPV4);
    List<String> command = Stream.concat(program, Stream.of(options)).toList();
    double clientBefore = client.cpuSeconds();
    double machineBefore = machineCpuSeconds();
    Shell.Result result =
        Shell.run(expected.plus(PATIENCE), Map.of(), "", Lab.on(lab.clientHost(), command));
    double clientCpu = client.cpuSeconds() - clientBefore;
    double machineCpu = machineCpuSeconds() - machineBefore;
    if (result.exit() != 0) {
      throw new AssertionError(result + server.log());
    }
    server.close();
    // With several streams some of its first fields come several times: only the end is read.
    String end = "{" + result.out().substring(result.out().indexOf("\"end\":\t{"));
    Json received = Json.parse(end).at("end.sum_received");
    return new Transfer(
        decimal(received, "bytes"), decimal(received, "seconds"), clientCpu, machineCpu);
  }

  /**
   * What floods the tunnel runs only while nobody else wants a processor: it shares them with both
   * ends, and would leave too little to what is measured.
   */
  private static Stream<String> iperf(boolean floods, String... options) {
    Stream<String> first = floods ? Stream.of("nice", "-n", "19") : Stream.of();
    return Stream.concat(first, Stream.concat(Stream.of("iperf3"), Stream.of(options)));
  }

  private static double decimal(Json json, String path) {
    return Double.parseDouble(json.text(path));
  }

  /** proc(5), "cpu": all but what is idle or waits for a disk, in hundredths. */
  static double machineCpuSeconds() {
    try {
      String total = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow();
      String[] cpu = total.split(" +", -1);
      long busy = Stream.of(1, 2, 3, 6, 7).mapToLong(field -> Long.parseLong(cpu[field])).sum();
      return busy / TICKS;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins to ping the other end a hundred times a second, until the time is over. */
  BenchPing ping(Duration time) {
    return BenchPing.start(lab, time);
  }

  @Override
  public void close() {
    lab.stopAll();
  }
}
