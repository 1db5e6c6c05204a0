package org.culvert.helper.linux.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;
import org.culvert.core.api.Response.Finding;
import org.culvert.helper.linux.sys.TunFile;
import org.culvert.helper.linux.sys.UdpSocket;

/**
 * What the kernel does for the userspace data path: it joins packets into larger ones and cuts them
 * again, so that one system call carries many.
 *
 * @param tcp segments of TCP at the tunnel's device
 * @param udp datagrams there, which came with Linux 6.2
 * @param sending datagrams to the server
 * @param receiving datagrams from the server
 */
record Offloads(boolean tcp, boolean udp, boolean sending, boolean receiving) {
  /** No name that a tunnel's device gets. */
  private static final String DEVICE = "culvertlook%d";

  /** Looks, with a device and a socket of its own, which are gone afterwards. */
  static Finding look() {
    try (TunFile device = TunFile.create(DEVICE, true);
        UdpSocket socket = UdpSocket.open(InetAddress.ofLiteral("127.0.0.1"))) {
      boolean udp = device.joinSegments(true);
      return new Offloads(
              udp || device.joinSegments(false), udp, socket.cutsSent(), socket.joinReceived())
          .finding();
    } catch (IOException e) {
      return Finding.of(MachineCode.JOINS_UNKNOWN, String.valueOf(e.getMessage()));
    }
  }

  Finding finding() {
    List<MachinePart> missing = new ArrayList<>();
    if (!tcp) {
      missing.add(MachinePart.TCP_AT_DEVICE);
    }
    if (!udp) {
      missing.add(MachinePart.UDP_AT_DEVICE);
    }
    if (!sending) {
      missing.add(MachinePart.TO_SERVER);
    }
    if (!receiving) {
      missing.add(MachinePart.FROM_SERVER);
    }
    return missing.isEmpty()
        ? Finding.of(MachineCode.JOINS_ALL)
        : Finding.of(Diagnosis.naming(MachineCode.JOINS_NOT, missing));
  }
}
