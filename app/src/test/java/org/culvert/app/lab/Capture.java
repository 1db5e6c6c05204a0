package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that crosses the lab's cable by UDP to or from the server's port. */
final class Capture {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;
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

  /** What was seen so far, from the file's own layout: no dissector knows more than we test. */
  List<Datagram> datagrams() {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Datagram> found = new ArrayList<>();
    int at = FILE_HEADER;
    while (at + RECORD_HEADER <= bytes.capacity()) {
      double seconds = bytes.getInt(at) + bytes.getInt(at + 4) / 1e6;
      int length = bytes.getInt(at + 8);
      if (at + RECORD_HEADER + length > bytes.capacity()) {
        break;
      }
      byte[] frame = new byte[length];
      bytes.get(at + RECORD_HEADER, frame);
      found.add(datagram(seconds, ByteBuffer.wrap(frame)));
      at += RECORD_HEADER + length;
    }
    return found;
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
