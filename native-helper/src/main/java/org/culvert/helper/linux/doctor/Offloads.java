package org.culvert.helper.linux.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
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
  private static final String SUBJECT = "userspace data path";

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
      return new Finding(
          SUBJECT,
          Health.NOTE,
          "What the kernel joins for it is not known: " + e.getMessage(),
          "See to the privilege and the TUN driver first.");
    }
  }

  Finding finding() {
    List<String> missing = new ArrayList<>();
    if (!tcp) {
      missing.add("TCP segments at the tunnel's device");
    }
    if (!udp) {
      missing.add("UDP datagrams at the tunnel's device");
    }
    if (!sending) {
      missing.add("datagrams to the server");
    }
    if (!receiving) {
      missing.add("datagrams from the server");
    }
    return missing.isEmpty()
        ? new Finding(
            SUBJECT,
            Health.GOOD,
            "The kernel joins packets for it and cuts them again: TCP and UDP at the tunnel's"
                + " device, and datagrams to and from the server",
            "")
        : new Finding(
            SUBJECT,
            Health.NOTE,
            "The kernel does not join " + String.join(", ", missing) + ": such traffic costs more",
            "Update the kernel: Linux 6.2 and later join all of them.");
  }
}
