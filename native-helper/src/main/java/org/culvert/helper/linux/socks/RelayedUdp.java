package org.culvert.helper.linux.socks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.culvert.core.proxy.RelayHeader;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.tcp.Connected;
import org.culvert.helper.linux.tcp.Connecting;
import org.culvert.helper.linux.udp.LinuxUdp;
import org.culvert.helper.linux.udp.Relay;

/** Asks a proxy for a relay, and opens the socket to it. */
public final class RelayedUdp {
  private RelayedUdp() {}

  /** Opens it in the calling thread's network namespace. Empty when told to give up. */
  public static Optional<LinuxUdp> open(
      TcpRequest proxy, InetSocketAddress server, OffloadStep step, GiveUp giveUp)
      throws IOException, InterruptedException {
    Optional<Connected> connected = Connecting.run(proxy, giveUp);
    return connected.isPresent()
        ? Optional.of(over(connected.get(), proxy, server, step))
        : Optional.empty();
  }

  private static LinuxUdp over(
      Connected connected, TcpRequest proxy, InetSocketAddress server, OffloadStep step)
      throws IOException {
    byte[] header = RelayHeader.to(server.getAddress(), server.getPort());
    Relay relay = new Relay(connected.remote(), connected.socket(), header);
    try {
      InetSocketAddress end =
          new InetSocketAddress(connected.remote().getAddress(), connected.relay().orElseThrow());
      return LinuxUdp.open(
          new UdpRequest(end, local(connected, proxy), proxy.settings(), false), step, relay);
    } catch (IOException | RuntimeException e) {
      relay.close();
      throw e;
    }
  }

  /** The datagrams leave from where the connection does. */
  private static Optional<InetSocketAddress> local(Connected connected, TcpRequest proxy) {
    return proxy.ends().stream()
        .filter(end -> end.remote().equals(connected.remote()))
        .findFirst()
        .flatMap(TcpRequest.End::local);
  }
}
