package org.culvert.helper.host;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.proxy.ProxyDoor;

/**
 * A wish for a TCP connection to a server.
 *
 * @param ends where the server, or the proxy in front of it, may be reached, the preferred one
 *     first; never empty
 * @param largestPacket the longest packet that the server may send
 * @param patienceMillis when to give up
 * @param kernel whether the kernel is to take its data packets; not with a proxy
 * @param proxy what to say at the ends before the server is there; empty when they are the server
 */
public record TcpRequest(
    List<End> ends,
    SocketSettings settings,
    int largestPacket,
    long patienceMillis,
    boolean kernel,
    Optional<ProxyDoor> proxy) {
  /** One that we keep for ourselves. */
  public TcpRequest(
      List<End> ends,
      SocketSettings settings,
      int largestPacket,
      long patienceMillis,
      Optional<ProxyDoor> proxy) {
    this(ends, settings, largestPacket, patienceMillis, false, proxy);
  }

  /**
   * One address of the server.
   *
   * @param local address and port to bind to, of the server's family; empty for any
   */
  public record End(InetSocketAddress remote, Optional<InetSocketAddress> local) {}
}
