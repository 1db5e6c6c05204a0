package org.culvert.helper.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.culvert.core.profile.Remote;

/** What the profile's {@code local} and {@code lport} mean for a socket to one server. */
final class LocalEnd {
  private static final InetAddress ANY_IPV4 = InetAddress.ofLiteral("0.0.0.0");
  private static final InetAddress ANY_IPV6 = InetAddress.ofLiteral("::");

  private LocalEnd() {}

  /**
   * Address and port to bind to, of the server's family; empty when the profile asks for neither.
   *
   * @throws IOException with a sentence for the user when the families differ, or it is no address
   */
  static Optional<InetSocketAddress> of(Remote remote, InetAddress server) throws IOException {
    if (remote.localAddress().isEmpty() && remote.localPort().isEmpty()) {
      return Optional.empty();
    }
    boolean ipv6 = isIpv6(server);
    InetAddress local = ipv6 ? ANY_IPV6 : ANY_IPV4;
    if (remote.localAddress().isPresent()) {
      local = literal(remote.localAddress().get());
      if (isIpv6(local) != ipv6) {
        throw new IOException(
            "the profile says local "
                + remote.localAddress().get()
                + ", from which no "
                + (ipv6 ? "IPv6" : "IPv4")
                + " server can be reached, and "
                + server.getHostAddress()
                + " is one");
      }
    }
    return Optional.of(new InetSocketAddress(local, remote.localPort().orElse(0)));
  }

  /** Never a name: to look one up here would make the session deaf. */
  private static InetAddress literal(String text) throws IOException {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("the profile says local " + text + ", which is no address of ours", e);
    }
  }

  private static boolean isIpv6(InetAddress address) {
    return address.getAddress().length == 16;
  }
}
