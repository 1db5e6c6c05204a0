package org.culvert.helper.linux.net;

import java.io.IOException;
import org.culvert.helper.linux.sys.NetlinkSocket;

/**
 * Hears from the kernel that links, addresses or routes of a network namespace change, whoever
 * changes them. What exactly is not read: a comparison finds out.
 */
final class NetworkWatch implements AutoCloseable {
  /** The groups as bits: link 1, IPv4 address 5 and route 7, IPv6 address 9 and route 11. */
  private static final int GROUPS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

  private final NetlinkSocket socket;

  private NetworkWatch(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** Begins to listen in the network namespace of the calling thread. */
  static NetworkWatch open() throws IOException {
    return new NetworkWatch(NetlinkSocket.open(NetlinkSocket.ROUTE, GROUPS));
  }

  /** Whether anything changed since the last call. One system call if not. */
  boolean changed() throws IOException {
    return socket.skim();
  }

  @Override
  public void close() {
    socket.close();
  }
}
