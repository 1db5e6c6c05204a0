package org.culvert.helper.host;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * A wish for a TCP connection to a server.
 *
 * @param ends where the server may be reached, the preferred one first; never empty
 * @param largestPacket the longest packet that the server may send
 * @param patienceMillis when to give up
 */
public record TcpRequest(List<End> ends, int largestPacket, long patienceMillis) {
  /**
   * One address of the server.
   *
   * @param local address and port to bind to, of the server's family; empty for any
   */
  public record End(InetSocketAddress remote, Optional<InetSocketAddress> local) {}
}
