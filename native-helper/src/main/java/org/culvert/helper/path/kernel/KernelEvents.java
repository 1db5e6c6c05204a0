package org.culvert.helper.path.kernel;

import java.net.InetSocketAddress;

/** What the kernel's data path finds out. Called on the session's thread. */
public interface KernelEvents {
  /** The kernel heard nothing valid of the server for too long, and gave it up. */
  void peerSilent();

  /** The server goes on from another address, and the kernel has followed it. */
  void serverMoved(InetSocketAddress now);

  /** The kernel sends, and nothing comes back, although the server is known to ping. */
  void nothingComesBack();

  /** The connection to the server is over. */
  void connectionLost(String reason);

  /** The device is gone. */
  void deviceLost(String reason);
}
