package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.Proxy;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.proxy.Destination;
import org.culvert.core.proxy.ProxyDoor;
import org.culvert.core.wire.StreamFrame;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.Passage;
import org.culvert.helper.host.TcpRequest;
import org.culvert.helper.host.UdpRequest;
import org.culvert.helper.path.DatagramPort;

/**
 * Opens the way to a server: by whichever transport its remote names, and through its proxy where
 * it has one. For the session's thread.
 */
final class Dialer {
  private final HostNetwork host;
  private final Resolver resolver;
  private final ProxyLogins logins;
  private final RandomGenerator random;
  private final SocketSettings sockets;

  /** Which of a server's addresses a relay is told next. */
  private int turn;

  /**
   * @param mark for the sockets of profiles that name none
   */
  Dialer(
      HostNetwork host,
      Profile profile,
      Resolver resolver,
      ProxyLogins logins,
      OptionalInt mark,
      RandomGenerator random) {
    this.host = host;
    this.resolver = resolver;
    this.logins = logins;
    this.random = random;
    this.sockets = profile.sockets().orMark(mark);
  }

  /** Whether all addresses are asked at once, so that no turn is left for the others. */
  static boolean races(Remote remote) {
    return remote.transport() == Remote.Transport.TCP || remote.proxy().isPresent();
  }

  /** Where packets are sent when these addresses are dialed. */
  static List<Passage.Server> ends(Remote remote, List<InetAddress> addresses) {
    boolean tcp = races(remote);
    int port = remote.proxy().map(Proxy::port).orElse(remote.port());
    return addresses.stream()
        .map(address -> new Passage.Server(new InetSocketAddress(address, port), tcp))
        .toList();
  }

  /**
   * The same when the port is open, which knows more: where a proxy takes UDP, and from where the
   * kernel sends.
   */
  static List<Passage.Server> ends(Remote remote, List<InetAddress> addresses, DatagramPort port)
      throws IOException {
    List<Passage.Server> ends = new ArrayList<>(ends(remote, addresses));
    if (remote.transport() == Remote.Transport.UDP) {
      ends.add(new Passage.Server(port.remote(), false, port.kernelFrom()));
    }
    return ends;
  }

  /** To be called once, before the first attempt. */
  void prepare(List<Remote> remotes) {
    resolver.prepare(remotes);
  }

  /**
   * The addresses of the machine that is to be connected to: the proxy, or else the server. Empty
   * when told to give up.
   *
   * @param kept whether a tunnel stands, and what is known is not to be waited for
   */
  Optional<List<InetAddress>> find(Remote remote, boolean kept, GiveUp giveUp)
      throws NameUnknownException, InterruptedException {
    return remote.proxy().isPresent()
        ? resolver.resolve(remote.proxy().get().host(), remote.family(), kept, giveUp)
        : resolver.resolveServer(remote.host(), remote.family(), kept, giveUp);
  }

  /**
   * A port to one of the addresses: to whichever connects first where there is something to
   * connect, else to the first. Empty when told to give up.
   *
   * @param addresses the preferred one first; never empty
   * @param kernel whether the kernel is to take the data packets
   */
  Optional<DatagramPort> dial(
      Remote remote,
      List<InetAddress> addresses,
      boolean kernel,
      boolean kept,
      long patienceMillis,
      GiveUp giveUp)
      throws IOException, InterruptedException {
    if (remote.proxy().isPresent()) {
      return through(remote.proxy().get(), remote, addresses, kept, patienceMillis, giveUp);
    }
    return switch (remote.transport()) {
      case UDP -> {
        InetAddress address = addresses.getFirst();
        yield Optional.of(
            host.openUdp(
                new UdpRequest(
                    new InetSocketAddress(address, remote.port()),
                    LocalEnd.of(remote, address),
                    sockets(remote),
                    remote.floating(),
                    kernel)));
      }
      case TCP ->
          host.openTcp(
              request(remote, addresses, remote.port(), kernel, patienceMillis, Optional.empty()),
              giveUp);
    };
  }

  private Optional<DatagramPort> through(
      Proxy proxy,
      Remote remote,
      List<InetAddress> addresses,
      boolean kept,
      long patienceMillis,
      GiveUp giveUp)
      throws IOException, InterruptedException {
    if (remote.transport() == Remote.Transport.UDP && proxy instanceof Proxy.Socks5 socks) {
      Optional<List<InetAddress>> servers =
          resolver.resolveServer(remote.host(), Remote.Family.ANY, kept, giveUp);
      if (servers.isEmpty()) {
        return Optional.empty();
      }
      InetAddress server = servers.get().get(turn++ % servers.get().size());
      ProxyDoor door = ProxyDoor.toRelay(socks, logins.of(proxy), random);
      return host.openRelayed(
          request(remote, addresses, proxy.port(), false, patienceMillis, Optional.of(door)),
          new InetSocketAddress(server, remote.port()),
          giveUp);
    }
    Destination server = new Destination(resolver.asked(remote.host()), remote.port());
    ProxyDoor door = ProxyDoor.toServer(proxy, server, logins.of(proxy), random);
    return host.openTcp(
        request(remote, addresses, proxy.port(), false, patienceMillis, Optional.of(door)), giveUp);
  }

  private TcpRequest request(
      Remote remote,
      List<InetAddress> addresses,
      int port,
      boolean kernel,
      long patienceMillis,
      Optional<ProxyDoor> door)
      throws IOException {
    return new TcpRequest(
        ends(remote, addresses, port),
        sockets(remote),
        StreamFrame.largestPacket(
            Math.max(remote.sizes().maxMtu(), remote.sizes().mtu().orElse(0))),
        patienceMillis,
        kernel,
        door);
  }

  private SocketSettings sockets(Remote remote) {
    return sockets.with(remote.sizes().discovery());
  }

  private static List<TcpRequest.End> ends(Remote remote, List<InetAddress> addresses, int port)
      throws IOException {
    List<TcpRequest.End> ends = new ArrayList<>();
    Optional<IOException> misfit = Optional.empty();
    for (InetAddress address : addresses) {
      try {
        ends.add(
            new TcpRequest.End(new InetSocketAddress(address, port), LocalEnd.of(remote, address)));
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
