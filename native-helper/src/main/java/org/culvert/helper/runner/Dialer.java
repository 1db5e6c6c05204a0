package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Remote;
import org.culvert.core.wire.StreamFrame;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.path.DatagramPort;

/** Opens the way to a server, by whichever transport its remote names. */
final class Dialer {
  private final HostNetwork host;
  private final int largestPacket;

  Dialer(HostNetwork host, Profile profile) {
    this.host = host;
    var tunnel = profile.tunnel();
    this.largestPacket =
        StreamFrame.largestPacket(Math.max(tunnel.maxMtu(), tunnel.mtu().orElse(0)));
  }

  /**
   * A port to one of the addresses: by TCP to whichever connects first, by UDP to the first. Empty
   * when told to give up.
   *
   * @param addresses the preferred one first; never empty
   */
  Optional<DatagramPort> dial(
      Remote remote, List<InetAddress> addresses, long patienceMillis, GiveUp giveUp)
      throws IOException, InterruptedException {
    return switch (remote.transport()) {
      case UDP -> {
        InetAddress address = addresses.getFirst();
        yield Optional.of(
            host.openUdp(
                new InetSocketAddress(address, remote.port()), LocalEnd.of(remote, address)));
      }
      case TCP ->
          host.openTcp(
              new TcpRequest(ends(remote, addresses), largestPacket, patienceMillis), giveUp);
    };
  }

  private static List<TcpRequest.End> ends(Remote remote, List<InetAddress> addresses)
      throws IOException {
    List<TcpRequest.End> ends = new ArrayList<>();
    Optional<IOException> misfit = Optional.empty();
    for (InetAddress address : addresses) {
      try {
        ends.add(
            new TcpRequest.End(
                new InetSocketAddress(address, remote.port()), LocalEnd.of(remote, address)));
      } catch (IOException e) {
        misfit = Optional.of(e); // another address may be of the local one's family
      }
    }
    if (ends.isEmpty()) {
      throw misfit.orElseThrow();
    }
    return ends;
  }
}
