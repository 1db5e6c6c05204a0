package org.culvert.app.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a tunnel is made to carry. */
enum BenchLoad {
  PING("nothing else", true, 0, 0),
  TCP_DOWN_1("TCP download, 1 stream", true, 1, 0),
  TCP_UP_1("TCP upload, 1 stream", false, 1, 0),
  TCP_DOWN_8("TCP download, 8 streams", true, 8, 0),
  TCP_UP_8("TCP upload, 8 streams", false, 8, 0),
  /** What every contender carries in full, so that all are pinged under the same load. */
  TCP_DOWN_8_HELD("TCP download, 8 streams held to 200 Mbit/s", true, 8, 0, 200),
  TCP_UP_8_HELD("TCP upload, 8 streams held to 200 Mbit/s", false, 8, 0, 200),
  UDP_DOWN_1200("UDP download, 1200 bytes", true, 1, 1200),
  UDP_UP_1200("UDP upload, 1200 bytes", false, 1, 1200),
  UDP_DOWN_64("UDP download, 64 bytes", true, 1, 64),
  UDP_UP_64("UDP upload, 64 bytes", false, 1, 64);

  private final String title;
  private final boolean download;
  private final int streams;
  private final int datagram;

  /** Megabits a second of all streams together; 0 for as many as there is room for. */
  private final int held;

  BenchLoad(String title, boolean download, int streams, int datagram) {
    this(title, download, streams, datagram, 0);
  }

  BenchLoad(String title, boolean download, int streams, int datagram, int held) {
    this.title = title;
    this.download = download;
    this.streams = streams;
    this.datagram = datagram;
    this.held = held;
  }

  /** As it is chosen on the command line. */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Carries it for that long, and notes what came of it. */
  void measure(BenchTunnel tunnel, Duration time, BenchContender contender, BenchFigures figures) {
    if (streams == 0) {
      pings(tunnel.ping(time), contender, figures);
    } else if (datagram > 0) {
      BenchTunnel.Transfer transfer = carried(tunnel, time, contender, figures);
      figures.add(BenchMetric.PACKETS, title, contender, transfer.kiloPackets(datagram));
    } else {
      BenchPing ping = tunnel.ping(time);
      carried(tunnel, time, contender, figures);
      pings(ping, contender, figures);
    }
    figures.add(BenchMetric.MEMORY, title, contender, tunnel.client().residentMegabytes());
  }

  private void pings(BenchPing ping, BenchContender contender, BenchFigures figures) {
    BenchPing.Times times = ping.times();
    double[] sorted = times.sorted();
    figures.add(BenchMetric.PING_MEDIAN, title, contender, BenchPing.quantile(sorted, 0.5));
    figures.add(BenchMetric.PING_P99, title, contender, BenchPing.quantile(sorted, 0.99));
    figures.add(BenchMetric.PING_LOST, title, contender, times.lost());
  }

  private BenchTunnel.Transfer carried(
      BenchTunnel tunnel, Duration time, BenchContender contender, BenchFigures figures) {
    BenchTunnel.Transfer transfer = tunnel.iperf(time, options(time));
    figures.add(BenchMetric.THROUGHPUT, title, contender, transfer.gigabits());
    figures.add(BenchMetric.CLIENT_CPU, title, contender, transfer.clientCpuPerGigabyte());
    figures.add(BenchMetric.MACHINE_CPU, title, contender, transfer.machineCpuPerGigabyte());
    return transfer;
  }

  private String[] options(Duration time) {
    List<String> options = new ArrayList<>(List.of("-t", Long.toString(time.toSeconds())));
    options.addAll(List.of("-P", Integer.toString(streams)));
    if (datagram > 0) {
      // As fast as the sender can: what does not fit is lost, and what arrives is counted.
      options.addAll(List.of("-u", "-b", "0", "-l", Integer.toString(datagram)));
      // The most that every kernel grants without being asked otherwise.
      options.addAll(List.of("-w", "416K"));
    }
    if (held > 0) {
      // iperf3 holds each stream by itself, and sends each piece in one go: 128 KB of every stream
      // at once, if not told otherwise.
      options.addAll(List.of("-b", held * 1000 / streams + "K", "-l", "4K"));
    }
    if (download) {
      options.add("-R");
    }
    return options.toArray(String[]::new);
  }
}
