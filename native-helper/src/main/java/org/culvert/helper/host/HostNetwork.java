package org.culvert.helper.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.culvert.core.plan.TunnelPlan;
import org.culvert.helper.path.DatagramPort;
import org.culvert.helper.path.TunDevice;

/**
 * The network of this machine. May be called from any thread; calls for one device one at a time.
 */
public interface HostNetwork {
  /**
   * Makes a TUN device, down and without addresses. It vanishes when it is closed or the process
   * ends, however that comes about.
   *
   * @param wantedName a fixed name, or empty for a free one of ours
   */
  TunDevice openTun(Optional<String> wantedName) throws IOException;

  /**
   * Opens a UDP socket for the server.
   *
   * @param local address and port to bind to; port 0 for an ephemeral one, empty for any address
   */
  DatagramPort openUdp(InetSocketAddress remote, Optional<InetSocketAddress> local)
      throws IOException;

  /**
   * Makes the machine look like the plan: brings the device up, sets MTU, addresses and routes.
   * Applied again with another plan it changes only the difference; with an equal one, nothing. If
   * any step fails all of the device's changes are undone before the exception leaves.
   *
   * @param server the outer address, for the host route that the plan may ask for
   */
  void apply(String device, TunnelPlan plan, InetAddress server) throws IOException;

  /** Removes everything that was applied for the device. Twice is fine; errors are logged. */
  void release(String device);

  /**
   * Undoes what an earlier process left behind, from the journal. Called once, before anything
   * else. Returns a sentence for each thing that was removed.
   */
  List<String> recover() throws IOException;
}
