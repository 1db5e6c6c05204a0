package org.culvert.helper.path.userspace;

import java.net.InetSocketAddress;
import org.culvert.helper.path.DatagramPort;

/**
 * Where the in loop puts what is not payload. Called on the loop's thread; must not block, and
 * drops what it has no room for.
 */
public interface ControlSink {
  /** A control packet; the array is the receiver's. */
  void control(byte[] datagram);

  /** The server left, says a data packet. */
  void peerExit();

  /** A packet that only the server can have made came from this address, which is another one. */
  void serverMoved(InetSocketAddress now);

  /** The network reported an error. */
  void networkError(DatagramPort.NetworkError error);

  /**
   * The machine routes our own datagrams into the tunnel; they are dropped. Told once for each
   * path.
   */
  void routedIntoItself();

  /** A loop ended although nobody closed the path. */
  void failed(Broken what, String reason);

  /** What a loop could not go on with. */
  enum Broken {
    SOCKET,
    DEVICE
  }
}
