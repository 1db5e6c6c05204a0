package org.culvert.app.lab;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Every packet of a TUN device, as the kernel has it: superpackets are not cut yet. */
final class TunCapture {
  /**
   * What the helper asks the gateway for by itself, and its answer: 8 bytes in a ping. It may be on
   * its way as the captures begin, and would be seen at one end only.
   */
  private static final String ASKED = "icmp and ip[2:2] = 36";

  private final Path file;
  private final Running tcpdump;

  private TunCapture(Path file, Running tcpdump) {
    this.file = file;
    this.tcpdump = tcpdump;
  }

  /** Begins, and waits until nothing is missed. Stopped after the test. */
  static TunCapture start(Lab lab, String host, String device) {
    Path file = lab.newPath(device + ".pcap");
    List<String> command =
        List.of(
            "tcpdump",
            "-U",
            "-B",
            "65536",
            "-Z",
            "root",
            "-i",
            device,
            "-w",
            file.toString(),
            "not (" + ASKED + ")");
    Running running =
        Running.start(
            "tcpdump " + device, lab.newPath("tcpdump.log"), Map.of(), Lab.on(host, command));
    lab.register(running);
    running.awaitOutput("listening on " + device, Duration.ofSeconds(20));
    return new TunCapture(file, running);
  }

  /** All that was seen so far, in order. */
  List<byte[]> packets() {
    return PcapFile.frames(file).stream().map(PcapFile.Frame::bytes).toList();
  }

  /** Ends it; nothing may have been missed. */
  void stop() {
    tcpdump.interrupt();
    assertTrue(tcpdump.log().contains("\n0 packets dropped by kernel"), tcpdump::log);
  }
}
