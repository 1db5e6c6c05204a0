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

  /** Opens a UDP socket for the server. */
  DatagramPort openUdp(UdpRequest wanted) throws IOException;

  /**
   * Connects to a server by TCP, at whichever of its addresses answers first. Takes the thread as
   * long as it lasts; empty when told to give up.
   *
   * @throws ConnectFailedException when no address can be connected to
   * @throws ProxyFailedException when a proxy does not let us through
   */
  Optional<DatagramPort> openTcp(TcpRequest wanted, GiveUp giveUp)
      throws IOException, InterruptedException;

  /**
   * Opens a UDP socket for a server behind a SOCKS proxy. It lasts as long as the connection to the
   * proxy, which it holds. Takes the thread as long as it lasts; empty when told to give up.
   *
   * @param proxy how to reach the proxy, and what to say there
   * @throws ConnectFailedException when the proxy cannot be connected to
   * @throws ProxyFailedException when it does not let us through
   */
  Optional<DatagramPort> openRelayed(TcpRequest proxy, InetSocketAddress server, GiveUp giveUp)
      throws IOException, InterruptedException;

  /**
   * Opens a port that asks an address for an echo, through this device and no other.
   *
   * @throws IOException also where a machine's rules do not allow it
   */
  default EchoPort openEcho(String device, InetAddress remote) throws IOException {
    throw new IOException("this machine sends no echo requests");
  }

  /**
   * Makes the machine look like the plan: brings the device up, sets MTU, addresses and routes.
   * Applied again with another plan it changes only the difference; with an equal one, nothing.
   *
   * <p>If a step fails, a device that was new looks as before. A device that stands already keeps
   * what it had, so that its routes go on catching the traffic meant for the tunnel.
   *
   * @param outer what no route of any tunnel may catch from now on
   * @return sentences for the log about what was left out of the plan
   * @throws DeviceGoneException when there is no such device
   */
  List<String> apply(String device, TunnelPlan plan, Outer outer) throws IOException;

  /**
   * Keeps the device as it stands and makes the ways to other machines around its routes. If there
   * is a way to none of them, everything stays as it was, the ways from before included. Does
   * nothing for a device without a plan.
   *
   * @throws DeviceGoneException when there is no such device any more
   */
  void reach(String device, Outer outer) throws IOException;

  /**
   * Puts back what somebody took from a device that stands, and follows the machine to another
   * gateway. Cheap when nothing has changed; never waits for another session's call.
   *
   * @return a sentence for each thing that was mended
   * @throws IOException when not everything could be put back; the next call tries again
   */
  List<String> repair(String device) throws IOException;

  /** Removes everything that was applied for the device. Twice is fine; errors are logged. */
  void release(String device);

  /**
   * Undoes what an earlier process left behind, from the journal. Called once, before anything
   * else. Returns a sentence for each thing that was removed.
   */
  List<String> recover() throws IOException;
}
