package org.culvert.helper.host;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.culvert.core.profile.SocketSettings;

/**
 * A wish for a UDP socket.
 *
 * @param local address and port to bind to, of the remote's family; port 0 for an ephemeral one,
 *     empty for any address
 * @param floating whether the remote may go on from another address
 * @param kernel whether the kernel is to take its data packets
 */
public record UdpRequest(
    InetSocketAddress remote,
    Optional<InetSocketAddress> local,
    SocketSettings settings,
    boolean floating,
    boolean kernel) {
  /** One that we keep for ourselves. */
  public UdpRequest(
      InetSocketAddress remote,
      Optional<InetSocketAddress> local,
      SocketSettings settings,
      boolean floating) {
    this(remote, local, settings, floating, false);
  }
}
