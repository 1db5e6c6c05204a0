package org.culvert.app.lab;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Everything that crosses the lab's cable by UDP to or from the server's port. */
final class Capture {
  private static final int ETHERNET = 14;
  private static final int UDP = 8;

  private final Path file;
  private final Running tcpdump;

  private Capture(Path file, Running tcpdump) {
    this.file = file;
    this.tcpdump = tcpdump;
  }

  /**
   * One datagram.
   *
   * @param seconds when it was seen
   * @param clientPort the port that is not the server's
   */
  @SuppressWarnings("ArrayRecordComponent") // read by one test, never compared
  record Datagram(double seconds, boolean fromClient, int clientPort, byte[] payload) {}

  /** Begins, and waits until nothing is missed. Stopped after the test. */
  static Capture start(Lab lab) {
    Path file = lab.newPath("wire.pcap");
    Running running =
        Running.start(
            "tcpdump",
            lab.newPath("tcpdump.log"),
            Map.of(),
            Lab.on(
                lab.clientHost(),
                List.of(
                    "tcpdump",
                    "--immediate-mode",
                    "-U",
                    "-Z",
                    "root",
                    "-i",
                    "wire0",
                    "-w",
                    file.toString(),
                    "ip and udp and port " + OpenVpnServer.PORT)));
    lab.register(running);
    running.awaitOutput("listening on wire0", Duration.ofSeconds(20));
    return new Capture(file, running);
  }

  /** Ends it. */
  Capture stop() {
    tcpdump.interrupt();
    return this;
  }

  /** What was seen so far. */
  List<Datagram> datagrams() {
    return PcapFile.frames(file).stream()
        .map(frame -> datagram(frame.seconds(), ByteBuffer.wrap(frame.bytes())))
        .toList();
  }

  private static Datagram datagram(double seconds, ByteBuffer frame) {
    int udp = ETHERNET + (frame.get(ETHERNET) & 0x0f) * 4;
    int from = frame.getShort(udp) & 0xffff;
    int to = frame.getShort(udp + 2) & 0xffff;
    byte[] payload = new byte[(frame.getShort(udp + 4) & 0xffff) - UDP];
    frame.get(udp + UDP, payload);
    boolean fromClient = to == OpenVpnServer.PORT;
    return new Datagram(seconds, fromClient, fromClient ? from : to, payload);
  }
}
