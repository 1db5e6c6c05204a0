package org.culvert.helper.path.userspace;

import java.net.InetSocketAddress;
import org.culvert.helper.path.DatagramPort;

/** Nothing but payload is expected. */
final class Deaf implements ControlSink {
  @Override
  public void control(byte[] datagram) {
    throw new AssertionError("a control packet");
  }

  @Override
  public void peerExit() {
    throw new AssertionError("the peer left");
  }

  @Override
  public void serverMoved(InetSocketAddress now) {
    throw new AssertionError("moved to " + now);
  }

  @Override
  public void networkError(DatagramPort.NetworkError error) {
    throw new AssertionError(error);
  }

  @Override
  public void routedIntoItself() {
    throw new AssertionError("a packet of our own");
  }

  @Override
  public void failed(Broken what, String reason) {
    throw new AssertionError(reason);
  }
}
